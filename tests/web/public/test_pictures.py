"""Pictures on public pages: small, told in words, without style attributes."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.public.conftest import QUESTION

PATHWAY = f"/roles/web-developer?{QUESTION}"
MOST_BYTES = {"map": 25_000, "": 8_000}
MARGIN = 0.05


def drawings(page: str) -> list[str]:
    """Every outermost drawing that is not an icon or part of the frame."""
    found, depth, start = [], 0, 0
    for mark in re.finditer(r"<svg\b|</svg>", page):
        if mark[0] == "<svg":
            depth += 1
            start = mark.start() if depth == 1 else start
        else:
            depth -= 1
            if depth == 0:
                found.append(page[start : mark.end()])
    return [each for each in found if 'role="' in each[:400]]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("path", ["/design", "/openings", "/occupations/web-developer", PATHWAY])
def test_drawings_are_small_and_told_in_words(
    visitor: FlaskClient, language: str, path: str
) -> None:
    page = visitor.get(f"/{language}{path}").text
    assert " style=" not in page
    found = drawings(page)
    assert found
    for each in found:
        kind = "map" if 'class="map"' in each else ""
        assert len(each.encode()) < MOST_BYTES[kind], each[:200]
        assert re.search(r'aria-label="[^"]{3,}"', each), each[:200]
        sizes = re.findall(r' (?:x|width)="(-?[\d.]+)%"', each)
        assert all(-MARGIN <= float(size) <= 100 + MARGIN for size in sizes)


def test_marks_of_a_map_have_names_of_their_own(visitor: FlaskClient) -> None:
    ids = re.findall(r'\bid="([a-z]+-(?:land|few|all))"', visitor.get("/fr/design").text)
    assert len(ids) == len(set(ids)) == 5


def test_each_region_of_the_map_is_a_way_to_filter(visitor: FlaskClient) -> None:
    page = visitor.get("/fr/openings?contract=cdi").text
    links = re.findall(r'class="map-link" href="([^"]+)" aria-label="([^"]+)\s: ([^"]+)"', page)
    assert len(links) == 12
    for href, name, count in links[:4]:
        there = visitor.get(href.replace("&amp;", "&")).text
        assert "contract=cdi" in href, name
        assert f'data-says="{count} offre' in there, name


def test_the_map_never_turns(visitor: FlaskClient) -> None:
    """Only words turn: places are the same from right to left."""
    shapes = {
        language: re.findall(r' d="(M[^"]{60,})"', visitor.get(f"/{language}/openings").text)
        for language in ("fr", "ar")
    }
    assert shapes["fr"] == shapes["ar"] != []


def test_the_plan_turns_with_the_reader(visitor: FlaskClient) -> None:
    def today(language: str) -> list[float]:
        page = visitor.get(f"/{language}{PATHWAY}").text
        return [float(x) for x in re.findall(r'class="pic-today" x1="([\d.]+)%"', page)]

    french, arabic = today("fr"), today("ar")
    assert french
    assert arabic == pytest.approx([100 - x for x in french], abs=MARGIN)
