"""TF-IDF over skill concepts and words together: fitted by scikit-learn, applied without it.

A term is `s:<skill id>` for a concept or `w:<folded word>` for a word. Concepts make the same
person look the same in every language; words keep what the vocabulary does not name.
scikit-learn is imported only by `fit`: its import costs seconds, which a page must not pay.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skills4all.matching.reading.concepts import MAX_TEXT, SkillReader
from skills4all.matching.text import STOP_WORDS, tokens

CONCEPT_REPEAT = 2
"""A concept counts as that many words: it is the surer sign."""


class Analyser:
    """Text and chosen skills -> terms, the same for documents and queries."""

    def __init__(self, reader: SkillReader) -> None:
        self.reader = reader

    def terms(self, text: str, skills: Iterable[str] = ()) -> list[str]:
        """Terms of `text` (repeated as often as they stand) and of `skills`."""
        concepts = [m.concept for m in self.reader.read(text) if not m.negated]
        found = [f"s:{skill}" for skill in (*skills, *concepts) for _ in range(CONCEPT_REPEAT)]
        words = (token.key for token in tokens(text[:MAX_TEXT]))
        found.extend(f"w:{word}" for word in words if word not in STOP_WORDS)
        return found


@dataclass(frozen=True)
class Tfidf:
    """A fitted TF-IDF: sublinear term frequency, smoothed IDF, L2 norm, float32.

    Attributes
    ----------
    terms : tuple of str, shape (n_terms,)
    idf : float32 array, shape (n_terms,)
    """

    terms: tuple[str, ...]
    idf: NDArray[np.float32]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_number", {term: at for at, term in enumerate(self.terms)})
        rarest = float(self.idf.max()) if len(self.idf) else 1.0
        object.__setattr__(self, "_rarest", rarest)

    @classmethod
    def fit(cls, documents: Sequence[Sequence[str] | Mapping[str, float]]) -> "Tfidf":
        """Fit on documents already turned into terms. Raises ValueError on an empty corpus."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectoriser = TfidfVectorizer(
            analyzer=_as_is, sublinear_tf=True, dtype=np.float32, norm="l2"
        )
        vectoriser.fit(documents)
        names = tuple(str(name) for name in vectoriser.get_feature_names_out())
        return cls(names, vectoriser.idf_.astype(np.float32))

    def rarity(self, term: str) -> float:
        """The IDF of `term`; an unknown one counts as the rarest."""
        number: dict[str, int] = self._number  # type: ignore[attr-defined]
        at = number.get(term)
        return float(self.idf[at]) if at is not None else self._rarest  # type: ignore[attr-defined]

    def transform(
        self, terms: Sequence[str] | Mapping[str, float]
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """One sparse row: sorted term numbers and L2-normalised weights; unknown terms drop out.

        A mapping gives term frequencies directly; they may be fractions (weights of evidence).
        """
        number: dict[str, int] = self._number  # type: ignore[attr-defined]
        counts = terms if isinstance(terms, Mapping) else Counter(terms)
        rows = sorted((number[t], n) for t, n in counts.items() if t in number and n > 0)
        where = np.fromiter((at for at, _ in rows), dtype=np.int32, count=len(rows))
        frequency = np.fromiter((n for _, n in rows), dtype=np.float64, count=len(rows))
        weights = _sublinear(frequency) * self.idf[where]
        norm = float(np.sqrt(np.dot(weights, weights)))
        return where, (weights / norm if norm else weights).astype(np.float32)


def _sublinear(frequency: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 + log(tf) from one occurrence on, linear below it, so that fractions stay positive."""
    return np.where(frequency >= 1, 1 + np.log(np.maximum(frequency, 1)), frequency)


def _as_is(terms: Iterable[str]) -> Iterable[str]:
    return terms
