"""Make the market live, once: what someone removes of it does not come back at the next start."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Application, Outbox
from skills4all.services import accounts as real_accounts
from skills4all.services import letters
from skills4all.services.demo import accounts
from skills4all.services.demo.living import exchanges, hiring, people, seats


def load(database: Database, today: date) -> bool:
    """Whether it was made now. Needs `demo.loading.load` before; does not commit."""
    parties = {each.role: real_accounts.find(database, each.email) for each in accounts.ACCOUNTS}
    learner, employer, centre = (parties[role] for role in ("learner", "employer", "centre"))
    lives = database.scalar(select(exists().where(Application.is_demo)))
    if lives or learner is None or employer is None or centre is None:
        return False
    now = datetime.combine(today, time(8), UTC)
    everybody = [learner, *people.load(database, now)]
    applications = hiring.load(database, employer, everybody, now)
    enrolments = seats.load(database, centre, everybody, now)
    if applications:
        sides = (learner, employer, centre)
        exchanges.load(database, sides, applications[0], enrolments[0], now)
    _write_to_nobody(database)
    return True


def _write_to_nobody(database: Database) -> None:
    """What was made up is told to nobody: the letters that the services promised are taken back."""
    database.flush()
    invented = select(Account.id).where(Account.is_demo)
    database.execute(
        delete(Outbox).where(Outbox.kind == letters.KIND, Outbox.account_id.in_(invented))
    )
