"""Whatever there is to do next, its page can be addressed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from skills4all.queries.next_moves import Move, Next
from skills4all.web import next_words


@pytest.mark.parametrize("move", Move)
def test_every_move_has_a_page_and_words(app: Flask, move: Move) -> None:
    item = Next(move, 2, SimpleNamespace(public_id="x", name="Rif", title="T"))
    with app.test_request_context("/fr/"):
        assert next_words._page(item).startswith("/fr/")
        assert next_words._text(item)
