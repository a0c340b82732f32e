"""What share of a field's graduates work in computing or mathematics: figures with their source.

Figures to quote, never to rank by: matching does not see them. A field of ours that mixes several
fields of the source, or that it counts elsewhere, has none. Format: docs/reference.md.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from skills4all.matching.vocabulary import FieldOfStudy, Named
from skills4all.reference.files import FOLDER, Row, labels, many, rows

FILE = "computing_shares.csv"


@dataclass(frozen=True, slots=True)
class ComputingShare(Named):
    """`share` of the graduates of `group`, as the source names it, whose highest degree is `level`.

    `isced`: ISCED-F codes of our fields that are of the group, but for those `left_out`. `share` is
    the mean of the surveys of `years` by `publisher`, in short `source`; `checked` is the day it
    was last compared with them.
    """

    isced: tuple[str, ...]
    left_out: tuple[str, ...]
    group: str
    share: float
    level: str
    country: str
    years: tuple[int, ...]
    source: str
    publisher: str
    address: str
    checked: date

    @property
    def one_in(self) -> int:
        """ "One graduate in so many", from the share as people read it, in whole percent."""
        return round(1 / round(self.share, 2))

    def speaks_of(self, field: FieldOfStudy) -> bool:
        return field.isced in self.isced and field.id not in self.left_out


def read_shares(folder: Path = FOLDER) -> tuple[ComputingShare, ...]:
    """All figures, highest first. Raises KeyError or ValueError on a bad file; `checks` names
    the line.
    """
    found = (_share(row) for row in rows(FILE, folder))
    return tuple(sorted(found, key=lambda each: -each.share))


@lru_cache(maxsize=1)
def computing_shares() -> tuple[ComputingShare, ...]:
    """The shipped figures, read once a process."""
    return read_shares()


def _share(row: Row) -> ComputingShare:
    return ComputingShare(
        id=row["id"],
        labels=labels(row),
        isced=many(row["isced"]),
        left_out=many(row["left_out"]),
        group=row["group"],
        share=float(row["share"]),
        level=row["level"],
        country=row["country"],
        years=tuple(int(year) for year in many(row["years"])),
        source=row["source"],
        publisher=row["publisher"],
        address=row["address"],
        checked=date.fromisoformat(row["checked"]),
    )
