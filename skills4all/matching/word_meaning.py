"""What words mean, as vectors: near for words used alike, in French, Arabic and English at once.

Distilled once from a sentence model (see `benchmarks/distil_meaning.py`); the model is never needed
again. Stored as product codes: a vector is `n_parts` pieces, each one of 256, so that fifty
thousand words take three megabytes that all workers share.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_SHORTEST_PREFIX = 5
_MOST_LETTERS_OFF = 4


@dataclass(frozen=True)
class WordMeaning:
    """Vectors of folded words.

    Attributes
    ----------
    words : tuple of str, sorted, shape (n_words,)
    codes : uint8, shape (n_words, n_parts)
    pieces : float16 or float32, shape (n_parts, 256, dimensions / n_parts)
    """

    words: tuple[str, ...]
    codes: NDArray[np.uint8]
    pieces: NDArray[np.floating]
    _row: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._row.update({word: at for at, word in enumerate(self.words)})

    @property
    def dimensions(self) -> int:
        return int(self.pieces.shape[0] * self.pieces.shape[2])

    def row(self, key: str) -> int | None:
        """Row of a folded key, or of the known word that begins most like it; None if unlike.

        "superviseuse" is not in the list, "superviseur" is: they part a few letters before the end.
        """
        known = self._row.get(key)
        if known is not None or len(key) <= _SHORTEST_PREFIX or not key.isascii():
            return known
        place = bisect_left(self.words, key)
        near = [at for at in (place - 1, place) if 0 <= at < len(self.words)]
        shared, at = max((_shared(key, self.words[at]), at) for at in near)
        least = max(_SHORTEST_PREFIX, len(key) - _MOST_LETTERS_OFF)
        close = shared >= least and len(self.words[at]) - shared <= _MOST_LETTERS_OFF
        return at if close else None

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(rows), dimensions)."""
        codes = self.codes[np.asarray(rows, dtype=np.intp)]
        parts = np.arange(self.pieces.shape[0])
        found = self.pieces[parts[None, :], codes].astype(np.float32)
        found = found.reshape(len(rows), self.dimensions)
        return unit(found)


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row at length 1; zero rows stay."""
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    found: NDArray[np.float32] = np.divide(rows, length, out=np.zeros_like(rows), where=length > 0)
    return found


def _shared(one: str, two: str) -> int:
    """How many letters two words begin alike with."""
    for at, (a, b) in enumerate(zip(one, two, strict=False)):
        if a != b:
            return at
    return min(len(one), len(two))
