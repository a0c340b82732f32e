"""One furnished site for all tests of a module that only read, and short ways to read a page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.models import Organisation, Programme
from skills4all.queries.newest import Told, newest_openings, newest_sessions
from skills4all.queries.visible import VERIFIED, open_pledge, open_programme
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web.addresses import page_of
from tests.platform.applications import copy_database, test_settings

LANGUAGES = ("fr", "ar", "en")


@pytest.fixture(scope="module")
def shared(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The furnished site, for tests that change no row."""
    instance = tmp_path_factory.mktemp("shared")
    copy_database(furnished / "skills4all.db", instance / "skills4all.db")
    shutil.copytree(furnished / "index", instance / "index")
    app = create_app(test_settings(instance), WTF_CSRF_ENABLED=False)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def reader(shared: Flask) -> FlaskClient:
    return shared.test_client()


@pytest.fixture(scope="module")
def paths(shared: Flask) -> dict[str, str]:
    """Kind of page -> the path, without its language, of one that is there."""
    from skills4all.models import Pledge

    with shared.test_request_context("/fr/"):
        database = db.session()
        programme = select(Programme).join(Programme.organisation).where(open_programme())
        pledge = select(Pledge).join(Pledge.organisation).where(open_pledge(today()))
        rows = {
            "opening": newest_openings(database, today(), Told())[0],
            "session": newest_sessions(database, today(), Told())[0],
            "programme": database.scalars(programme).first(),
            "pledge": database.scalars(pledge).first(),
            "organisation": database.scalars(select(Organisation).where(VERIFIED)).first(),
        }
        found = {kind: page_of(row).removeprefix("/fr") for kind, row in rows.items() if row}
    role = next(iter(knowledge.vocabulary().occupations))
    return {
        **found,
        "home": "/",
        "about": "/about",
        "model": "/model",
        "occupations": "/occupations",
        "programmes": "/programmes",
        "openings": "/openings",
        "occupation": f"/occupations/{role}",
        "roles": "/roles",
        "pathway": f"/roles/{role}",
    }


@dataclass
class Head:
    """What the head of a page holds, by name."""

    metas: dict[str, list[str]]
    links: list[dict[str, str]]
    data: list[dict[str, Any]]

    def meta(self, name: str) -> str:
        (found,) = self.metas[name]
        return found

    def link(self, rel: str) -> list[dict[str, str]]:
        return [each for each in self.links if each.get("rel") == rel]

    def thing(self, kind: str) -> dict[str, Any]:
        (found,) = (each for each in self.data if each["@type"] == kind)
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head({}, [], [])
        self.scripts: list[str] = []
        self.in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.head.metas.setdefault(name, []).append(values["content"])
        if tag == "link":
            self.head.links.append(values)
        self.in_data = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.scripts.append(data)
            self.in_data = False


def head_of(client: FlaskClient, address: str, status: int = 200) -> Head:
    """The head as a browser would read it."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    text = answer.get_data(as_text=True)
    head, separator, _ = text.partition("</head>")
    assert separator
    parser = _Parser()
    parser.feed(head)
    parser.head.data = [json.loads(each) for each in parser.scripts]
    return parser.head


def locations(text: str) -> list[str]:
    """Addresses of a site map."""
    return [unescape(each) for each in re.findall(r"<loc>([^<]*)</loc>", text)]
