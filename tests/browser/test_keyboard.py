"""A case decided without a mouse, and the keys that must stay quiet."""

import re

from django.urls import reverse

from exceptions.models import Case, Decision, Status
from tests.browser.scenes import make_desk
from tests.factories import make_case


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


def status_of(case):
    return Case.objects.get(pk=case.pk).status


def test_a_case_is_approved_by_keyboard_alone(open_page, sign_in, desk):
    first = make_case(store=desk, amount="90.72", severity="high")
    second = make_case(store=desk, amount="10.00", severity="low")
    page = sign_in(open_page())

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{first.code}/")
    page.locator("#case-title:focus").wait_for()
    page.keyboard.press("a")
    confirm = focused(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/cases/{second.code}/")

    assert "Approve and refund $90.72" in confirm
    assert status_of(first) == Status.APPROVED
    assert page.locator("#toasts").get_by_text("Approved.").is_visible()
    assert "1 left" in page.locator("#announce").inner_text()
    page.locator("#case-title:focus").wait_for()


def test_an_approval_is_undone_by_keyboard(open_page, sign_in, desk):
    case = make_case(store=desk, amount="90.72")
    page = sign_in(open_page(), reverse("exceptions:case", args=[case.code]))
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.locator("#toasts").get_by_text("Approved.").wait_for()

    page.keyboard.press("u")
    page.get_by_role("button", name="Approve and refund $90.72").wait_for()

    assert status_of(case) == Status.AWAITING_APPROVAL


def test_a_draft_is_rejected_by_keyboard(open_page, sign_in, desk):
    case = make_case(store=desk, amount="90.72")
    page = sign_in(open_page(), reverse("exceptions:case", args=[case.code]))

    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("asked for less")
    page.keyboard.press("Control+Enter")
    page.get_by_text("rejected the draft").wait_for()

    decision = Decision.objects.get(case=case)
    assert decision.note == "asked for less"
    assert decision.reason_code == "wrong_amount"


def test_nothing_is_approved_unless_the_confirm_is_focused(open_page, sign_in, desk):
    case = make_case(store=desk, amount="90.72")
    page = sign_in(open_page(), reverse("exceptions:case", args=[case.code]))

    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(300)

    assert status_of(case) == Status.AWAITING_APPROVAL


def test_keys_are_quiet_while_typing_and_when_switched_off(open_page, sign_in, desk, maya):
    case = make_case(store=desk, amount="90.72")
    page = sign_in(open_page(), reverse("exceptions:case", args=[case.code]))

    page.keyboard.press("/")
    page.keyboard.type("gore?")
    typed = page.locator("#find").input_value()
    maya.keyboard_shortcuts = False
    maya.save()
    page.reload()
    page.keyboard.press("r")

    assert typed == "gore?"
    assert page.locator("details.drop[open]").count() == 0


def test_g_and_a_letter_go_to_a_section(open_page, sign_in, desk):
    page = sign_in(open_page())

    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/orders/")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/wismo/")


def test_help_opens_and_closes(open_page, sign_in, desk):
    page = sign_in(open_page())

    page.keyboard.press("?")
    opened = page.locator("#help").is_visible()
    page.keyboard.press("Escape")

    assert opened
    assert not page.locator("#help").is_visible()


def test_back_returns_to_the_list_as_it_was(open_page, sign_in, desk):
    edited, *_ = make_desk(desk)
    page = sign_in(open_page())

    page.locator(f"#row-{edited.code}").click()
    page.wait_for_url(f"**/cases/{edited.code}/")
    page.go_back()
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    page.get_by_text("need approval").wait_for()

    assert page.locator(".case").count() == 0


def test_the_edit_form_saves_with_ctrl_enter_or_says_what_is_wrong(open_page, sign_in, desk):
    case = make_case(store=desk, amount="90.72")
    page = sign_in(open_page(expect_errors=True), reverse("exceptions:case", args=[case.code]))

    page.keyboard.press("e")
    page.locator("#edit-message:focus").wait_for()
    page.locator("#edit-message").fill(" ")
    page.locator("#edit-message").evaluate("field => field.required = false")
    page.keyboard.press("Control+Enter")
    page.locator("#edit-message-error").wait_for()

    assert page.locator("#edit-message").get_attribute("aria-invalid") == "true"


def test_a_resized_field_does_not_trip_the_content_policy(open_page, sign_in, desk):
    """htmx would carry the style attribute a resized field has over to its successor."""
    case = make_case(store=desk, amount="90.72")
    page = sign_in(open_page(), reverse("exceptions:case", args=[case.code]))

    page.locator("#find").evaluate("field => field.style.width = '99px'")
    page.keyboard.press("m")
    page.locator("#case").get_by_text("Maya Lind", exact=True).wait_for()

    assert Case.objects.get(pk=case.pk).assignee is not None


def test_a_lost_connection_is_said_until_the_desk_answers_again(open_page, sign_in, desk):
    first = make_case(store=desk, amount="90.72", severity="high")
    page = sign_in(open_page(expect_errors=True))
    page.route("**/cases/**", lambda route: route.abort())

    page.locator(f"#row-{first.code}").click()
    page.get_by_text("No connection to the desk").wait_for()
    page.unroute("**/cases/**")
    page.locator(f"#row-{first.code}").click()
    page.locator("#case-title").wait_for()

    assert page.get_by_text("No connection to the desk").count() == 0
