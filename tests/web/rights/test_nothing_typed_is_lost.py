"""Every form behind a sign-in comes back filled in when the session had ended meanwhile.

The forms are those that stand in the pages of the site, whoever sees them; nobody lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.permissions import ENDPOINTS
from skills4all.web import held_forms
from skills4all.web.held_forms import NEVER_KEPT
from tests.web.rights.addresses import Probe, probes
from tests.web.rights.conftest import House
from tests.web.rights.test_matrix import said
from tests.web.rights.world import EMPLOYER, LEARNER, MODERATOR, OWNER, STRANGER

TYPED = {"text", "email", "tel", "url", "number", "date", "search", ""}
SAMPLES = {"number": "7", "date": "2031-05-04", "email": "garde@example.org"}
NOT_KEPT = ("password", "token", "code", "new_password", "new_password_confirm")
LEAST = {
    "profile.add_skill",
    "profile.add_studies",
    "profile.possibilities_step",
    "applications.apply",
    "enrolments.new",
    "messages.show",
    "applicants.step",
    "applicants.note",
    "centre.new_programme",
    "centre_sessions.cancel",
    "centre_enrolments.withdraw",
    "employer.edit_opening",
    "employer_learners.card",
    "members.invite",
    "moderation.suspend",
    "moderation.reject",
    "desk_reports.item",
}
"""Forms that must be among those found: the search itself can fail."""


@dataclass
class Form:
    """A form of a page: where it sends to, and what a person types into it, by name."""

    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """All forms of a page that are sent by POST."""

    def __init__(self, page: str, text: str) -> None:
        super().__init__()
        self.page, self.found, self._area = page, list[Form](), ""
        self._open: Form | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form" and told.get("method") == "post":
            self._open = Form(urljoin(self.page, told.get("action", "")))
            self.found.append(self._open)
        if self._open is None or not told.get("name") or told["name"] in NOT_KEPT:
            return
        if tag == "textarea" or (tag == "input" and told.get("type", "") in TYPED):
            self._open.kinds[told["name"]] = told.get("type", "")
            self._open.values[told["name"]] = told.get("value", "")
            self._area = told["name"] if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "form":
            self._open = None


@dataclass(frozen=True)
class Place:
    """A form, the page it stands on and somebody who sees it."""

    endpoint: str
    page: str
    visitor: str
    form: Form

    @property
    def typed(self) -> dict[str, str]:
        kinds = self.form.kinds.items()
        return {name: SAMPLES.get(kind, f"gardé {name}") for name, kind in kinds}


def places(house: House) -> Iterator[Place]:
    """The first page where each form behind a sign-in is seen."""
    seen = set(NEVER_KEPT)
    for visitor in (STRANGER, LEARNER, OWNER, EMPLOYER, MODERATOR):
        for page in pages(house, visitor):
            answer = house.ask(visitor, "GET", page)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            for form in Forms(page, answer.get_data(as_text=True)).found:
                endpoint = endpoint_of(house.app, form.action)
                if form.kinds and endpoint not in seen and behind_a_sign_in(house, endpoint):
                    seen.add(endpoint)
                    yield Place(endpoint, page, visitor, form)


def pages(house: House, visitor: str) -> Iterator[str]:
    for probe in probes(house.app):
        readable = probe.method == "GET" and not probe.is_open
        if readable and probe.answer(visitor, house.roles[visitor]) == "in":
            yield probe.path([house.found[name] for name in probe.names])
    if visitor == MODERATOR:
        yield f"/fr/moderation/organisation/{house.found['waiting']}"


def endpoint_of(app: Flask, action: str) -> str:
    """Of the path an action leads to."""
    endpoint, _values = app.url_map.bind("").match(urlsplit(action).path, method="POST")
    return str(endpoint)


def behind_a_sign_in(house: House, endpoint: str) -> bool:
    sent = [each for each in probes(house.app) if each.method == "POST"]
    found = [each for each in sent if each.endpoint == endpoint]
    return bool(found) and not found[0].is_open and "security." not in endpoint


def browser(house: House, visitor: str, key: str) -> FlaskClient:
    client = house.app.test_client()
    client.set_cookie("session", house.sessions[visitor])
    client.set_cookie("held-form", key)
    return client


def lost(house: House, place: Place) -> str:
    """What is wrong with how the form came back; empty when nothing is."""
    client = house.app.test_client()
    origin = f"http://localhost{place.page}"
    sent = client.post(place.form.action, data=place.typed, headers={"Referer": origin})
    key = client.get_cookie("held-form")
    if sent.status_code != 302 or "/sign-in" not in sent.headers["Location"] or key is None:
        return f"{place.endpoint}: {sent.status_code}, not kept"
    again = browser(house, place.visitor, key.value).get(place.page).get_data(as_text=True)
    house.put_back()
    shown = [each for each in Forms(place.page, again).found if each.action == place.form.action]
    missing = {
        name
        for name, value in place.typed.items()
        if not any(each.values.get(name, "").strip() == value for each in shown)
    }
    return f"{place.endpoint} on {place.page}: {sorted(missing)} came back empty" if missing else ""


def test_every_form_comes_back_as_it_was_typed(house: House) -> None:
    found = list(places(house))
    assert {each.endpoint for each in found} >= LEAST
    assert [problem for each in found if (problem := lost(house, each))] == []


def test_the_test_sees_a_page_that_forgets(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "/fr/profile/possibilities"
    (form,) = Forms(page, house.ask(LEARNER, "GET", page).get_data(as_text=True)).found[-1:]
    place = Place("profile.possibilities_step", page, LEARNER, form)
    assert lost(house, place) == ""
    monkeypatch.setattr(held_forms, "shown", lambda *_: None)
    assert "came back empty" in lost(house, place)


def test_a_text_to_be_read_is_never_kept(house: House) -> None:
    probe = Probe("profile.read", "POST", "/profile/reading", (), frozenset())
    assert said(house, "anonymous", probe, "/fr/profile/reading") == "sign in"
    client = house.app.test_client()
    client.post("/fr/profile/reading", data={"text": "Je sais le Python."})
    assert client.get_cookie("held-form") is None
    assert set(ENDPOINTS) >= NEVER_KEPT
