"""Real figures on graduates, for who named a field of study. They are quoted, and rank nothing."""

from collections.abc import Sequence

from skills4all.reference import computing_shares
from skills4all.reference.computing_shares import ComputingShare
from skills4all.services.knowledge import vocabulary

__all__ = ["ComputingShare", "figure_for", "figures"]


def figures() -> Sequence[ComputingShare]:
    """Every figure that may be quoted, highest first."""
    return computing_shares.computing_shares()


def figure_for(field: str | None) -> ComputingShare | None:
    """The figure that honestly speaks of `field`, an identifier or an ISCED-F code; else None."""
    known = vocabulary().field_of(field or "")
    if known is None:
        return None
    return next((each for each in figures() if each.speaks_of(known)), None)
