"""What goes into an index and how one asks for a part of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

Terms = Sequence[str] | Mapping[str, float]
"""Terms as the analyser gives them, repeated as often as they stand, or their frequencies, which
may be fractions (weights of evidence)."""

Where = Mapping[str, str | Collection[str]]
"""Facet -> the value, or one of the values, that a document must have."""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """`facets` to filter by; a document need not have them all."""

    id: str
    terms: Terms
    facets: Mapping[str, str] = field(default_factory=dict)
