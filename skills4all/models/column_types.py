"""Column types that behave the same on SQLite and PostgreSQL.

Instants are aware and in UTC or refused; choices are words with a CHECK; keys count by themselves
on both engines. Local dates and wall times use the plain Date and Time.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

__all__ = [
    "KEY",
    "Centimes",
    "Json",
    "Text",
    "UTCDateTime",
    "WordList",
    "choice",
    "one_of",
    "utc_now",
]

# SQLite numbers rows by itself only for a column that is exactly INTEGER PRIMARY KEY.
KEY = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

Centimes = Annotated[int, mapped_column(BigInteger)]
"""Money: whole centimes of a dirham (100 = 1 MAD). Each column adds a CHECK that it is >= 0."""


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. Takes aware values only (else ValueError), gives aware UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs a time zone; a naive datetime was given")
        instant = value.astimezone(UTC)
        # SQLite stores text without offset: drop it once the value is in UTC.
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WordList(TypeDecorator[list[str]]):
    """A short list of words without commas, kept as `a,b,c` and compared as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, _dialect: Dialect) -> str | None:
        return None if value is None else ",".join(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> list[str]:
        return value.split(",") if value else []


def choice(words: type[StrEnum], name: str) -> Enum:
    """A column holding one of `words`, as text with a CHECK called `ck_<table>_<name>`."""
    return Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda kinds: [kind.value for kind in kinds],
    )


def one_of(words: type[StrEnum], name: str, **options: Any) -> Any:
    """`mapped_column` of a `choice`."""
    return mapped_column(choice(words, name), **options)
