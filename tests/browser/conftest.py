"""A real browser on the real pages: Debian's chromium, driven by playwright.

Skipped, with the reason and so with a count, where no chromium is installed.
"""

import os
import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, make_limit, make_member

CHROMIUM = os.environ.get("OPSDESK_CHROMIUM") or shutil.which("chromium")
AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text()
FAILURES = Path(__file__).parent / "failures"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 640}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for async code.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            yield browser
            browser.close()


@pytest.fixture
def open_page(browser, live_server, request):
    """Open pages of the desk; at the end their consoles must have stayed empty."""
    contexts, said = [], []

    def open_one(*, theme="light", viewport=WIDE, expect_errors=False):
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            color_scheme=theme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if not expect_errors:
            page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: said.append(f"error: {error}"))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def desk(transactional_db, store):
    """A store whose agents may refund."""
    make_limit(store=store)
    make_limit(store=store, role="lead", per_action="900.00", per_day="5000.00")
    return store


@pytest.fixture
def maya(desk):
    """The agent who sits in front of the browser."""
    return make_member(desk, "agent", username="maya", first_name="Maya", last_name="Lind")


@pytest.fixture
def sign_in(maya, live_server):
    """Sign `maya` in through the form, as she does."""

    def go(page, path="/"):
        page.goto(f"{reverse('login')}?{urlencode({'next': path})}")
        page.get_by_label("Username").fill("maya")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}{path}")
        return page

    return go


@pytest.fixture
def axe():
    """Return what axe-core holds against a page, as readable lines."""

    def run(page):
        page.evaluate(AXE)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{found['id']}: {node['target']} {node['failureSummary']}"
            for found in result["violations"]
            for node in found["nodes"]
        ]

    return run
