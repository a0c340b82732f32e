"""What a text asks for: skills read from it, essential or optional, each with a level.

The reading itself is `matching`'s; here stand the words with which employers soften a demand
("serait un plus", "nice to have", "يفضل") or lift it ("pas exigé", "not required").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from skills4all.matching.reading.concepts import Mention
from skills4all.matching.text import fold
from skills4all.matching.vocabulary import Requirement, Vocabulary
from skills4all.services.knowledge import matcher

UNTOLD_LEVEL = 2
UNTOLD_LANGUAGE_LEVEL = 3
"""A human language named without a level: B1."""

_SENTENCE = re.compile(r"(?:[.!?؟](?=\s|$)|[;؛\n\r•|])+")
_COMMA = re.compile(r"[,،]")
_ARABIC_SOFT = r"(?:و|ت|ي)?فضل\b|ميزه|مستحسن|مرغوب"
_SOFT = re.compile(
    r"\bsouhait|\b(?:un|de)(?: vrai| reel| gros)? plus\b|\bapprecie|\batout"
    rf"|\bidealement|\bnice to have|\bnice-to-have|\b(?:a|is a|would be a) plus\b|\bdesirable"
    rf"|\bpreferred|\bpreferably|\bbonus\b|\boptionnel|{_ARABIC_SOFT}"
)
_SOFT_MANY = re.compile(
    r"souhaite?e?s\b|apprecie?e?s\b|\bsont (?:un plus|des? atout)|seraient|\bare (?:a plus|nice)"
)
_LIFTED = re.compile(
    r"\b(?:pas|non) (?:exige|necessaire|obligatoire|requis|demande|indispensable)"
    r"|\bnot (?:required|needed|necessary|mandatory)|غير (?:مطلوب|ضروري|الزامي)"
)
_SKILL_LIKE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters `start:end` of the text and how softly they ask."""

    start: int
    end: int
    soft: bool
    lifted: bool


def read_requirements(text: str) -> tuple[Requirement, ...]:
    """Skills that `text` asks for, by skill id; negated and lifted ones are left out.

    A skill asked for twice is essential if it is so once, at the highest level told.
    """
    reader = matcher().reader
    stretches = tuple(_stretches(text))
    found: dict[str, Requirement] = {}
    for mention in reader.read(text):
        stretch = _around(stretches, mention.start)
        if mention.negated or (stretch is not None and stretch.lifted):
            continue
        asked = _requirement(mention, stretch is not None and stretch.soft, reader.vocabulary)
        known = found.get(mention.concept)
        found[mention.concept] = _stronger(known, asked) if known else asked
    return tuple(found[skill] for skill in sorted(found))


def _requirement(mention: Mention, soft: bool, vocabulary: Vocabulary) -> Requirement:
    human = vocabulary.skills[mention.concept].kind == "language"
    untold = UNTOLD_LANGUAGE_LEVEL if human else UNTOLD_LEVEL
    relation = "optional" if soft else "essential"
    return Requirement(mention.concept, relation, 1.0, mention.level or untold)  # type: ignore[arg-type]


def _stronger(one: Requirement, other: Requirement) -> Requirement:
    relation = "essential" if "essential" in (one.relation, other.relation) else "optional"
    return replace(one, relation=relation, level=max(one.level, other.level))  # type: ignore[arg-type]


def _around(stretches: tuple[_Stretch, ...], position: int) -> _Stretch | None:
    return next((each for each in stretches if each.start <= position < each.end), None)


def _stretches(text: str) -> Iterator[_Stretch]:
    """Sentences, cut at commas where only one part is softened.

    "Nice to have:" alone on its line softens the lines below it, until a blank line or a new
    heading.
    """
    heading_soft = False
    for start, end in _pieces(text, 0, len(text), _SENTENCE):
        sentence = fold(text[start:end]).strip()
        if not _SKILL_LIKE.search(sentence):
            continue
        if sentence.endswith(":"):
            heading_soft = bool(_SOFT.search(sentence))
        elif "\n\n" in text[max(0, start - 2) : start]:
            heading_soft = False
        yield from _clauses(text, start, end, heading_soft)


def _clauses(text: str, start: int, end: int, heading_soft: bool) -> Iterator[_Stretch]:
    parts = list(_pieces(text, start, end, _COMMA))
    words = [fold(text[a:b]) for a, b in parts]
    soft = [bool(_SOFT.search(part)) for part in words]
    if any(_SOFT_MANY.search(part) for part in words):
        soft = [True] * len(parts)
    elif any(soft) and _leads(words[soft.index(True)]):
        first = soft.index(True)
        soft = [position >= first for position in range(len(parts))]
    for (a, b), part, is_soft in zip(parts, words, soft, strict=True):
        yield _Stretch(a, b, is_soft or heading_soft, bool(_LIFTED.search(part)))


def _leads(part: str) -> bool:
    """The softening words come first: what follows the comma is softened too."""
    cue = _SOFT.search(part)
    return cue is not None and not part[: cue.start()].strip(" -*:")


def _pieces(text: str, start: int, end: int, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position = start
    for found in mark.finditer(text, start, end):
        yield position, found.start()
        position = found.end()
    yield position, end
