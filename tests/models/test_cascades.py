"""What goes, what stays and what is refused when a row is deleted, decided one by one."""

from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Work

from skills4all.models import (
    Account,
    Application,
    Base,
    Enrolment,
    EvidenceSource,
    Learner,
    LearnerSkill,
    LoginIdentifier,
    Membership,
    Organisation,
    Outbox,
    Plan,
    PlanStep,
    Programme,
    SavedPathway,
    Session,
    SessionSlot,
    Skill,
)


def count(work: Work, model: type[Base]) -> int:
    return work.scalar(select(func.count()).select_from(model)) or 0


def test_an_erased_account_takes_its_person_along(rows: Any, work: Work) -> None:
    account = rows.account()
    rows.add(LoginIdentifier(account_id=account.id, kind="email", value="a@example.org"))
    rows.add(Membership(account_id=account.id, organisation_id=rows.organisation().id))
    rows.learner(account_id=account.id)
    rows.add(Outbox(kind="mail", account_id=account.id))
    work.execute(delete(Account))
    gone = (LoginIdentifier, Membership, Learner, Outbox)
    assert [count(work, model) for model in gone] == [0, 0, 0, 0]
    assert count(work, Organisation) == 1


def test_an_erased_learner_leaves_counts_without_a_person(rows: Any, work: Work) -> None:
    rows.skill()
    learner = rows.learner()
    rows.add(LearnerSkill(learner_id=learner.id, skill_id="python", source=EvidenceSource.DECLARED))
    enrolment = rows.add(Enrolment(learner_id=learner.id, session_id=rows.session().id))
    application = rows.add(Application(learner_id=learner.id, opening_id=rows.opening().id))
    work.execute(delete(Learner))
    work.expire_all()
    assert count(work, LearnerSkill) == 0
    assert enrolment.learner_id is None
    assert application.learner_id is None


def test_two_erased_learners_may_leave_the_same_session(rows: Any, work: Work) -> None:
    session = rows.session()
    for _ in range(2):
        rows.add(Enrolment(learner_id=rows.learner().id, session_id=session.id))
    work.execute(delete(Learner))
    assert count(work, Enrolment) == 2


def test_a_session_that_disappears_leaves_the_step_of_a_plan(rows: Any, work: Work) -> None:
    learner, session = rows.learner(), rows.session()
    rows.slot(session)
    pathway = rows.add(SavedPathway(learner_id=learner.id, occupation_id=rows.occupation().id))
    plan = rows.add(Plan(learner_id=learner.id, pathway_id=pathway.id))
    step = rows.add(PlanStep(plan_id=plan.id, position=1, session_id=session.id))
    work.execute(delete(Session))
    work.expire_all()
    assert step.session_id is None
    assert count(work, SessionSlot) == 0


def test_an_organisation_takes_its_programmes_and_sessions(rows: Any, work: Work) -> None:
    rows.slot(rows.session())
    work.execute(delete(Organisation))
    gone = (Programme, Session, SessionSlot)
    assert [count(work, model) for model in gone] == [0, 0, 0]


def test_a_concept_in_use_cannot_be_deleted(rows: Any, work: Work) -> None:
    rows.skill()
    rows.add(
        LearnerSkill(
            learner_id=rows.learner().id, skill_id="python", source=EvidenceSource.DECLARED
        )
    )
    with pytest.raises(IntegrityError):
        work.execute(delete(Skill))


def test_concepts_may_arrive_in_any_order(rows: Any, work: Work) -> None:
    rows.skill("python", broader_id="programming")
    rows.skill("programming")
    work.commit()
    rows.skill("cobol", replaced_by_id="nothing-known")
    with pytest.raises(IntegrityError):
        work.commit()
