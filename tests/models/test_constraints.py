"""The database itself refuses what must never be, on both engines."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from skills4all.models import (
    Application,
    AuditEvent,
    Cohort,
    ConceptLabel,
    ConceptType,
    Consent,
    ConsentPurpose,
    ContactRequest,
    Enrolment,
    EvidenceSource,
    LabelKind,
    Learner,
    LearnerSkill,
    LoginIdentifier,
    Outbox,
    Pledge,
    Programme,
    RateCounter,
    Session,
    SkillNear,
)

YESTERDAY = date(2027, 1, 3)


def refused(act: Callable[[], Any], constraint: str) -> None:
    """`act` fails because of that very constraint (SQLite names columns for unique keys)."""
    with pytest.raises(IntegrityError) as failure:
        act()
    message = str(failure.value.orig)
    columns = constraint.partition(": ")[2]
    assert constraint.partition(":")[0] in message or (columns and columns in message), message


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"seats": 2, "seats_taken": 3}, "ck_sessions_seats_taken_within_seats"),
        ({"seats_taken": -1}, "ck_sessions_seats_taken_within_seats"),
        ({"seats": -1, "seats_taken": -1}, "ck_sessions_seats"),
        ({"price": -1}, "ck_sessions_price_not_negative"),
        ({"ends_on": YESTERDAY}, "ck_sessions_ends_after_start"),
        ({"enrol_by": date(2028, 1, 1)}, "ck_sessions_enrol_before_end"),
        ({"hours_per_week": 0}, "ck_sessions_hours_in_a_week"),
    ],
)
def test_sessions_that_cannot_be(rows: Any, values: dict[str, Any], constraint: str) -> None:
    programme = rows.programme()
    refused(lambda: rows.session(programme=programme, **values), constraint)


def test_the_last_seat_is_not_sold_twice(rows: Any, work: Any) -> None:
    session = rows.session(seats=1, seats_taken=1)
    take = update(Session).where(Session.id == session.id)
    conditional = take.where(Session.seats_taken < Session.seats)
    one_more = {"seats_taken": Session.seats_taken + 1}
    assert work.execute(conditional.values(one_more)).rowcount == 0
    refused(lambda: work.execute(take.values(one_more)), "ck_sessions_seats_taken_within_seats")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"weekday": 7}, "ck_session_slots_weekday_exists"),
        ({"starts": time(20), "ends": time(18)}, "ck_session_slots_ends_after_start"),
    ],
)
def test_slots_that_cannot_be(rows: Any, values: dict[str, Any], constraint: str) -> None:
    session = rows.session()
    refused(lambda: rows.slot(session, **values), constraint)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"pay_min": -1}, "ck_openings_pay_min_not_negative"),
        ({"pay_min": 600_000, "pay_max": 500_000}, "ck_openings_pay_range_ordered"),
        ({"positions": 0}, "ck_openings_positions_positive"),
    ],
)
def test_openings_that_cannot_be(rows: Any, values: dict[str, Any], constraint: str) -> None:
    organisation = rows.organisation()
    refused(lambda: rows.opening(organisation=organisation, **values), constraint)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"budget": -1}, "ck_learners_budget_not_negative"),
        ({"visibility": 2}, "ck_learners_visibility_is_known"),
        ({"hours_per_week": 200}, "ck_learners_hours_in_a_week"),
    ],
)
def test_learners_that_cannot_be(rows: Any, values: dict[str, Any], constraint: str) -> None:
    account = rows.account()
    refused(lambda: rows.learner(account_id=account.id, **values), constraint)


def test_a_learner_can_always_be_reached(rows: Any) -> None:
    rows.learner(resume_code_hash="h1", expires_at=datetime(2027, 1, 1, tzinfo=UTC))
    refused(lambda: rows.add(Learner(resume_code_hash="h2")), "ck_learners_can_be_reached")


def test_programmes_cost_nothing_or_more(rows: Any) -> None:
    organisation = rows.organisation()
    refused(
        lambda: rows.programme(organisation=organisation, price=-1),
        "ck_programmes_price_not_negative",
    )


def test_one_enrolment_per_learner_and_session(rows: Any) -> None:
    ids = {"learner_id": rows.learner().id, "session_id": rows.session().id}
    rows.add(Enrolment(**ids))
    refused(lambda: rows.add(Enrolment(**ids)), "uq_enrolments: enrolments.learner_id")


def test_one_application_per_learner_and_opening(rows: Any) -> None:
    ids = {"learner_id": rows.learner().id, "opening_id": rows.opening().id}
    rows.add(Application(**ids))
    refused(lambda: rows.add(Application(**ids)), "uq_applications: applications.learner_id")


def test_one_piece_of_evidence_per_source(rows: Any) -> None:
    rows.skill()
    learner = rows.learner()
    declared = {"learner_id": learner.id, "skill_id": "python", "level": 2}
    rows.add(LearnerSkill(source=EvidenceSource.DECLARED, **declared))
    rows.add(LearnerSkill(source=EvidenceSource.CERTIFIED, **declared))
    refused(
        lambda: rows.add(LearnerSkill(source=EvidenceSource.DECLARED, **declared)),
        "uq_learner_skills: learner_skills.learner_id",
    )


def test_imported_rows_are_unique_per_organisation(rows: Any) -> None:
    here, there = rows.organisation(), rows.organisation()
    imported = {"source": "anapec", "external_id": "42"}
    rows.opening(organisation=here, **imported)
    rows.opening(organisation=there, **imported)
    for _ in range(2):
        rows.opening(organisation=here)
    refused(
        lambda: rows.opening(organisation=here, **imported),
        "uq_openings: openings.organisation_id, openings.source",
    )


def test_imported_content_is_unique_per_organisation(rows: Any) -> None:
    organisation = rows.organisation()
    rows.programme(organisation=organisation, content_hash="abc")
    refused(
        lambda: rows.programme(organisation=organisation, content_hash="abc"),
        "uq_programmes: programmes.organisation_id, programmes.content_hash",
    )


def test_an_identifier_belongs_to_one_account(rows: Any) -> None:
    first, second = rows.account("a@example.org"), rows.account("b@example.org")
    rows.add(LoginIdentifier(account_id=first.id, kind="email", value="a@example.org"))
    refused(
        lambda: rows.add(
            LoginIdentifier(account_id=second.id, kind="email", value="a@example.org")
        ),
        "uq_login_identifiers: login_identifiers.kind",
    )


def test_a_general_contact_request_is_made_once(rows: Any) -> None:
    ids = {"organisation_id": rows.organisation().id, "learner_id": rows.learner().id}
    rows.add(ContactRequest(**ids))
    rows.add(ContactRequest(opening_id=rows.opening().id, **ids))
    refused(
        lambda: rows.add(ContactRequest(**ids)),
        "uq_contact_requests_general: contact_requests.organisation_id",
    )


def test_a_concept_has_one_preferred_label_a_language(rows: Any) -> None:
    of = {"concept_type": ConceptType.SKILL, "concept_id": "sql", "language": "fr"}
    rows.add(ConceptLabel(kind=LabelKind.ALIAS, text="base SQL", **of))
    rows.add(ConceptLabel(kind=LabelKind.ALIAS, text="requêtes SQL", **of))
    rows.add(ConceptLabel(kind=LabelKind.PREFERRED, text="SQL", **of))
    refused(
        lambda: rows.add(ConceptLabel(kind=LabelKind.PREFERRED, text="langage SQL", **of)),
        "uq_concept_labels_one_preferred: concept_labels.concept_type",
    )


def test_a_skill_is_not_near_itself(rows: Any) -> None:
    rows.skill()
    refused(
        lambda: rows.add(SkillNear(skill_id="python", near_id="python", strength=0.5)),
        "ck_skill_near_not_itself",
    )


def test_a_message_is_queued_once(rows: Any) -> None:
    rows.add(Outbox(kind="mail", dedupe_key="alert:1:2"))
    refused(
        lambda: rows.add(Outbox(kind="mail", dedupe_key="alert:1:2")),
        "uq_outbox_dedupe_key: outbox.dedupe_key",
    )


def test_a_counter_is_one_row_a_window(rows: Any) -> None:
    window = datetime(2027, 1, 1, tzinfo=UTC)
    rows.add(RateCounter(key="login:x", window_start=window))
    rows.add(RateCounter(key="login:x", window_start=window + timedelta(minutes=15)))
    refused(
        lambda: rows.add(RateCounter(key="login:x", window_start=window)),
        "uq_rate_counters: rate_counters.key",
    )


def test_a_consent_is_somebodys(rows: Any) -> None:
    consent = Consent(purpose=ConsentPurpose.ALERTS, wording_version="1", language="fr")
    refused(lambda: rows.add(consent), "ck_consents_by_someone")


def test_a_pledge_waits_for_one_thing(rows: Any) -> None:
    occupation, session = rows.occupation(), rows.session()
    cohort = rows.add(Cohort(occupation_id=occupation.id, target_size=12))
    pledge = Pledge(
        organisation_id=session.programme.organisation_id,
        occupation_id=occupation.id,
        positions=5,
        starts_on=date(2027, 6, 1),
        session_id=session.id,
        cohort_id=cohort.id,
    )
    refused(lambda: rows.add(pledge), "ck_pledges_one_condition")


def test_a_word_outside_the_list_is_refused_by_the_database(rows: Any, work: Any) -> None:
    programme = rows.programme()
    table = Programme.__table__
    raw = f"UPDATE {table.name} SET status = 'gone' WHERE id = {programme.id}"  # noqa: S608
    refused(lambda: work.connection().exec_driver_sql(raw), "ck_programmes_status")


def test_a_link_to_nothing_is_refused(rows: Any) -> None:
    with pytest.raises(IntegrityError):
        rows.learner(account_id=999_999)


def test_an_audit_event_cannot_be_changed(rows: Any, work: Any) -> None:
    rows.add(AuditEvent(action="opening.published", object_type="opening"))
    with pytest.raises(DBAPIError, match="audit events are final"):
        work.execute(update(AuditEvent).values(reason="another"))


def test_the_second_of_two_editors_is_told(engine: Any, rows: Any, work: Any) -> None:
    organisation = rows.organisation()
    work.commit()
    organisation.name  # noqa: B018  (read, so that it is compared on flush)
    with type(work)(engine) as other:
        theirs = other.scalars(select(type(organisation))).one()
        theirs.name = "Centre Rif"
        other.commit()
    work.expire_on_commit = False
    organisation.description = "nouvelle description"
    with pytest.raises(StaleDataError):
        work.flush()
