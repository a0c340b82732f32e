"""The employer's steps: seen, decided, corrected; told, audited, never overwritten unseen."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound
from skills4all.models import (
    Application,
    ApplicationStatus,
    AuditEvent,
    Membership,
    OrganisationKind,
    OrganisationStatus,
    utc_now,
)
from skills4all.queries import applications as rows
from skills4all.services.applications import steps, story
from skills4all.services.applications.move import Step, move
from skills4all.services.applications.note import add_note
from skills4all.services.applications.tell_closed import tell_closed
from skills4all.services.applications.view import view
from skills4all.services.openings.close_opening import close_opening
from tests.services.applications.conftest import Scene
from tests.services.market import add_learner, send_application

S = ApplicationStatus


def test_the_first_reading_is_a_step_told_on_the_page_only(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    told = len(scene.letters())
    for actor in (scene.colleague, scene.owner):
        assert view(database, actor, application.public_id).status is S.VIEWED
    database.commit()
    events = [(event.status, event.actor_id) for event in scene.market.only(Application).events]
    assert events == [(S.RECEIVED, scene.learner.id), (S.VIEWED, scene.colleague.id)]
    assert scene.market.only(Application).answered_at is None
    assert len(scene.letters()) == told


def test_from_received_to_hired(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    seen, answered = S.RECEIVED, None
    for to in (S.SHORTLISTED, S.INTERVIEW, S.OFFER, S.HIRED):
        move(database, scene.owner, application.public_id, Step(seen, to, reason="Bien"))
        seen = to
        answered = answered or application.answered_at
    database.commit()
    row = scene.market.only(Application)
    assert (row.status, row.answered_at, row.reason) == (S.HIRED, answered, None)
    assert answered is not None
    assert row.decided_at is not None
    assert scene.market.acts(row.public_id) == [
        f"application.{each}" for each in ("received", "shortlisted", "interview", "offer", "hired")
    ]
    told = [status for template, status in scene.letters() if template == "application_step"]
    assert told == ["received", "shortlisted", "interview", "offer", "hired"]
    # One position, one person hired: its owners are asked to close.
    assert ("opening_filled", None) in scene.letters()


def test_nobody_is_refused_without_a_reason(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    with pytest.raises(Invalid) as refusal:
        move(database, scene.owner, application.public_id, Step(S.RECEIVED, S.REFUSED, " "))
    assert [(each.field, each.code) for each in refusal.value.problems] == [("reason", "required")]
    move(database, scene.owner, application.public_id, Step(S.RECEIVED, S.REFUSED, "Autre profil"))
    assert (application.status, application.reason) == (S.REFUSED, "Autre profil")
    letter = scene.market.promised("letter")[-1].payload
    assert letter["facts"]["reason"] == "Autre profil"
    trail = database.scalars(select(AuditEvent).where(AuditEvent.action == "application.refused"))
    (act,) = trail
    assert (act.reason, act.details) == (None, {"before": "received"})


def test_a_step_may_be_corrected_and_the_learner_is_told(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    public_id = application.public_id
    move(database, scene.owner, public_id, Step(S.RECEIVED, S.REFUSED, "Erreur de personne"))
    first = application.answered_at
    move(database, scene.owner, public_id, Step(S.REFUSED, S.VIEWED))
    assert (application.status, application.reason, application.decided_at) == (
        S.VIEWED,
        None,
        None,
    )
    assert application.answered_at == first
    facts = scene.market.promised("letter")[-1].payload["facts"]
    assert (facts["status"], facts["back"]) == ("viewed", True)


@pytest.mark.parametrize(
    ("seen", "to"),
    [(S.RECEIVED, S.RECEIVED), (S.RECEIVED, S.WITHDRAWN), (S.WITHDRAWN, S.OFFER)],
)
def test_steps_that_do_not_exist(scene: Scene, seen: S, to: S) -> None:
    application = scene.apply()
    with pytest.raises(Conflict, match="step_not_possible"):
        move(scene.market.database, scene.owner, application.public_id, Step(seen, to))


def test_two_members_at_once_the_second_is_told(scene: Scene) -> None:
    """Both read « received »; each in a transaction of their own, as two requests are."""
    market, public_id = scene.market, scene.apply().public_id
    market.database.commit()
    owner, colleague = scene.owner, scene.colleague
    with Database(market.database.get_bind()) as theirs:
        mine = rows.of_employer(theirs, colleague.id, public_id)
        assert mine is not None
        assert mine.status is S.RECEIVED
        theirs.rollback()
        move(market.database, owner, public_id, Step(S.RECEIVED, S.OFFER))
        market.database.commit()
        actor = theirs.merge(colleague, load=True)
        with pytest.raises(Conflict, match="changed_meanwhile"):
            move(theirs, actor, public_id, Step(S.RECEIVED, S.REFUSED, "Non"))
        theirs.rollback()
    row = market.only(Application)
    assert row.status is S.OFFER
    assert [event.status for event in row.events] == [S.RECEIVED, S.OFFER]


def test_for_others_it_does_not_exist(scene: Scene) -> None:
    market, application = scene.market, scene.apply()
    rival = market.account("r@example.org")
    market.organisation(rival, OrganisationKind.EMPLOYER, name="Rival SARL")
    removed = market.database.scalars(
        select(Membership).where(Membership.account_id == scene.colleague.id)
    ).one()
    removed.removed_at = utc_now()
    market.database.flush()
    for actor in (rival, scene.colleague, scene.learner):
        with pytest.raises(NotFound):
            view(market.database, actor, application.public_id)
        with pytest.raises(NotFound):
            move(market.database, actor, application.public_id, Step(S.RECEIVED, S.OFFER))
        with pytest.raises(NotFound):
            add_note(market.database, actor, application.public_id, "x")


def test_a_suspended_employer_reads_and_changes_nothing(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    scene.opening.organisation.status = OrganisationStatus.SUSPENDED
    database.flush()
    assert view(database, scene.owner, application.public_id).status is S.RECEIVED
    with pytest.raises(NotAllowed):
        move(database, scene.owner, application.public_id, Step(S.RECEIVED, S.OFFER))
    with pytest.raises(NotAllowed):
        add_note(database, scene.owner, application.public_id, "x")


def test_the_learner_s_story_holds_no_note(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    add_note(database, scene.owner, application.public_id, "secret-un")
    step = Step(S.RECEIVED, S.INTERVIEW, reason="Venez lundi", note="secret-deux")
    move(database, scene.owner, application.public_id, step)
    database.commit()
    row = scene.market.only(Application)
    told = story.for_learner(row)
    assert [(each.status, each.reason) for each in told] == [
        (S.RECEIVED, None),
        (S.INTERVIEW, "Venez lundi"),
    ]
    assert "secret" not in repr(told)
    read = story.for_employer(database, row)
    assert [(each.moved, each.note) for each in read] == [
        (True, None),
        (False, "secret-un"),
        (True, "secret-deux"),
    ]
    assert [each.actor for each in read] == [None, "o@example.org", "o@example.org"]
    assert "secret" not in str([each.payload for each in scene.market.promised("letter")])


def test_those_who_wait_are_told_once_that_the_opening_closed(scene: Scene) -> None:
    market, database = scene.market, scene.market.database
    waiting, refused = scene.apply(), market.account("x@example.org", "learner")
    add_learner(database, refused)
    other = send_application(database, refused, scene.opening)
    move(database, scene.owner, other.public_id, Step(S.RECEIVED, S.REFUSED, "Non"))
    opening = scene.opening
    close_opening(database, scene.owner, opening.public_id, opening.revision)
    assert tell_closed(database, opening) == 0
    told = [
        row.payload["facts"]["id"]
        for row in market.promised("letter")
        if row.payload["template"] == "application_closed"
    ]
    assert told == [waiting.public_id]
    # Still decidable.
    move(database, scene.owner, waiting.public_id, Step(S.RECEIVED, S.HIRED))
    opening.closed_at = utc_now()
    assert tell_closed(database, opening) == 0


def test_stages_are_counted(scene: Scene) -> None:
    database, application = scene.market.database, scene.apply()
    assert rows.stages(database, scene.opening.id) == {S.RECEIVED: 1}
    view(database, scene.owner, application.public_id)
    assert rows.stages(database, scene.opening.id) == {S.VIEWED: 1}
    assert rows.gone(database, scene.opening.id) == 0


def test_every_stage_is_in_the_pipeline() -> None:
    assert set(steps.PIPELINE) == set(S) - {S.WITHDRAWN}
    assert not any(steps.is_answer(each) for each in (S.RECEIVED, S.VIEWED, S.WITHDRAWN))
