"""The site with its vocabulary, demonstration data and index: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.services.calendar import today
from skills4all.services.demo import loading
from skills4all.services.indexing import building
from skills4all.services.reference_loading import load
from tests.platform.applications import copy_database, test_settings

QUESTION = "field=smp&level=licence&place=taza"


@pytest.fixture(scope="session")
def furnished(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with everything `./dev run` puts there."""
    folder = tmp_path_factory.mktemp("furnished")
    copy_database(migrated_sqlite, folder / "skills4all.db")
    app = create_app(test_settings(folder))
    with app.app_context():
        load(db.session())
        loading.load(db.session(), today(), None)
        db.session.commit()
        building.build(db.session(), folder / "index", today())
        db.engine.dispose()
    return folder


@pytest.fixture
def site(furnished: Path, tmp_path: Path) -> Iterator[Flask]:
    """The furnished site, on a copy of its own."""
    instance = tmp_path / "site"
    copy_database(furnished / "skills4all.db", instance / "skills4all.db")
    shutil.copytree(furnished / "index", instance / "index")
    app = create_app(test_settings(instance), WTF_CSRF_ENABLED=False)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()
