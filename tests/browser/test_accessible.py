"""Every page, both themes: nothing for axe to hold against it, and it fits a 320 px screen."""

from django.urls import reverse

from tests.browser.conftest import NARROW
from tests.browser.scenes import make_desk

THEMES = ["light", "dark"]


def pages(store):
    """Return (name, path) of every page, with something on it."""
    edited, doubted, snoozed = make_desk(store)
    case = [reverse("exceptions:case", args=[one.code]) for one in (edited, doubted, snoozed)]
    return [
        ("queue", "/"),
        ("closed view", "/?view=closed"),
        ("edited case", case[0]),
        ("doubted case", case[1]),
        ("snoozed case", case[2] + "?view=snoozed"),
        ("edit form", reverse("exceptions:case-edit", args=[edited.code])),
        ("orders", reverse("orders:order-list")),
        ("order", reverse("orders:order-detail", args=[edited.order.code])),
        ("wismo", reverse("exceptions:wismo")),
    ]


def in_both_themes(page, axe):
    """Return what axe holds against the page as it is, in light and in dark."""
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme}: {problem}" for problem in axe(page)]
    return found


def test_sign_in_has_no_violations(open_page, axe, desk):
    page = open_page()

    page.goto(reverse("login"))

    assert in_both_themes(page, axe) == []


def test_no_page_has_violations(open_page, sign_in, axe, desk):
    page = sign_in(open_page())

    found = {}
    for name, path in pages(desk):
        page.goto(path)
        found[name] = in_both_themes(page, axe)

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_open_sheets_and_the_help_have_no_violations(open_page, sign_in, axe, desk):
    edited, *_ = make_desk(desk)
    page = sign_in(open_page(), reverse("exceptions:case", args=[edited.code]))

    found = []
    for key in ("r", "s", "d", "?"):
        page.keyboard.press(key)
        found += in_both_themes(page, axe)
        page.keyboard.press("Escape")

    assert found == []


def test_every_page_fits_a_narrow_screen(open_page, sign_in, desk):
    page = sign_in(open_page(viewport=NARROW))

    wide = []
    for name, path in pages(desk):
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(name)
        assert page.get_by_role("link", name="Orders").first.is_visible()

    assert wide == []


def test_the_theme_follows_the_system_until_overridden(open_page, sign_in):
    page = sign_in(open_page(theme="dark"))
    dark = page.evaluate("getComputedStyle(document.body).color")

    page.locator("summary", has_text="Account of Maya Lind").click()
    page.get_by_role("button", name="Theme: system").click()
    light = page.evaluate("getComputedStyle(document.body).color")
    page.reload()

    assert dark != light
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate("getComputedStyle(document.body).color") == light
