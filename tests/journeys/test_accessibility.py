"""Axe finds nothing on the main pages: a fixed sample of pages, languages, widths and themes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.platform.live import LiveServer

QUESTION = "field=smp&level=licence&place=taza"
SAMPLE = [
    ("fr", "/", 390, "light"),
    ("ar", "/", 1280, "dark"),
    ("fr", f"/roles?{QUESTION}", 390, "dark"),
    ("ar", f"/roles?{QUESTION}", 320, "light"),
    ("fr", f"/roles/data-analyst?{QUESTION}", 390, "light"),
    ("ar", f"/roles/data-analyst?{QUESTION}", 390, "light"),
    ("en", f"/roles/data-analyst?{QUESTION}", 1280, "dark"),
    ("en", "/programmes", 390, "light"),
    ("ar", "/openings", 390, "light"),
    ("fr", "/occupations", 1280, "light"),
    ("ar", "/occupations/data-analyst", 390, "dark"),
    ("en", "/about", 390, "light"),
    ("ar", "/model", 390, "light"),
    ("fr", "/sign-up", 390, "light"),
    ("ar", "/sign-in", 390, "light"),
    ("fr", "/privacy", 390, "light"),
    ("ar", "/certificates", 320, "dark"),
    ("ar", "/design", 320, "dark"),
    ("fr", "/design", 1280, "light"),
    ("fr", "/", 320, "dark"),
    ("en", "/offline", 390, "light"),
]


@pytest.mark.parametrize(("language", "path", "width", "theme"), SAMPLE)
def test_axe_finds_nothing(
    browser: Browser, live_server: LiveServer, language: str, path: str, width: int, theme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=theme, base_url=live_server.url
    )
    page = context.new_page()
    answer = page.goto(f"/{language}{path}")
    assert answer is not None
    assert answer.status == 200
    results = Axe().run(page)
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    context.close()
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in results.response["violations"]
    ]
    assert found == []
    assert wide <= 0
