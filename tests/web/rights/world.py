"""One of everything that has an address, and one of every kind of visitor.

`build` returns what stands in the addresses (`found["opening"]`); whose it is says `addresses`.
Everybody here has a profile of a learner, so that an answer depends on whose the thing is alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    ConsentPurpose,
    ContactRequest,
    Learner,
    MemberRole,
    Membership,
    Opening,
    Organisation,
    OrganisationKind,
    Outbox,
    Outcome,
    ReportReason,
    Session,
    utc_now,
)
from skills4all.services import accounts
from skills4all.services.alerts.subscribe import subscribe
from skills4all.services.answers import Answers
from skills4all.services.calendar import today
from skills4all.services.candidates.card_ids import card_id
from skills4all.services.contacts.ask import Asking, ask
from skills4all.services.enrolments.ask_for_place import Wish, ask_for_place
from skills4all.services.enrolments.attendance import attended
from skills4all.services.enrolments.certify import certify
from skills4all.services.learners import consents, save_pathway, starting, studies
from skills4all.services.learners.skills import declare
from skills4all.services.openings.submit_pledge import submit_pledge
from skills4all.services.organisations import invitations, members
from skills4all.services.programmes.submit_programme import submit_programme
from skills4all.services.reports.file_report import file_report
from tests.services.market import FIELD, LEVEL, OCCUPATION, Market, add_studies, send_application

LEARNER, STRANGER = "learner", "another learner"
OWNER, EDITOR, REMOVED = "owner of the centre", "editor of the centre", "removed member"
RIVAL = "owner of another centre and another employer"
EMPLOYER, INSTITUTION = "employer", "institution"
MODERATOR, OPERATOR = "moderator", "operator"
ANONYMOUS = "anonymous"
ROLES = {
    LEARNER: ("learner",),
    STRANGER: ("learner",),
    OWNER: (),
    EDITOR: (),
    REMOVED: (),
    RIVAL: (),
    EMPLOYER: (),
    INSTITUTION: (),
    MODERATOR: ("moderator",),
    OPERATOR: ("operator",),
}
VISITORS = (ANONYMOUS, *ROLES)
KINDS = ("organisation", "programme", "session", "opening", "pledge")


def email(visitor: str) -> str:
    return f"{visitor.replace(' ', '-')}@example.org"


def build(database: Database, secret: str) -> dict[str, str]:
    """Accounts of `ROLES` exist. What they own, by the name that `addresses` uses."""
    market = Market(database)
    add_studies(database)
    people = {name: accounts.find(database, email(name)) for name in ROLES}
    learners = {name: _profile(database, account) for name, account in people.items()}
    found: dict[str, Any] = {"account": people[LEARNER], "member": people[EDITOR]}
    _organisations(market, people, found)
    _published(market, people, found)
    _of_learner(market, people[LEARNER], learners[LEARNER], found)
    _certified(database, people[OWNER], learners[LEARNER], found)
    found["contact"] = _contact(database, people[EMPLOYER], learners[LEARNER], found, secret)
    for kind in KINDS:
        target = found["centre" if kind == "organisation" else kind]
        file_report(
            database, people[STRANGER], kind, target.public_id, ReportReason.FRAUD, "", "fr"
        )
    studied = studies.add(database, learners[LEARNER], FIELD, LEVEL, status="obtained", year="")
    # Who has nothing to show cannot apply.
    declare(database, learners[STRANGER], "sql", 2)
    outbox = Outbox(kind="letter", failed_at=utc_now())
    database.add(outbox)
    database.commit()
    told: dict[str, str] = {name: row.public_id for name, row in found.items()}
    card = card_id(told["employer"], learners[LEARNER].public_id, secret)
    return {
        **told,
        "card": card,
        "occupation": OCCUPATION,
        "certificate": found["enrolment"].certificate_code,
        "outbox": str(outbox.id),
        "background": str(studied.id),
        "purpose": ConsentPurpose.FOLLOW_UP.value,
        "token": "nobody-signed-this",
        "preview": "opening",
        "digest": "000000000000",
        "map": "pages",
        "first": "1",
    }


def _profile(database: Database, account: Account | None) -> Learner:
    assert account is not None
    return starting.for_account(database, account, Answers(), language="fr")


def _organisations(market: Market, people: dict[str, Any], found: dict[str, Any]) -> None:
    kinds = OrganisationKind
    found["centre"] = market.verified(people[OWNER], kinds.CENTRE)
    found["employer"] = market.verified(people[EMPLOYER], kinds.EMPLOYER, name="Rif Digital")
    market.verified(people[INSTITUTION], kinds.INSTITUTION, name="Région")
    found["waiting"] = market.organisation(people[RIVAL], kinds.CENTRE, name="Attente")
    found["rival centre"] = market.verified(people[RIVAL], kinds.CENTRE, name="Zaytoune")
    found["rival employer"] = market.verified(people[RIVAL], kinds.EMPLOYER, name="Souss Data")
    for name, organisation in ((EDITOR, "centre"), (REMOVED, "centre"), (REMOVED, "employer")):
        _join(market.database, people[name], found[organisation])
    for owner, organisation in ((OWNER, "centre"), (EMPLOYER, "employer")):
        public_id = found[organisation].public_id
        members.remove(market.database, people[owner], public_id, people[REMOVED].public_id)
    found["invitation"] = invitations.invite(
        market.database,
        people[OWNER],
        found["centre"].public_id,
        email(STRANGER),
        MemberRole.EDITOR,
        "fr",
    )


def _join(database: Database, account: Account, organisation: Organisation) -> None:
    database.add(
        Membership(account_id=account.id, organisation_id=organisation.id, role=MemberRole.EDITOR)
    )
    accounts.give_role(database, account, organisation.kind.value, actor=account)
    database.flush()


def _published(market: Market, people: dict[str, Any], found: dict[str, Any]) -> None:
    database, moderator = market.database, accounts.find(market.database, email(MODERATOR))
    assert moderator is not None
    programme = found["programme"] = market.programme(people[OWNER], found["centre"])
    found["session"] = _starting_today(market.session(people[OWNER], programme))
    submit_programme(database, people[OWNER], programme.public_id, programme.revision)
    market.approve(moderator, "programme", programme)
    opening: Opening = market.published_opening(people[EMPLOYER], found["employer"])
    opening.expires_on = today() + timedelta(days=60)
    starts_on = today() + timedelta(days=200)
    pledge = market.pledge(people[EMPLOYER], found["employer"], starts_on=starts_on)
    submit_pledge(database, people[EMPLOYER], pledge.public_id, pledge.revision, today())
    market.approve(moderator, "pledge", pledge)
    found |= {"opening": opening, "pledge": pledge}


def _starting_today(session: Session) -> Session:
    session.starts_on = session.enrol_by = today()
    session.ends_on = today() + timedelta(days=60)
    return session


def _of_learner(market: Market, account: Account, learner: Learner, found: dict[str, Any]) -> None:
    database = market.database
    declare(database, learner, "python", 3)
    consents.set_visible(database, learner, True, language="fr")
    found["application"] = send_application(database, account, found["opening"], today=today())
    found["pathway"] = save_pathway.save(database, learner, OCCUPATION, Answers())
    pathway_id = found["pathway"].public_id
    found["alert"] = subscribe(database, learner, pathway_id, "weekly", language="fr")


def _certified(database: Database, owner: Account, learner: Learner, found: dict[str, Any]) -> None:
    session_id = found["session"].public_id
    wish = Wish("Amina El Idrissi")
    enrolment = found["enrolment"] = ask_for_place(database, learner, session_id, wish, today())
    attended(database, owner, enrolment.public_id, today())
    certify(database, owner, enrolment.public_id, today())
    found["outcome"] = Outcome(learner_id=learner.id, enrolment_id=enrolment.id, after_months=3)
    database.add(found["outcome"])
    database.flush()


def _contact(
    database: Database, actor: Account, learner: Learner, found: dict[str, Any], secret: str
) -> ContactRequest:
    # Asking counts attempts by a connection of its own, which waits for this transaction.
    database.commit()
    organisation = found["employer"].public_id
    card = card_id(organisation, learner.public_id, secret)
    asking = Asking("Parlons de ce poste.", found["opening"].public_id)
    return ask(database, actor, organisation, card, asking, secret=secret, now=utc_now())
