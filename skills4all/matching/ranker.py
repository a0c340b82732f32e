"""Nearness of texts in French, Arabic and English: five views of a text, added up.

Each view is a cosine. Words (stems and pairs) and letters (3 to 5 in a row) see what is written the
same; concepts are the skills and roles that the vocabulary reads from the text, in any language;
themes join what people of one domain know of another; meaning joins words used alike, across
languages. The first three are sparse TF-IDF rows fitted by scikit-learn and stored term by term,
themes and meaning one short row a document.

`coverage` gives the score people see. This ranks where there is nothing to cover: texts against
texts, and roles that a profile covers equally.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skills4all.matching.index import IndexDocument, SkillIndex
from skills4all.matching.passages import Passage, lead, passage
from skills4all.matching.reading.concepts import Lexicon, SkillReader
from skills4all.matching.stems import stem
from skills4all.matching.themes import ThemeSpace, word_terms
from skills4all.matching.word_meaning import WordMeaning, unit

WEIGHTS: Mapping[str, float] = {
    "words": 0.5,
    "letters": 1.5,
    "concepts": 0.2,
    "themes": 1.0,
    "meaning": 1.5,
}
"""Share of each view; the scale does not matter. Chosen on the development sets by one rule
(`benchmarks/weights.py`) and checked by leaving each of them out in turn (docs/matcher.md)."""
LEADS: Mapping[str, float] = {"words": 0.5, "letters": 0.5, "meaning": 0.5}
"""How much the lead counts beside the whole text, where a view sees them apart."""
LONG = 25
"""Words from which on a text has its full part of what a corpus has in common; a title has less."""
FULL, FULL_WORDS = 3 * LONG, 4.0
"""From `FULL` words on, the view of words counts `FULL_WORDS` times what it does up to `LONG`: many
words in common tell something, a single one may be chance."""
FEW = 5
"""A corpus of so few documents has hardly a centre of its own yet."""

_SHORTEST, _LONGEST = 3, 5


@dataclass(frozen=True)
class Knowledge:
    """What the ranker knows of the world before it sees a corpus."""

    themes: ThemeSpace
    meaning: WordMeaning
    skills: SkillReader
    roles: Lexicon


@dataclass(frozen=True)
class _Seen:
    """One text, read once for all views."""

    text: str
    whole: Passage
    lead: Passage

    @classmethod
    def of(cls, text: str) -> "_Seen":
        return cls(text, passage(text), passage(lead(text)))


@dataclass(frozen=True)
class TextRanker:
    """An immutable corpus to rank.

    Attributes
    ----------
    ids : tuple of str, sorted, shape (n_documents,)
    sparse : view (words, letters, concepts) -> SkillIndex of the same ids
    themes : float32, shape (n_documents, n_themes), unit rows
    meaning : float32, shape (n_documents, dimensions), unit rows
    centre : float32, shape (dimensions,): what all documents mean together, taken away from each
        and from every query, since what is common to a corpus tells nothing apart
    """

    knowledge: Knowledge
    sparse: Mapping[str, SkillIndex]
    themes: NDArray[np.float32]
    meaning: NDArray[np.float32]
    centre: NDArray[np.float32]

    @property
    def ids(self) -> tuple[str, ...]:
        return self.sparse["words"].ids

    @classmethod
    def fit(cls, corpus: Mapping[str, str], knowledge: Knowledge) -> "TextRanker":
        """Fit on texts by identifier. Raises ValueError on an empty corpus."""
        ids = sorted(corpus)
        seen = [_Seen.of(corpus[each]) for each in ids]
        sparse = {
            view: SkillIndex.fit(
                [
                    IndexDocument(identifier, terms(knowledge, each))
                    for identifier, each in zip(ids, seen, strict=True)
                ]
            )
            for view, terms in SPARSE.items()
        }
        return cls._with_meaning(seen, knowledge, sparse)

    @classmethod
    def of(
        cls, corpus: Mapping[str, str], knowledge: Knowledge, sparse: Mapping[str, SkillIndex]
    ) -> "TextRanker":
        """The ranker of a corpus whose sparse views were fitted before."""
        seen = [_Seen.of(corpus[each]) for each in sparse["words"].ids]
        return cls._with_meaning(seen, knowledge, sparse)

    @classmethod
    def _with_meaning(
        cls, seen: Sequence[_Seen], knowledge: Knowledge, sparse: Mapping[str, SkillIndex]
    ) -> "TextRanker":
        nowhere = np.zeros(knowledge.meaning.dimensions, dtype=np.float32)
        draft = cls(knowledge, sparse, _NOTHING, _NOTHING, nowhere)
        centre = draft._meaning(seen).sum(axis=0) / np.float32(len(seen) + FEW)
        draft = replace(draft, themes=draft._themes(seen), centre=centre)
        return replace(draft, meaning=draft._meaning(seen))

    def scores(
        self, texts: Sequence[str], weights: Mapping[str, float] = WEIGHTS
    ) -> NDArray[np.float32]:
        """Nearness of every document to each text, shape (len(texts), n_documents)."""
        seen = [_Seen.of(text) for text in texts]
        found = np.zeros((len(texts), len(self.ids)), dtype=np.float32)
        for view, weight in weights.items():
            if weight:
                found += np.float32(weight) * self._by(view, seen)
        return found

    def rank(self, text: str) -> list[tuple[str, float]]:
        """All documents with their nearness, best first, ties by id."""
        scores = self.scores([text])[0]
        order = np.lexsort((np.arange(len(scores)), -scores))
        return [(self.ids[at], float(scores[at])) for at in order]

    def _by(self, view: str, seen: Sequence[_Seen]) -> NDArray[np.float32]:
        """Cosines of one view, those of words as much as the query's length bears out."""
        if view == "themes":
            return self._themes(seen) @ self.themes.T
        if view == "meaning":
            return self._meaning(seen) @ self.meaning.T
        found = self.sparse[view].scores_batch(
            [SPARSE[view](self.knowledge, each) for each in seen]
        )
        return _told_by_words(seen)[:, None] * found if view == "words" else found

    def _themes(self, seen: Sequence[_Seen]) -> NDArray[np.float32]:
        space = self.knowledge.themes
        placed = [space.place(word_terms(each.whole), word_terms(each.lead)) for each in seen]
        return unit(space.rows(placed))

    def _meaning(self, seen: Sequence[_Seen]) -> NDArray[np.float32]:
        whole = unit(self._mean_vectors([each.whole for each in seen]))
        led = unit(self._mean_vectors([each.lead for each in seen]))
        found = unit(whole + np.float32(LEADS["meaning"]) * led)
        common = np.array([min(1.0, len(each.whole.keys) / LONG) for each in seen], np.float32)
        common[~found.any(axis=1)] = 0.0
        return unit(found - common[:, None] * self.centre)

    def _mean_vectors(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        """Mean of the word vectors of each passage, weighted as TF-IDF weighs the words."""
        meaning = self.knowledge.meaning
        rows, columns, values = [], [], []
        numbers: dict[int, int] = {}
        for at, each in enumerate(passages):
            for key, count in Counter(each.keys).items():
                row = meaning.row(key)
                if row is not None:
                    rows.append(at)
                    columns.append(numbers.setdefault(row, len(numbers)))
                    values.append(
                        (1 + math.log(count)) * self.sparse["words"].tfidf.rarity(stem(key))
                    )
        if not numbers:
            return np.zeros((len(passages), meaning.dimensions), dtype=np.float32)
        weights = sp.csr_matrix(
            (np.array(values, dtype=np.float32), (rows, columns)),
            shape=(len(passages), len(numbers)),
        )
        found: NDArray[np.float32] = weights @ meaning.vectors(list(numbers))
        return found


_NOTHING = np.zeros((0, 0), dtype=np.float32)


def _told_by_words(seen: Sequence[_Seen]) -> NDArray[np.float32]:
    """From 1 for queries of up to `LONG` words to `FULL_WORDS` for those of `FULL` and more."""
    lengths = np.array([len(each.whole.keys) for each in seen], np.float32)
    full = np.clip((lengths - LONG) / (FULL - LONG), 0.0, 1.0)
    found: NDArray[np.float32] = (1.0 + (FULL_WORDS - 1.0) * full).astype(np.float32)
    return found


def letter_terms(words: Passage) -> dict[str, float]:
    """Runs of 3 to 5 letters inside words, a space at either end, as scikit-learn's char_wb."""
    found: list[str] = []
    for word in words.letters.split():
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            found.extend(padded[at : at + size] for at in range(len(padded) - size + 1))
            if len(padded) < size:
                break
    return dict(Counter(found))


def concept_terms(knowledge: Knowledge, text: str) -> dict[str, float]:
    """Skills (denied ones left out) with the broader ones above them, and roles."""
    skills = [each.concept for each in knowledge.skills.read(text) if not each.negated]
    above = [each for skill in skills for each in knowledge.skills.vocabulary.ancestors(skill)]
    roles = [f"role {each.concept}" for each in knowledge.roles.read(text)]
    return dict(Counter([*skills, *(f"above {each}" for each in above), *roles]))


def _led(
    terms: Callable[[Passage], Mapping[str, float]], seen: _Seen, share: float
) -> dict[str, float]:
    """Frequencies of the whole text, those of its lead added at `share`."""
    counts = dict(terms(seen.whole))
    for term, count in terms(seen.lead).items():
        counts[term] = counts.get(term, 0.0) + share * count
    return counts


SPARSE: Mapping[str, Callable[[Knowledge, _Seen], Mapping[str, float]]] = {
    "words": lambda _, seen: _led(word_terms, seen, LEADS["words"]),
    "letters": lambda _, seen: _led(letter_terms, seen, LEADS["letters"]),
    "concepts": lambda knowledge, seen: concept_terms(knowledge, seen.text),
}
