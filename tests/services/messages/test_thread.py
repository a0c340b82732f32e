"""Messages go between the two sides of a matter, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.models import Learner, Message, utc_now
from skills4all.queries import messages as counted
from skills4all.services.messages import matter as matters
from skills4all.services.messages import thread
from skills4all.services.messages.matter import Matter
from skills4all.services.privacy import erasure
from tests.services.applications.conftest import Scene, market, scene
from tests.services.market import TODAY

__all__ = ["market", "scene"]


def sides(scene: Scene) -> tuple[Matter, Matter]:
    """The matter as the learner and as the employer see it."""
    bid = scene.apply()
    database = scene.market.database
    return (
        matters.find(database, scene.learner, "application", bid.public_id),
        matters.find(database, scene.owner, "application", bid.public_id),
    )


def test_what_one_side_writes_the_other_reads_and_is_told_once_an_hour(scene: Scene) -> None:
    mine, theirs = sides(scene)
    database, now = scene.market.database, utc_now().replace(minute=5)
    thread.send(database, scene.owner, theirs, " Pouvez-vous venir lundi ? ", TODAY, now)
    thread.send(database, scene.colleague, theirs, "À 10 h.", TODAY, now + timedelta(minutes=5))
    learner = mine.row.learner
    assert learner is not None
    assert counted.unread_by_learner(database, learner.id) == {("application", mine.row.id): 2}
    told = [row for row in scene.market.promised("letter") if "message" in row.payload["template"]]
    assert [row.account_id for row in told] == [scene.learner.id]
    assert "lundi" not in str(told[0].payload)
    thread.send(database, scene.owner, theirs, "Oui ?", TODAY, now + timedelta(hours=1))
    assert len(scene.market.promised("letter")) == len(told) + 1 + _others(scene)

    read, older = thread.read(database, theirs)
    assert not older
    assert counted.unread_by_learner(database, learner.id) != {}, "one's own are not read by that"
    assert [row.text for row in read] == ["Pouvez-vous venir lundi ?", "À 10 h.", "Oui ?"]
    thread.read(database, mine)
    assert counted.unread_by_learner(database, learner.id) == {}
    thread.send(database, scene.learner, mine, "نعم", TODAY, now)
    last = database.scalars(select(Message).order_by(Message.id.desc())).first()
    assert last is not None
    assert (last.from_learner, last.read_at) == (True, None)


def _others(scene: Scene) -> int:
    """Letters that tell of something else."""
    rows = scene.market.promised("letter")
    return sum("message" not in row.payload["template"] for row in rows)


def test_nobody_else_reads_or_writes(scene: Scene) -> None:
    mine, _ = sides(scene)
    stranger = scene.market.account("x@example.org")
    for actor in (stranger, scene.market.account("m2@example.org", "moderator")):
        with pytest.raises(NotFound):
            matters.find(scene.market.database, actor, "application", mine.row.public_id)
    with pytest.raises(NotFound):
        matters.find(scene.market.database, scene.learner, "enrolment", mine.row.public_id)


def test_empty_and_endless_texts_are_refused(scene: Scene) -> None:
    mine, _ = sides(scene)
    for text in ("", " \n ", "x" * 4_001, "a\x00b"):
        with pytest.raises(Invalid):
            thread.send(scene.market.database, scene.learner, mine, text, TODAY)


def test_long_after_its_end_it_is_closed(scene: Scene) -> None:
    mine, _ = sides(scene)
    database = scene.market.database
    mine.row.status = "refused"  # type: ignore[assignment]
    mine.row.decided_at = utc_now() - timedelta(days=10)
    database.flush()
    database.expire(mine.row)
    thread.send(database, scene.learner, mine, "Merci.", utc_now().date())
    mine.row.decided_at = utc_now() - timedelta(days=100)
    database.flush()
    with pytest.raises(Conflict, match="conversation_over"):
        thread.send(database, scene.learner, mine, "Et ?", utc_now().date())


def test_erasing_the_learner_erases_the_words(scene: Scene) -> None:
    mine, theirs = sides(scene)
    database = scene.market.database
    thread.send(database, scene.learner, mine, "Mon numéro…", TODAY)
    thread.send(database, scene.owner, theirs, "Bonjour Salma", TODAY)
    database.commit()
    erasure.erase_account(database, scene.learner)
    database.commit()
    assert database.scalars(select(Message)).all() == []
    assert database.scalars(select(Learner)).all() == []
    with pytest.raises(NotFound):
        matters.find(database, scene.owner, "application", theirs.row.public_id)
