"""Take the README's pictures from a running `make demo`: `make screenshots` (URL=…).

They show the real pages with the demo's own data; nothing is staged but the window size.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HOME = Path(__file__).resolve().parents[2] / "docs" / "img"
SIZE = {"width": 1440, "height": 900}
PASSWORD = "opsdesk-demo"


def main() -> None:
    """Sign in as the demo's lead and take one picture of every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    url = parser.parse_args().url.rstrip("/")
    HOME.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for theme, suffix in (("light", ""), ("dark", "-dark")):
            context = browser.new_context(
                base_url=url, viewport=SIZE, color_scheme=theme, reduced_motion="reduce"
            )
            take_all(context.new_page(), suffix)
        browser.close()


def take_all(page: Page, suffix: str) -> None:
    """Walk through the desk as its lead."""
    page.goto("/sign-in/")
    page.get_by_label("Username").fill("lead")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#rows .row").first.click()
    page.locator("#case-title").wait_for()
    take(page, f"queue{suffix}")
    page.locator("#case").get_by_role("link", name="Order #").click()
    page.get_by_role("heading", name="What happened").wait_for()
    take(page, f"order{suffix}")
    page.goto("/orders/")
    take(page, f"orders{suffix}")
    page.goto("/wismo/")
    take(page, f"wismo{suffix}")


def take(page: Page, name: str) -> None:
    """Save what is on the screen."""
    page.wait_for_load_state("networkidle")
    # Hiding the caret leaves a style="" behind, which our CSP and htmx would trip over.
    page.screenshot(path=HOME / f"{name}.png", caret="initial")
    print(HOME / f"{name}.png")  # noqa: T201


if __name__ == "__main__":
    main()
