"""One account per role, to try the product with; never in production."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Learner, LearnerBackground, Membership
from skills4all.services import accounts
from skills4all.services.demo import organisations
from skills4all.services.demo.chance import public_id
from skills4all.services.demo.rows import Stored, add

DOMAIN = "demo.skills4all.example"
PASSWORD = "Cedre-Atlas-2031-demo"  # noqa: S105 (stated on purpose: opens invented data only)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    role: str
    name: str
    organisation: str | None = None

    @property
    def email(self) -> str:
        return f"{self.role}@{DOMAIN}"


ACCOUNTS = (
    DemoAccount("learner", "Apprenante de démonstration"),
    DemoAccount("centre", "Centre de démonstration", "bab-octet"),
    DemoAccount("employer", "Employeur de démonstration", "zellij-logiciels"),
    DemoAccount("institution", "Institution de démonstration", "horizon-fm"),
    DemoAccount("moderator", "Modération de démonstration"),
    DemoAccount("operator", "Exploitation de démonstration"),
)


def missing(database: Database) -> list[DemoAccount]:
    """Those that are not stored; hashing a password for nobody would only cost time."""
    return [each for each in ACCOUNTS if accounts.find(database, each.email) is None]


def load(
    database: Database,
    wanted: Iterable[DemoAccount],
    password_hash: str,
    organisation_ids: Stored,
    now: datetime,
) -> None:
    for each in wanted:
        account = accounts.create(
            database,
            each.email,
            password_hash,
            roles=[each.role],
            confirmed_at=now,
            display_name=each.name,
            is_demo=True,
        )
        if each.role == "learner":
            _profile(database, account)
        if each.organisation is not None:
            organisation = organisation_ids.ids[organisations.key(each.organisation)]
            add(
                database,
                Membership,
                [{"account_id": account.id, "organisation_id": organisation, "role": "owner"}],
            )


def _profile(database: Database, account: Account) -> None:
    """A physicist of Taza: whoever tries the product finds somebody's answers to change."""
    database.add(
        Learner(
            public_id=public_id("learner of the account"),
            account_id=account.id,
            display_name=account.display_name,
            place_id="taza",
            is_demo=True,
            backgrounds=[LearnerBackground(field_id="smp", level_id="licence", year=2024)],
        )
    )
    database.flush()
