"""Places: the country, its regions, provinces and prefectures, and which ones touch."""

from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, link, marked
from skills4all.models.column_types import one_of
from skills4all.models.privacy import NOT_PERSONAL
from skills4all.models.skill import concept_link


class PlaceKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    PREFECTURE = "prefecture"
    PROVINCE = "province"


class Place(Base):
    """A place with its official code where one is sure; coordinates in degrees."""

    __tablename__ = "places"
    __table_args__ = marked(
        NOT_PERSONAL,
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_is_real"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_is_real"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[PlaceKind] = one_of(PlaceKind, "kind")
    parent_id: Mapped[str | None] = concept_link("places")
    code: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float]
    longitude: Mapped[float]
    replaced_by_id: Mapped[str | None] = concept_link("places")


class PlaceNeighbour(Base):
    """Two places of one rank that touch; kept in both directions."""

    __tablename__ = "place_neighbours"
    __table_args__ = marked(
        NOT_PERSONAL, CheckConstraint("place_id <> neighbour_id", name="not_itself")
    )

    place_id: Mapped[str] = link("places.id", "CASCADE", index=False, primary_key=True)
    neighbour_id: Mapped[str] = link("places.id", "CASCADE", primary_key=True)
