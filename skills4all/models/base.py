"""The declarative base and what many tables share: a key, an address, dates, a demo flag.

Pure SQLAlchemy: no web framework is imported here or in any model, so that the tables can be
used from a script, a worker or a test alone. Flask-SQLAlchemy is handed `Base.metadata`.
"""

import secrets
import string
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.schema import SchemaItem

from skills4all.models.column_types import KEY, Json, Text, UTCDateTime, utc_now
from skills4all.models.privacy import Privacy

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PUBLIC_ID_LENGTH = 22
_PUBLIC_ID_ALPHABET = string.ascii_letters + string.digits


class Base(DeclarativeBase):
    """Every mapped class descends from this one; its metadata is the schema."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: UTCDateTime(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


def new_public_id() -> str:
    """22 letters and digits, about 131 random bits.

    Never a hyphen, so that `<slug>-<id>` splits at the last one.
    """
    return "".join(secrets.choice(_PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def link(target: str, ondelete: str, **options: Any) -> MappedColumn[Any]:
    """A foreign key to `target` ("table.column"), indexed, its end stated.

    Give `index=False` where another key already starts with this column.
    """
    options.setdefault("index", True)
    return mapped_column(ForeignKey(target, ondelete=ondelete), **options)


def marked(privacy: Privacy, *items: SchemaItem, subject: str = "") -> tuple[Any, ...]:
    """`__table_args__` with the privacy of every column that does not say otherwise.

    `subject` names the column, or the columns separated by a space, that lead to the person the
    row is about.
    """
    return (*items, {"info": {"privacy": privacy, "subject": subject}})


class Keyed:
    """The internal key: never shown, never in an address."""

    id: Mapped[int] = mapped_column(KEY, primary_key=True, sort_order=-10)


class Public(Keyed):
    """A noun with a page or an address: its public id cannot be guessed or counted."""

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id, sort_order=-9)


class Dated:
    """When the row was made and last changed, in UTC."""

    created_at: Mapped[datetime] = mapped_column(default=utc_now, sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now, sort_order=91)


class Demonstrable:
    """Rows the demonstration loads carry `is_demo`: they can be told apart and purged."""

    is_demo: Mapped[bool] = mapped_column(default=False, index=True, sort_order=92)
