"""Pictures for sharing: the right size, drawn once, saying only what is public now."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import Opening, OpeningStatus
from skills4all.queries.visible import open_opening
from skills4all.services import limits, previews
from skills4all.services.calendar import today
from skills4all.services.limits import Limit
from skills4all.services.previews import Words
from skills4all.web import previews as previews_page
from skills4all.web.addresses import page_of
from tests.web.public.found.conftest import LANGUAGES, head_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(SIGNATURE)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def picture_of(client: FlaskClient, address: str) -> str:
    return urlsplit(head_of(client, address).meta("og:image")).path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind",
    ["home", "occupation", "opening", "programme", "session", "pledge", "organisation", "pathway"],
)
def test_every_page_has_a_picture_that_can_be_kept_for_ever(
    reader: FlaskClient, paths: dict[str, str], kind: str, language: str
) -> None:
    address = picture_of(reader, f"/{language}{paths[kind]}")
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "image/png"
    assert size(answer.get_data()) == (1200, 630)
    assert len(answer.get_data()) < 200_000
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_pictures_differ_by_page_and_language(reader: FlaskClient, paths: dict[str, str]) -> None:
    found = {
        picture_of(reader, f"/{language}{paths[kind]}")
        for language in LANGUAGES
        for kind in ("home", "occupation", "opening")
    }
    drawn = {reader.get(address).get_data() for address in found}
    assert len(drawn) == len(found) == 9


def test_a_changed_title_gives_a_new_address_and_the_old_one_leads_there(site: Flask) -> None:
    client = site.test_client()
    with site.test_request_context("/fr/"):
        row = db.session.scalars(
            select(Opening).join(Opening.organisation).where(open_opening(today()))
        ).first()
        assert row is not None
        old = picture_of(client, page_of(row))
        row.title = "Un tout autre titre"
        db.session.commit()
        new = picture_of(client, page_of(row))
    assert new != old
    answer = client.get(old)
    assert answer.status_code == 302
    assert answer.headers["Location"] == new
    assert "immutable" not in answer.headers["Cache-Control"]


def test_the_picture_of_an_invented_row_says_so(site: Flask) -> None:
    with site.test_request_context("/fr/"):
        row = db.session.scalars(select(Opening)).first()
        assert row is not None
        invented = previews_page.of_row(row)
        row.is_demo = False
        assert previews_page.of_row(row) != invented
        db.session.rollback()


def test_nothing_is_drawn_for_what_is_not_public(site: Flask) -> None:
    client = site.test_client()
    with site.test_request_context("/fr/"):
        row = db.session.scalars(
            select(Opening).join(Opening.organisation).where(open_opening(today()))
        ).first()
        assert row is not None
        address = picture_of(client, page_of(row))
        row.status = OpeningStatus.PENDING
        db.session.commit()
    for path in (
        address,
        "/fr/previews/occupation/wizard.0.png",
        "/fr/previews/site/other.0.png",
        "/fr/previews/account/1.0.png",
        "/fr/previews/opening/AAAAAAAAAAAAAAAAAAAAAA.0.png",
    ):
        assert client.get(path).status_code == 404, path
    folder = site.config["S4A_SETTINGS"].instance / "previews"
    assert not folder.exists()


def test_a_picture_is_drawn_once_and_drawing_is_limited(
    site: Flask, paths: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PREVIEW_ADDRESS", Limit("preview-address", 1, 600))
    client = site.test_client()
    first = picture_of(client, "/fr/")
    drawn = client.get(first)
    assert drawn.status_code == 200
    (kept,) = (site.config["S4A_SETTINGS"].instance / "previews").iterdir()
    assert kept.read_bytes() == drawn.get_data()
    assert client.get(first).get_data() == drawn.get_data()
    assert client.get(picture_of(client, f"/fr{paths['occupation']}")).status_code == 429
    assert client.get(first).status_code == 200


def test_the_folder_keeps_a_bound_and_drops_what_is_asked_least(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "MOST_KEPT", 3)
    words = [Words("", f"Titre {number}", "", "fr") for number in range(4)]
    for number, each in enumerate(words[:3]):
        previews.draw(tmp_path, each)
        used = tmp_path / f"{each.digest}.png"
        os.utime(used, (1_000 + number, 1_000 + number))
    assert previews.kept(tmp_path, words[0])  # Asked for now: no longer the oldest.
    previews.draw(tmp_path, words[3])
    assert len(list(tmp_path.iterdir())) == 3
    assert [bool(previews.kept(tmp_path, each)) for each in words] == [True, False, True, True]


def test_a_full_disk_costs_no_picture(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    drawn = previews.draw(blocked, Words("", "Titre", "", "fr"))
    assert size(drawn) == (1200, 630)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_only_ever_text(tmp_path: Path, language: str) -> None:
    for title in ('#panic("x")', "$x", "*a* _b_ <c> @d", "\\", "ا" * 140, "x" * 140, "\u202e"):
        assert size(previews.draw(tmp_path, Words(title, title, title, language))) == (1200, 630)


def test_a_digest_names_words_and_language() -> None:
    one, other = Words("a", "b", "c", "fr"), Words("a", "b", "c", "ar")
    assert one.digest != other.digest != Words("a", "bc", "", "ar").digest
    assert re.fullmatch("[0-9a-f]{20}", one.digest)
