"""How well: words beside a skill that tell a level ("notions de", "maîtrise", "B2", "متقدم")."""

import re
from collections.abc import Iterable, Iterator, Mapping

from skills4all.matching.text import LINKING_WORDS, fold, fold_word, tokens
from skills4all.matching.vocabulary import CEFR


def _table(words_of: dict[int, str]) -> dict[str, int]:
    return {fold(word): level for level, words in words_of.items() for word in words.split()}


_SKILL_WORDS = _table(
    {
        1: """notions notion bases débutant débutante beginner basic basics initiation
            مبادئ مبتدئ مبتدئة""",
        2: "intermédiaire intermediate moyen moyenne متوسط متوسطة",
        3: """maîtrise avancé avancée advanced proficient autonome solide strong confirmé confirmée
            إتقان متقدم متقدمة متمكن متمكنة""",
        4: "expert experte expertise خبير خبيرة",
    }
)
_LANGUAGE_WORDS = _table(
    {
        2: "notions scolaire débutant débutante beginner basic مبتدئ مبتدئة",
        3: "intermédiaire moyen moyenne intermediate متوسط متوسطة",
        4: "bon bonne good avancé avancée advanced جيد جيدة متقدم متقدمة",
        5: """courant courante couramment fluent fluently excellent excellente maîtrise
            طلاقة ممتاز ممتازة""",
        6: "maternelle natif native bilingue bilingual الأم",
    }
)
_CEFR_CODE = re.compile(r"\b([ABC][12])\b", re.IGNORECASE)
_BREAK = re.compile(r"[,;.\n\r،؛|•]")
_REACH = 28


def read_level(
    text: str, start: int, end: int, unnamed: str = "", *, language: bool = False
) -> int | None:
    """Level told within a few words of `text[start:end]`, or None; the nearest word counts, of two
    as near the one before. The words after are looked for in `unnamed`, the text with a bar in
    place of every name: what stands from the next name on tells nothing of this one.

    1 (basics) to 4 (expert); for a human `language`, 1 (A1) to 6 (C2).
    """
    after = _BREAK.split((unnamed or text)[end : end + _REACH])[0]
    before = _BREAK.split(text[max(0, start - _REACH) : start])[-1]
    if language:
        code = _CEFR_CODE.search(after) or _CEFR_CODE.search(before)
        if code:
            return CEFR[code.group(1).upper()]
    words = _LANGUAGE_WORDS if language else _SKILL_WORDS
    found = [_nearest(reversed(list(_told(before, words)))), _nearest(_told(after, words))]
    _, level = min((each for each in found if each), default=(0, None), key=lambda each: each[0])
    return level


def _told(part: str, words: Mapping[str, int]) -> Iterator[int | None]:
    """The level that each word of `part` tells, linking words left out."""
    for token in tokens(part):
        if token.key not in LINKING_WORDS:
            yield words.get(fold_word(token.text))


def _nearest(told: Iterable[int | None]) -> tuple[int, int] | None:
    """How many words away the first level stands, and that level."""
    return next(((away, level) for away, level in enumerate(told) if level), None)
