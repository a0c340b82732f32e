"""Axe on every kind of page × language × theme × width: `./dev check --full` runs it.

The site is started for it with its demonstration data. Prints what axe finds and what is wider
than its screen; fails when there is anything.
"""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.steps import sign_in
from tests.journeys.test_accessibility import SAMPLE
from tests.platform.live import LiveServer, browser_path, start_server, stop_server

LANGUAGES = ("fr", "ar", "en")
WIDTHS = (320, 390, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PUBLIC = tuple(dict.fromkeys(path for _language, path, *_rest in SAMPLE))
SIGNED_IN = {
    "learner": (
        *("/my", "/my/data", "/my/account", "/my/alerts", "/my/steps", "/my/pathways"),
        *("/my/enrolments", "/my/applications", "/my/contacts", "/profile", "/profile/studies"),
        *("/profile/skills", "/profile/reading", "/profile/place", "/profile/possibilities"),
        *("/profile/visibility", "/my/organisations/new"),
    ),
    "centre": ("/centre/",),
    "employer": ("/employer/", "/employer/pledges"),
    "institution": ("/institution/",),
    "moderator": ("/moderation/", "/moderation/reports", "/moderation/people", "/moderation/audit"),
    "operator": ("/operator/",),
}
IDENTIFIER = re.compile(r"[\w%-]{22,}|\d+")


def main() -> bool:
    """Whether axe finds nothing anywhere."""
    with tempfile.TemporaryDirectory(prefix="skills4all-axe-") as folder:
        server = start_server(Path(folder))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=browser_path(), args=["--no-sandbox"]
                )
                return _all(browser, server)
        finally:
            stop_server(server)


def _all(browser: Browser, server: LiveServer) -> bool:
    seen, found = 0, []
    for language, theme in itertools.product(LANGUAGES, THEMES):
        context = browser.new_context(
            base_url=server.url, color_scheme=theme, service_workers="block"
        )
        page = context.new_page()
        for who, paths in {"": PUBLIC, **SIGNED_IN}.items():
            context.clear_cookies()
            if who:
                sign_in(page, language, f"{who}@demo.skills4all.example")
            for path in _with_inner(page, [f"/{language}{each}" for each in paths]):
                seen += len(WIDTHS)
                found += [f"{path}, {theme}, {each}" for each in _problems(page, path)]
        context.close()
    sys.stdout.write("\n".join([*found, f"{seen} pages, {len(found)} problems\n"]))
    return not found


def _with_inner(page: Page, paths: list[str]) -> list[str]:
    """These pages, and of each kind of page they lead to, the first."""
    kinds = {_kind(path): path for path in paths}
    # The samples on the page of components lead nowhere.
    for path in (each for each in paths if not each.endswith("/design")):
        page.goto(path)
        links = page.eval_on_selector_all(
            "#main a[href^='/']", "all => all.map(each => each.getAttribute('href'))"
        )
        for link in links:
            if link.startswith(path[:4]) and "." not in link and "format=" not in link:
                kinds.setdefault(_kind(link), link)
    return list(kinds.values())


def _kind(path: str) -> str:
    """An address without what names one thing in it."""
    first = path.partition("#")[0].partition("?")[0].rstrip("/")
    parts = IDENTIFIER.sub("*", first).split("/")
    # A role and an occupation are named by a word.
    named = len(parts) > 3 and parts[2] in ("roles", "occupations")
    return "/".join([*parts[:3], "*"] if named else parts)


def _problems(page: Page, path: str) -> Iterator[str]:
    """What axe finds at each width, and whether the page is wider than the screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            yield f"{width}: not answered"
            continue
        for one in Axe().run(page).response["violations"]:
            yield f"{width}: {one['id']}: {one['nodes'][0]['html'][:160]}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{width}: wider than the screen"


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
