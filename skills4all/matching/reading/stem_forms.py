"""Forms of two words or more as trees of stems, one tree a language, for `phrases` to walk.

A form that two concepts would share by its stems belongs to neither. English forms that end in an
action ("data analysis") stand a second time with the action first, in the tree `OF`, for
"analysing data" and "analysis of data".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from skills4all.matching.reading.clitics import unglued
from skills4all.matching.reading.inflection import inflected, is_arabic
from skills4all.matching.text import Token, keys
from skills4all.matching.vocabulary import LANGUAGES, Named

OF = "of"
_LEAST_LETTERS = 2

# Words that may stand inside a form without changing it: "encadrement d'une équipe",
# "أشتغل جيدا ضمن فريق".
FILLERS = frozenset(
    """un une a an les mes tes ses nos vos mon ton son ma ta sa notre votre leur leurs my your our
    their his her its this these that some any well dyal dial f b
    جيدا كثيرا يوميا دايما حاليا ايضا كذلك""".split()  # noqa: SIM905
)
# "no-code" is a name; "no coding" is none of its inflections.
_NEGATIVE = frozenset("no non sans without zero بدون دون".split())  # noqa: SIM905


@dataclass(slots=True)
class Node:
    """What may follow a beginning of a form, and the concept of the form that ends here."""

    following: dict[str, "Node"] = field(default_factory=dict)
    concept: str | None = None
    claimed: bool = False


class StemForms:
    """The trees of a vocabulary. An alias is read in its own language; a name of Latin letters in
    an Arabic alias is read as English.
    """

    def __init__(self, concepts: Iterable[Named]) -> None:
        self.roots = {language: Node() for language in (*LANGUAGES, OF)}
        for concept in concepts:
            for label in concept.labels:
                if label.kind != "exact":
                    self._add(concept.id, label.text, label.language)

    def _add(self, concept: str, text: str, language: str) -> None:
        form = tuple(key for key in keys(text) if key not in FILLERS)
        if len(form) < 2 or form[0] in _NEGATIVE:
            return
        if any(len(key) < _LEAST_LETTERS or key.isdigit() for key in form):
            return
        if language == "ar" and not any(map(is_arabic, form)):
            language = "en"
        stems = [inflected(key, language) for key in form]
        _plant(self.roots[language], stems, concept)
        if language == "en" and stems[-1].startswith("="):
            _plant(self.roots[OF], [stems[-1], *stems[:-1]], concept)

    def languages(self, key: str) -> tuple[str, ...]:
        return ("ar",) if is_arabic(key) else ("fr", "en", OF)

    def child(self, node: Node, word: Token, language: str) -> Node | None:
        """Where a word leads from `node`; Arabic words with a clitic lead where they would without.

        Mixed forms are few, so Latin words in Arabic forms go by their plain key.
        """
        spoken = "en" if language == OF else language
        found = node.following.get(inflected(word.key, spoken))
        if found is None and language == "ar":
            for other, _ in unglued(word):
                found = found or node.following.get(inflected(other, "ar"))
        return found


def _plant(root: Node, stems: Sequence[str], concept: str) -> None:
    node = root
    for part in stems:
        node = node.following.setdefault(part, Node())
    shared = node.claimed and node.concept != concept
    node.claimed, node.concept = True, None if shared else concept
