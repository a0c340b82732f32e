"""Steps that several journeys share, as a person takes them."""

from __future__ import annotations

import email
import re
import time
from email import policy
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.platform.live import LiveServer

PASSWORD = "Cedre-Atlas-2031-demo"
OWN_PASSWORD = "une phrase connue de moi seule 47"
MAIL_SECONDS = 30
_SESSIONS: dict[tuple[str, str], str] = {}
"""By site and address."""


def answer_three_questions(page: Page, language: str) -> None:
    """From the front page to the roles."""
    page.goto(f"/{language}/")
    page.select_option("#field", "smp")
    page.select_option("#level", "licence")
    page.select_option("#place", "taza")
    page.click("form[action$='/roles'] button[type=submit]")
    expect(page.locator("article.role").first).to_be_visible()


def sign_in(page: Page, language: str, address: str, password: str = PASSWORD) -> None:
    """Through the form; whoever did so before on this site goes on with that session, because the
    site limits how often one address may sign in.
    """
    page.goto(f"/{language}/sign-in")
    known = (urlsplit(page.url).netloc, address)
    if known in _SESSIONS:
        cookie = {"name": "session", "value": _SESSIONS[known], "path": "/"}
        host = urlsplit(page.url).hostname or ""
        page.context.add_cookies([{**cookie, "domain": host}])  # type: ignore[list-item]
        page.goto(f"/{language}/my")
        if page.locator("form[action*='/sign-out']").count():
            return
        # A change of role ended it.
        page.context.clear_cookies()
        page.goto(f"/{language}/sign-in")
    page.fill("input[name=email]", address)
    page.fill("input[name=password]", password)
    page.click("#main button[type=submit]")
    expect(page.locator("form[action*='/sign-out']").first).to_be_attached()
    cookies = {each.get("name"): each.get("value") for each in page.context.cookies()}
    _SESSIONS[known] = cookies["session"] or ""


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def link_mailed_to(server: LiveServer, address: str, pattern: str) -> str:
    """The first link of that form in an e-mail to `address`, once the worker has sent it."""
    limit = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < limit:
        for path in sorted((server.instance / "mail").glob("*")):
            found = _link(path, address, pattern)
            if found:
                return found
        time.sleep(0.2)
    raise AssertionError(f"no e-mail with {pattern} came to {address}")


def _link(path: Path, address: str, pattern: str) -> str | None:
    for part in re.split(rb"\n-{70,}\n", path.read_bytes()):
        message = email.message_from_bytes(part.lstrip(), policy=policy.default)
        if address not in str(message["To"]):
            continue
        body = message.get_body(("plain",))
        found = re.search(pattern, body.get_content() if body else "")
        if found:
            return found.group()
    return None


def second_browser(page: Page) -> Page:
    """Another person's phone on the same site."""
    browser, here = page.context.browser, urlsplit(page.url)
    assert browser is not None
    context = browser.new_context(base_url=f"{here.scheme}://{here.netloc}")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    return opened


def approve(page: Page, language: str, title: str) -> None:
    """The moderator opens the queue, reads the thing and accepts it."""
    sign_out(page)
    sign_in(page, language, "moderator@demo.skills4all.example")
    page.goto(f"/{language}/moderation/?sort=-since")
    page.get_by_role("link", name=title).first.click()
    page.click("form[action$='/approve'] button[type=submit]")
    sign_out(page)
