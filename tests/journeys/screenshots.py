"""Pictures of the main pages, to be looked at one by one: `./dev screenshots [FOLDER]`.

Ten pages in three languages, on a phone and a desk, light and dark; the site is started for it
with its demonstration data and stopped again. Not a test: nothing is compared.
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.steps import sign_in
from tests.platform.live import LiveServer, browser_path, start_server, stop_server

QUESTION = "field=smp&level=licence&place=taza"
PUBLIC = {
    "01-first": "/",
    "02-roles": f"/roles?{QUESTION}",
    "03-pathway": f"/roles/data-analyst?{QUESTION}",
    "04-programmes": "/programmes",
    "05-openings": "/openings",
    "06-opening": "",
    "07-occupation": "/occupations/data-analyst",
    "08-sign-up": "/sign-up",
}
SIGNED_IN = {
    "09-profile": ("learner", "/profile"),
    "10-employer": ("employer", "/employer/"),
}
LANGUAGES = ("fr", "ar", "en")
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
THEMES = ("light", "dark")


def main(folder: Path) -> int:
    """Take them all into `folder`, emptied first. Returns how many."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="skills4all-pictures-") as instance:
        server = start_server(Path(instance))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=browser_path(), args=["--no-sandbox"]
                )
                return sum(
                    _session(browser, server, folder, language, size, theme)
                    for language, size, theme in itertools.product(LANGUAGES, SIZES, THEMES)
                )
        finally:
            stop_server(server)


def _session(
    browser: Browser, server: LiveServer, folder: Path, language: str, size: str, theme: str
) -> int:
    """All pages in one language, size and theme."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        service_workers="block",
    )
    page = context.new_page()
    end = f"{language}-{size}-{theme}.png"
    for name, path in PUBLIC.items():
        _take(page, f"/{language}{path}" if path else _opening(page, language), folder, name, end)
    for name, (role, path) in SIGNED_IN.items():
        context.clear_cookies()
        sign_in(page, language, f"{role}@demo.skills4all.example")
        _take(page, f"/{language}{path}", folder, name, end)
    context.close()
    return len(PUBLIC) + len(SIGNED_IN)


def _opening(page: Page, language: str) -> str:
    page.goto(f"/{language}/openings")
    return str(page.locator("article .card-title a").first.get_attribute("href"))


def _take(page: Page, address: str, folder: Path, name: str, end: str) -> None:
    page.goto(address, wait_until="load")
    page.screenshot(path=folder / f"{name}-{end}", full_page=True)


if __name__ == "__main__":
    target = Path(sys.argv[1]).resolve()
    sys.stdout.write(f"{main(target)} pictures in {target}\n")
