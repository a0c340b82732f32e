"""Every column says what it tells of a person; a new one cannot be forgotten."""

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from skills4all.models import Base
from skills4all.models.privacy import (
    NOT_PERSONAL,
    OF_LEARNER,
    PEOPLE,
    RETENTION,
    Erase,
    Privacy,
    names_a_person,
    personal_columns,
    privacy_of,
)

COLUMNS = [column for table in Base.metadata.sorted_tables for column in table.columns]
MARKS = list(personal_columns(Base.metadata))

# Words in a column's name that mean a person unless its own table says it is an organisation's.
TELLING = ("email", "phone", "password", "display_name", "birth", "gender", "account", "learner")
OF_AN_ORGANISATION = {"organisations.contact_email", "organisations.contact_phone"}

# Tables where no way leads to the person, on purpose.
WITHOUT_A_WAY = {"accounts", "audit_events", "held_forms", "ranking_logs", "rate_counters"}


def unmarked(metadata: MetaData) -> list[str]:
    return [str(c) for t in metadata.sorted_tables for c in t.columns if privacy_of(c) is None]


def test_every_column_is_marked() -> None:
    assert len(COLUMNS) > 400
    assert unmarked(Base.metadata) == []


def test_the_guard_sees_an_unmarked_column() -> None:
    metadata = MetaData()
    marked = Column("a", Text, info={"privacy": NOT_PERSONAL})
    Table("forgotten", metadata, marked, Column("b", Text))
    assert unmarked(metadata) == ["forgotten.b"]


def test_a_telling_column_is_personal() -> None:
    for column in COLUMNS:
        telling = any(word in column.name for word in TELLING) or names_a_person(column)
        if telling and str(column) not in OF_AN_ORGANISATION:
            mark = privacy_of(column)
            assert mark is not None, column
            assert mark.personal, column


def test_personal_columns_say_everything() -> None:
    for item in MARKS:
        mark = item.privacy
        assert mark.retention in set(RETENTION) - {"none"}, item.column
        assert mark.export or mark.reason, item.column
        assert mark.erase is not Erase.KEEP or mark.reason, item.column
        if mark.erase is Erase.BLANK:
            assert item.column.nullable, f"{item.column}: a blank cell must be able to be NULL"


def test_a_way_leads_to_the_person() -> None:
    for item in MARKS:
        assert item.paths or item.table.name in WITHOUT_A_WAY, item.column
        for path in item.paths:
            assert path[0].table is item.table
            target = next(iter(path[-1].foreign_keys)).column.table.name
            assert target in PEOPLE, item.column


def test_rows_that_go_with_a_person_go_in_the_database_too() -> None:
    """Where erasing deletes the row, the link to the person is ON DELETE CASCADE."""
    for item in MARKS:
        if item.privacy.erase is Erase.DELETE and item.paths:
            for column in (step for path in item.paths for step in path):
                (key,) = column.foreign_keys
                assert key.ondelete == "CASCADE", f"{item.column} by {column}"


def test_a_mark_cannot_be_half_said() -> None:
    with pytest.raises(ValueError, match="retention"):
        Privacy(personal=True, export=True, erase=Erase.DELETE)
    with pytest.raises(ValueError, match="unknown"):
        Privacy(personal=True, export=True, erase=Erase.DELETE, retention="for ever")
    with pytest.raises(ValueError, match="say why"):
        OF_LEARNER.but(export=False)
    with pytest.raises(ValueError, match="say why"):
        OF_LEARNER.but(erase=Erase.KEEP)


def test_ways_are_followed_through_several_tables() -> None:
    metadata = MetaData()
    own = {"privacy": OF_LEARNER}
    Table("learners", metadata, Column("id", Integer, primary_key=True), info=own)
    Table(
        "plans",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("learner_id", ForeignKey("learners.id")),
        info={**own, "subject": "learner_id"},
    )
    steps = Table(
        "steps",
        metadata,
        Column("plan_id", ForeignKey("plans.id")),
        Column("status", Text),
        info={**own, "subject": "plan_id"},
    )
    (found,) = [item for item in personal_columns(metadata) if item.column is steps.c.status]
    assert [[str(c) for c in path] for path in found.paths] == [
        ["steps.plan_id", "plans.learner_id"]
    ]
