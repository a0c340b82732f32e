"""While an index is missing or damaged every page serves, and says so where it matters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.background import index_refresh
from skills4all.matching.index.files import MANIFEST
from skills4all.services.indexing.live import NAMES
from tests.web.public.conftest import QUESTION

PAGES = (
    f"/fr/roles?{QUESTION}",
    f"/fr/roles/data-analyst?{QUESTION}",
    "/fr/openings",
    "/fr/programmes",
    "/fr/",
)


def _tear(manifest: Path) -> object:
    return manifest.write_bytes(manifest.read_bytes()[:50])


def _age(manifest: Path) -> object:
    return manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 1'))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": lambda manifest: manifest.unlink(),
    "torn": _tear,
    "old": _age,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_every_page_serves_and_the_search_says_that_it_waits(
    site: Flask, visitor: FlaskClient, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a process that starts now: one that has an index open keeps it.
    monkeypatch.setattr("skills4all.services.indexing.live._LIVE", {})
    folder = index_refresh.folder(site)
    for name in NAMES:
        DAMAGE[kind](folder / name / MANIFEST)
    for page in PAGES:
        assert visitor.get(page).status_code == 200, page
    waits = "La recherche par mots se prépare"
    assert waits in visitor.get("/fr/openings?q=python").text
    assert waits in visitor.get("/fr/programmes?q=python").text
    assert waits not in visitor.get("/fr/openings").text
    with site.app_context():
        assert set(index_refresh.mend(site)) == set(NAMES)
    found = visitor.get("/fr/openings?q=python").text
    assert waits not in found
    assert "Python" in found
