"""The site with its vocabulary, demonstration data and index: made once, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.services.calendar import today
from skills4all.services.demo import loading
from skills4all.services.indexing import building
from tests.platform.applications import DATABASE, AppOn, closed, copy_database, test_settings
from tests.platform.shared_folders import made_once

QUESTION = "field=smp&level=licence&place=taza"


@pytest.fixture(scope="session")
def furnished(referenced_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with everything `./dev run` puts there."""

    def make(folder: Path) -> None:
        copy_database(referenced_sqlite, folder / DATABASE)
        with closed(create_app(test_settings(folder))) as app, app.app_context():
            loading.load(db.session(), today(), None)
            db.session.commit()
            building.build(db.session(), folder / "index", today())

    return made_once(tmp_path_factory, "furnished", make)


@pytest.fixture
def site(furnished: Path, app_with: AppOn) -> Flask:
    """The furnished site, on a copy of its own."""
    app = app_with(furnished / DATABASE, WTF_CSRF_ENABLED=False)
    shutil.copytree(furnished / "index", app.config["S4A_SETTINGS"].instance / "index")
    return app


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()
