"""Documents as sparse rows of damped term frequencies, before any weight of a term."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skills4all.matching.index.documents import Terms


@dataclass(frozen=True)
class Rows:
    """A CSR matrix by its arrays.

    Attributes
    ----------
    ptr : int64, shape (n_rows + 1,); row r is ptr[r]:ptr[r + 1]
    term : int32, ascending within a row; tf : float32, damped frequencies
    """

    ptr: NDArray[np.int64]
    term: NDArray[np.int32]
    tf: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.ptr) - 1

    def row(self, at: int) -> slice:
        return slice(int(self.ptr[at]), int(self.ptr[at + 1]))

    def take(self, kept: NDArray[np.intp]) -> "Rows":
        """These rows in this order."""
        lengths = np.diff(self.ptr)[kept]
        ptr = starts(lengths)
        where = np.repeat(self.ptr[kept] - ptr[:-1], lengths) + np.arange(ptr[-1])
        return Rows(ptr, self.term[where], self.tf[where])

    def renumbered(self, numbers: NDArray[np.int32]) -> "Rows":
        """`numbers[old]` is the new number of a term; rows stay sorted."""
        shape = (len(self), max(1, len(numbers)))
        matrix = sp.csr_matrix((self.tf.copy(), numbers[self.term], self.ptr), shape=shape)
        matrix.sort_indices()
        return Rows(self.ptr, matrix.indices.astype(np.int32, copy=False), matrix.data)

    def document_frequencies(self, n_terms: int) -> NDArray[np.int64]:
        """In how many rows each term stands, shape (n_terms,)."""
        return np.bincount(self.term, minlength=n_terms).astype(np.int64)


def starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of several lists starts when they stand one after the other, and the end."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def joined(parts: Sequence[Rows]) -> Rows:
    """One after the other."""
    return Rows(
        starts(np.concatenate([np.diff(part.ptr) for part in parts])),
        np.concatenate([part.term for part in parts]),
        np.concatenate([part.tf for part in parts]),
    )


def count(documents: Iterable[Terms], number: MutableMapping[str, int]) -> Rows:
    """Count terms; those that `number` lacks get the next numbers, in their order of appearance."""
    ends, term, frequency = array("q", [0]), array("i"), array("d")
    for terms in documents:
        counts = terms if isinstance(terms, Mapping) else Counter(terms)
        row = sorted((number.setdefault(t, len(number)), n) for t, n in counts.items() if n > 0)
        term.extend(at for at, _ in row)
        frequency.extend(n for _, n in row)
        ends.append(len(term))
    return Rows(
        np.frombuffer(ends, dtype=np.int64),
        np.frombuffer(term, dtype=np.int32),
        damped(np.frombuffer(frequency, dtype=np.float64)),
    )


def damped(frequency: NDArray[np.float64]) -> NDArray[np.float32]:
    """1 + log(tf) from one occurrence on, linear below it, so that fractions stay positive."""
    found = np.where(frequency >= 1, 1 + np.log(np.maximum(frequency, 1)), frequency)
    return found.astype(np.float32)
