"""The organisation a line belongs to: found by public id or name, else created as pending."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.matching.text import fold
from skills4all.models import Organisation, OrganisationKind, OrganisationStatus
from skills4all.services.importing.values import BadValue


class Organisations:
    """Organisations of one kind, looked up once per name."""

    def __init__(self, database: Database, kind: OrganisationKind) -> None:
        self._database, self._kind = database, kind
        self._known: dict[str, Organisation | None] = {}
        self._checked: dict[str, bool] = {}
        self.created: list[Organisation] = []

    def check(self, name: str) -> str:
        """The name, if a line may use it. Raises `BadValue` for one of another kind."""
        key = name_key(name)
        if key not in self._checked:
            self._checked[key] = self._find(name) is not None or not self._of_another_kind(name)
        if not self._checked[key]:
            raise BadValue("organisation_kind", value=name)
        return name

    def get(self, name: str) -> Organisation:
        """The organisation called so; a new one is pending, for the moderator to verify."""
        found = self._find(name)
        if found is None:
            found = Organisation(
                kind=self._kind,
                name=name.strip(),
                name_key=name_key(name),
                status=OrganisationStatus.PENDING,
            )
            self._database.add(found)
            self._database.flush()
            self._known[name_key(name)] = found
            self.created.append(found)
        return found

    def _find(self, name: str) -> Organisation | None:
        key = name_key(name)
        if key not in self._known:
            statement = select(Organisation).where(_called(name), Organisation.kind == self._kind)
            found = list(self._database.scalars(statement.order_by(Organisation.id)))
            verified = [each for each in found if each.status is OrganisationStatus.VERIFIED]
            self._known[key] = next(iter((*verified, *found)), None)
        return self._known[key]

    def _of_another_kind(self, name: str) -> bool:
        return (
            self._database.scalar(select(Organisation.id).where(_called(name)).limit(1)) is not None
        )


class OwnOrganisation(Organisations):
    """For a file that the people of an organisation send themselves: lines are theirs, or bad."""

    def __init__(self, database: Database, own: Organisation) -> None:
        super().__init__(database, own.kind)
        self._own = own

    def check(self, name: str) -> str:
        if name.strip() != self._own.public_id and name_key(name) != name_key(self._own.name):
            raise BadValue("organisation_other", value=name)
        return name

    def get(self, name: str) -> Organisation:  # noqa: ARG002
        return self._own


def _called(name: str) -> ColumnElement[bool]:
    return or_(
        Organisation.public_id == name.strip(),
        Organisation.name_key == name_key(name),
        Organisation.name == name.strip(),
    )


def name_key(name: str) -> str:
    """One key for the spellings of a name: case, accents and spaces do not count."""
    return " ".join(fold(name).split())
