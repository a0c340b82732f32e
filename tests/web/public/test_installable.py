"""The site as an application: its description in three languages, its icons, its worker."""

from __future__ import annotations

import json
import re
import struct

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.services.documents import icons
from skills4all.web.assets import FOLDER


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_each_language_describes_itself_with_icons_that_exist(
    visitor: FlaskClient, language: str, direction: str
) -> None:
    page = visitor.get(f"/{language}/").text
    answer = visitor.get(re.findall(r'rel="manifest" href="([^"]+)"', page)[0])
    told = json.loads(answer.text)
    assert answer.mimetype == "application/manifest+json"
    assert (told["lang"], told["dir"], told["start_url"]) == (language, direction, f"/{language}/")
    assert visitor.get(told["start_url"]).status_code == 200
    for icon in told["icons"]:
        with visitor.get(icon["src"]) as drawn:
            width, height = struct.unpack(">II", drawn.data[16:24])
        assert icon["sizes"] == f"{width}x{height}"
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


@pytest.mark.parametrize("name", icons.ICONS)
def test_the_icons_are_those_of_the_mark(name: str) -> None:
    mark = (FOLDER / "svg" / "favicon.svg").read_text("utf-8")
    assert (FOLDER / "png" / f"{name}.png").read_bytes() == icons.draw(mark, name), (
        "run: ./dev flask icons draw"
    )


def test_the_worker_names_files_that_exist_and_no_private_page(visitor: FlaskClient) -> None:
    answer = visitor.get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert visitor.get("/sw.js", headers=known).status_code == 304
    files = json.loads(re.findall(r"FILES = (\[.*?\]);", answer.text)[0])
    assert len(files) >= 6
    for file in files:
        with visitor.get(file) as found:
            assert found.status_code == 200, file
            assert "private" not in found.headers["Cache-Control"], file


def test_only_a_pathway_may_be_kept_and_signing_out_forgets(site: Flask) -> None:
    client = site.test_client()
    question = "field=smp&level=licence&place=taza"
    assert "data-keep" in client.get(f"/fr/roles/data-analyst?{question}").text
    for path in ("/fr/", f"/fr/roles?{question}", "/fr/sign-in", "/fr/openings", "/fr/privacy"):
        assert "data-keep" not in client.get(path).text, path
    assert "data-forgotten" in client.get("/fr/signed-out").text
