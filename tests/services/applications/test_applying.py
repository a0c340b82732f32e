"""A learner applies: once, with what they were shown, while the opening is open; takes it back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.extensions import db
from skills4all.models import (
    Account,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    EvidenceSource,
    Learner,
    LearnerSkill,
    Opening,
    OrganisationStatus,
    utc_now,
)
from skills4all.services.applications import frozen, ranking
from skills4all.services.applications.apply import Bid, apply
from skills4all.services.applications.move import Step, move
from skills4all.services.applications.withdraw import withdraw
from skills4all.services.learners import skills
from skills4all.services.openings.close_opening import close_opening
from tests.services.applications.conftest import Scene, make_scene
from tests.services.market import (
    TODAY,
    Market,
    add_learner,
    add_vocabulary,
    send_application,
)

S = ApplicationStatus


def profile_row(scene: Scene) -> Learner:
    return scene.market.database.scalars(select(Learner)).one()


def test_the_profile_is_frozen_as_it_is_that_day(scene: Scene) -> None:
    database, learner = scene.market.database, profile_row(scene)
    employer = scene.opening.organisation
    learner.skills.append(
        LearnerSkill(
            skill_id="sql",
            source=EvidenceSource.CERTIFIED,
            level=3,
            certified_by_id=employer.id,
            reason="certified",
        )
    )
    skills.keep_read(database, learner, [skills.Read("linux", 2, "mots de mon texte")])
    skills.deny(database, learner, "python")
    database.commit()
    application = scene.apply(name=" Amina ", message="Bonjour")
    told: dict[str, Any] = application.profile or {}
    assert (told["name"], told["email"], told["place"]) == ("Amina", "l@example.org", "fes")
    assert [each["skill"] for each in told["skills"]] == ["sql", "linux"]
    assert told["skills"][0]["certified_by"] == "Rif Digital"
    assert told["skills"][0]["certified_on"] == utc_now().date().isoformat()
    assert told["ruled_out"] == ["python"]
    assert "mots de mon texte" not in json.dumps(told)
    assert (application.message, application.status) == ("Bonjour", S.RECEIVED)
    skills.declare(database, learner, "python", 4)
    database.commit()
    assert scene.market.only(Application).profile == told


def test_both_sides_read_the_same_reasons_from_it(scene: Scene) -> None:
    """As the learner's own pathway would score the opening on that day."""
    from skills4all.queries.learners import profile_of
    from skills4all.queries.openings import document
    from skills4all.services import knowledge

    database, learner = scene.market.database, profile_row(scene)
    skills.deny(database, learner, "sql")
    application = scene.apply()
    matcher = knowledge.matcher()
    standing = matcher.standing(profile_of(database, learner))
    own = matcher.openings(standing, [document(scene.opening)])[0]
    sent = ranking.match(application, scene.opening)
    assert sent is not None
    assert sent.coverage.score == own.coverage.score
    assert [(i.requirement.skill, i.state) for i in sent.coverage.items] == [
        (i.requirement.skill, i.state) for i in own.coverage.items
    ]
    assert [i.requirement.skill for i in sent.gap.missing] == ["sql"]


def test_once_for_each_opening(scene: Scene) -> None:
    scene.apply()
    scene.market.database.commit()
    with pytest.raises(Conflict, match="already_applied"):
        scene.apply()
    scene.market.database.rollback()
    count = scene.market.database.scalar(select(func.count(Application.id)))
    assert count == 1


