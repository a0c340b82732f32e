"""A market on both engines."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from skills4all.extensions import db
from tests.services.market import Market, add_vocabulary


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())
