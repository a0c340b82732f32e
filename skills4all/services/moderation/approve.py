"""A moderator says yes: the organisation is verified, or what it wrote becomes public."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotAllowed
from skills4all.models import (
    Account,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
    Pledge,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    utc_now,
)
from skills4all.queries import workspaces
from skills4all.queries.moderation import Waiting
from skills4all.services import accounts, audit, index_refresh
from skills4all.services.alerts import on_publication
from skills4all.services.moderation import notice, versions, waiting
from skills4all.services.openings.life import LISTED_FOR
from skills4all.services.problems import Problems
from skills4all.services.revision import changing

EVIDENCE = ("register", "statutes", "accreditation", "mandate", "website", "call")
"""What a moderator can look at: trade register or ICE, statutes, accreditation by the State, the
mandate of the person, the organisation's own site, a call to a number found elsewhere.
"""


def approve(
    database: Database,
    actor: Account,
    kind: str,
    public_id: str,
    revision: int,
    today: date,
    looked_at: Sequence[str] = (),
) -> Waiting:
    """`kind`: organisation, programme, opening or pledge; `revision`: the one the actor read.
    `looked_at`: which of `EVIDENCE` showed that an organisation is what it says; at least one.

    Raises `NotFound`, `Invalid` (nothing looked at), `Conflict` (changed or decided meanwhile,
    organisation not verified yet), `NotAllowed` on what is the actor's own. Does not commit.
    """
    found = waiting.to_decide(database, actor, kind, public_id, revision)
    refuse_own(database, actor, found)
    if isinstance(found, Organisation):
        _check_evidence(looked_at)
    with changing(database, found):
        if isinstance(found, Organisation):
            found.status = OrganisationStatus.VERIFIED
            found.verified_at = utc_now()
        else:
            _publish(found, today)
        found.decided_at = utc_now()
        found.decided_by_id = actor.id
        found.decision_reason = None
    audit.record(database, actor, "approved", found, looked_at=sorted(looked_at))
    versions.keep(database, found)
    if isinstance(found, Organisation):
        _give_roles(database, actor, found)
    notice.promise(database, found, approved=True)
    index_refresh.promise(database, found)
    if isinstance(found, Opening):
        on_publication.promise(database, found)
    return found


def _check_evidence(looked_at: Sequence[str]) -> None:
    problems = Problems()
    if not looked_at:
        problems.note("looked_at", "nothing_looked_at")
    for each in looked_at:
        problems.word("looked_at", each, EVIDENCE)
    problems.finish()


def refuse_own(database: Database, actor: Account, found: Waiting) -> None:
    """Nobody decides on what is theirs."""
    organisation = found if isinstance(found, Organisation) else found.organisation
    if workspaces.organisation(database, actor.id, organisation.public_id) is not None:
        raise NotAllowed("own_organisation")


def _publish(found: Programme | Opening | Pledge, today: date) -> None:
    if not found.organisation.is_public:
        raise Conflict("organisation_not_verified")
    if isinstance(found, Programme):
        found.status = ProgrammeStatus.PUBLISHED
    elif isinstance(found, Opening):
        found.status = OpeningStatus.PUBLISHED
        found.expires_on = today + LISTED_FOR
        found.closed_at = found.reminded_at = None
    else:
        found.status = PledgeStatus.PUBLISHED
    found.published_at = utc_now()


def _give_roles(database: Database, actor: Account, organisation: Organisation) -> None:
    """Members of a verified organisation get the role of its kind."""
    for member in workspaces.members(database, organisation.id):
        accounts.give_role(database, member, organisation.kind.value, actor=actor)