def test_four_at_once_are_one_application(app_on: Callable[..., Flask], engine_name: str) -> None:
    """Four taps on the same button: one application, three clear answers."""
    app, start, answers = app_on(engine_name), threading.Barrier(4), list[str]()
    with app.app_context():
        add_vocabulary(db.session())
        scene = make_scene(Market(db.session()))
        learner, opening = scene.learner.id, scene.opening.id
        db.session.remove()

    def tap() -> None:
        with app.app_context():
            database = db.session()
            start.wait()
            try:
                send_application(
                    database, database.get_one(Account, learner), database.get_one(Opening, opening)
                )
                database.commit()
                answers.append("sent")
            except Conflict as refusal:
                database.rollback()
                answers.append(refusal.code)
            db.session.remove()

    threads = [threading.Thread(target=tap) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["already_applied"] * 3 + ["sent"]
    with app.app_context():
        assert db.session.scalar(select(func.count(ApplicationEvent.id))) == 1


def test_only_what_was_shown_is_sent(scene: Scene) -> None:
    database = scene.market.database
    shown = frozen.digest(frozen.freeze(database, profile_row(scene), scene.opening))
    skills.declare(database, profile_row(scene), "linux", 2)
    bid = Bid("Amina", "", "fr", shown)
    with pytest.raises(Conflict, match="profile_changed"):
        apply(database, scene.learner, scene.opening.public_id, bid, TODAY)


def test_what_is_refused(scene: Scene) -> None:
    database, market = scene.market.database, scene.market
    with pytest.raises(Invalid) as refusal:
        scene.apply(name=" ", message="x" * 2_001)
    found = [(problem.field, problem.code) for problem in refusal.value.problems]
    assert found == [("name", "required"), ("message", "too_long")]
    nobody = market.account("n@example.org")
    with pytest.raises(NotFound):
        apply(database, nobody, scene.opening.public_id, Bid("N", "", "fr", ""), TODAY)
    add_learner(database, nobody, skills={})
    with pytest.raises(Conflict, match="profile_empty"):
        send_application(database, nobody, scene.opening)
    draft = market.opening(scene.owner, scene.opening.organisation, title="Autre poste")
    with pytest.raises(NotFound):
        send_application(database, scene.learner, draft)


@pytest.mark.parametrize("over", ["closed", "expired", "paused", "suspended"])
def test_only_while_the_opening_is_open(scene: Scene, over: str) -> None:
    database, opening, today = scene.market.database, scene.opening, TODAY
    if over == "closed":
        close_opening(database, scene.owner, opening.public_id, opening.revision)
    elif over == "expired":
        today = TODAY + timedelta(days=61)
    elif over == "paused":
        opening.organisation.openings_paused_at = utc_now()
    else:
        opening.organisation.status = OrganisationStatus.SUSPENDED
    with pytest.raises(Conflict, match="opening_over"):
        send_application(database, scene.learner, opening, today=today)


def test_taken_back_nothing_is_read_and_it_may_be_sent_again(scene: Scene) -> None:
    database, market = scene.market.database, scene.market
    first = scene.apply(message="Première fois")
    public_id = first.public_id
    move(
        database,
        scene.owner,
        public_id,
        Step(S.RECEIVED, S.SHORTLISTED, reason="Oui", note="à rappeler"),
    )
    withdraw(database, scene.learner, public_id)
    database.commit()
    row = market.only(Application)
    assert (row.status, row.profile, row.message) == (S.WITHDRAWN, None, None)
    assert row.decided_at is not None
    notes = database.scalars(select(ApplicationEvent.note)).all()
    assert set(notes) == {None}
    again = scene.apply(message="Seconde fois")
    database.commit()
    assert again.public_id == public_id
    row = market.only(Application)
    assert (row.status, row.message, row.answered_at, row.decided_at) == (
        S.RECEIVED,
        "Seconde fois",
        None,
        None,
    )
    assert [event.status for event in row.events] == [
        S.RECEIVED,
        S.SHORTLISTED,
        S.WITHDRAWN,
        S.RECEIVED,
    ]


def test_what_was_decided_is_not_taken_back(scene: Scene) -> None:
    application = scene.apply()
    step = Step(S.RECEIVED, S.REFUSED, reason="Poste pourvu")
    move(scene.market.database, scene.owner, application.public_id, step)
    with pytest.raises(Conflict, match="application_decided"):
        withdraw(scene.market.database, scene.learner, application.public_id)


def test_only_one_s_own_is_taken_back(scene: Scene) -> None:
    application = scene.apply()
    other = scene.market.account("x@example.org", "learner")
    add_learner(scene.market.database, other)
    for actor in (other, scene.owner):
        with pytest.raises(NotFound):
            withdraw(scene.market.database, actor, application.public_id)


def test_letters_of_a_bid(scene: Scene) -> None:
    """The learner keeps a trace, the owner hears of the first one of the day only."""
    market = scene.market
    scene.apply()
    other = market.account("x@example.org", "learner")
    add_learner(market.database, other)
    send_application(market.database, other, scene.opening)
    withdraw(market.database, other, market.database.scalars(
        select(Application.public_id).order_by(Application.id.desc())
    ).first() or "")  # fmt: skip
    assert scene.letters() == [
        ("application_step", "received"),
        ("application_arrived", None),
        ("application_step", "received"),
        ("application_step", "withdrawn"),
    ]
