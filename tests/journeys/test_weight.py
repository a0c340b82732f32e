"""Bytes on the wire, as a browser counts them: a first visit and the next pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.platform.live import LiveServer

FIRST, NEXT = 100_000, 30_000
QUESTION = "field=smp&level=licence&place=taza"
PAGES = (
    "/",
    f"/roles?{QUESTION}",
    f"/roles/data-analyst?{QUESTION}",
    "/occupations",
    "/occupations/data-analyst",
    "/programmes",
    "/openings",
    "/about",
    "/model",
    "/privacy",
    "/certificates",
    "/sign-up",
    "/sign-in",
    "/offline",
)


class Counter:
    """All bytes of answers, headers too, of a page and of what it asks for."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.unpacked: list[str] = []
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.responseReceived", self._received)

    def _finished(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _received(self, event: dict[str, dict[str, dict[str, str]]]) -> None:
        if str(event["response"]["url"]).startswith("data:"):
            return
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        texts = ("text/", "application/json", "application/manifest", "image/svg")
        large = int(headers.get("content-length", "2000")) > 1_000
        is_text = headers.get("content-type", "").startswith(texts)
        if is_text and large and headers.get("content-encoding") not in ("br", "gzip"):
            self.unpacked.append(str(event["response"]["url"]))

    def taken(self) -> int:
        taken, self.bytes = self.bytes, 0
        return taken


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A new phone: nothing kept, and no worker that would fetch beside the page."""
    context = browser.new_context(
        base_url=live_server.url, service_workers="block", viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_is_light_whatever_page_it_begins_on(phone: Page, path: str) -> None:
    counter = Counter(phone)
    phone.goto(f"/ar{path}", wait_until="networkidle")
    taken = counter.taken()
    assert counter.unpacked == []
    assert taken <= FIRST, f"{path}: {taken} bytes"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_next_pages_are_lighter(phone: Page, language: str) -> None:
    counter = Counter(phone)
    phone.goto(f"/{language}/", wait_until="networkidle")
    counter.taken()
    heavy = {}
    for path in PAGES[1:]:
        phone.goto(f"/{language}{path}", wait_until="networkidle")
        taken = counter.taken()
        if taken > NEXT:
            heavy[path] = taken
    assert heavy == {}
    assert counter.unpacked == []


def test_who_saves_data_takes_less(browser: Browser, live_server: LiveServer) -> None:
    taken = []
    for headers in ({}, {"Save-Data": "on"}):
        context = browser.new_context(base_url=live_server.url, extra_http_headers=headers)
        page = context.new_page()
        counter = Counter(page)
        page.goto("/fr/", wait_until="networkidle")
        taken.append(counter.taken())
        workers = page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        )
        assert workers == (0 if headers else 1)
        context.close()
    assert taken[1] < taken[0]
