"""Words of French, Arabic and English text, folded so that spellings of one word meet.

Owns: what a token is, where it stood, and its folded key. Accents, case, Arabic vowel marks,
hamza and alef forms, tatweel, the article and simple plurals disappear; `C++`, `C#`, `.NET` and
`R&D` stay whole; Arabic letters glued to a Latin name ("وPython") are a token of their own. Knows
nothing of skills. The same folding serves documents and queries, so
change `ANALYSER_VERSION` whenever it changes.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

ANALYSER_VERSION = 3

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
_TOKEN = re.compile(
    rf"[\u0620-\u064a][\u0620-\u064a{_MARKS}]*(?=\.?[a-z])"
    rf"|(?<![a-z0-9_.])\.net\b|\b[^\W\d_]&[^\W\d_]\b|[^\W_][\w{_MARKS}]*(?:\+\+|\#)?",
    re.IGNORECASE,
)
_ARABIC = re.compile("[\u0620-\u064a]")
_DROP_MARKS = dict.fromkeys(
    code
    for first, last in ((0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED))
    for code in range(first, last + 1)
) | {0x640: None, 0x200C: None, 0x200D: None, 0x200E: None, 0x200F: None}
_UNIFY = str.maketrans("أإآٱىؤئةکی٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايويهكي" + "0123456789" * 2)
_LATIN = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_ARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")

# Small words that join others: "gestion de projet" and "gestion des projets" are one thing. The
# Arabic ones are what stands glued before a Latin name.
LINKING_WORDS = frozenset(
    "de du des d l la le les the of aux au و ف ب ك ل ال وال بال فال لل وب ول".split()  # noqa: SIM905
)

STOP_WORDS = LINKING_WORDS | frozenset(
    """et ou un une en a dans sur avec pour par ce cette ces son sa ses mon ma mes je j nous vous
    il elle ils est sont ai as avoir etre que qui qu ne pas plus and or an in on with for by to is
    are i my your our we you as at be this that من في على الى عن مع هذا هذه التي الذي او ثم ان
    كان لي انا""".split()  # noqa: SIM905 (a list of words reads better as text)
)

LONGEST_KEPT = 40
"""Characters of a word whose key is remembered: no language writes longer ones, and whoever sends
half a megabyte without a space must not fill the memory with it."""


class Token(NamedTuple):
    """`key` is the folded form; `text` stood at `start:end` of the original."""

    key: str
    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Fold case, accents and Arabic letter variants; the result is compared, never shown."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LATIN)
    if not text.isascii():
        text = text.translate(_DROP_MARKS).translate(_UNIFY)
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text


def fold_word(word: str) -> str:
    """`fold` of one word, remembered: texts use the same words again and again."""
    return _kept_fold(word) if len(word) <= LONGEST_KEPT else fold(word)


@lru_cache(maxsize=200_000)
def _kept_fold(word: str) -> str:
    return fold(word)


def key_of(word: str) -> str:
    """The folded key of one token: plural and Arabic article removed."""
    return _kept_key(word) if len(word) <= LONGEST_KEPT else _key(word)


@lru_cache(maxsize=200_000)
def _kept_key(word: str) -> str:
    return _key(word)


def _key(word: str) -> str:
    folded = fold(word)
    return _arabic_key(folded) if _ARABIC.search(folded) else _latin_key(folded)


def _latin_key(word: str) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 5:
        return word[:-2] + "l"
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _arabic_key(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= (2 if article == "ال" else 3):
            word = word[len(article) :]
            break
    if word.endswith("ات") and len(word) > 4:
        word = word[:-2] + "ه"
    return word


def tokens(text: str) -> Iterator[Token]:
    """Tokens of `text` in order, with their places in it."""
    for found in _TOKEN.finditer(text):
        yield Token(key_of(found.group()), found.group(), found.start(), found.end())


def keys(text: str) -> tuple[str, ...]:
    """Folded keys of `text`, linking words left out: how labels and aliases are compared."""
    return tuple(token.key for token in tokens(text) if token.key not in LINKING_WORDS)


def alternatives(key: str) -> tuple[str, ...]:
    """Other keys an Arabic word may stand for: one or two clitics may be glued in front."""
    if not _ARABIC.match(key):
        return ()
    found = []
    for clitics in ("وفبكل", "بكل"):
        if len(key) < (3 if key[0] == "و" else 4) or key[0] not in clitics:
            break
        key = key_of(key[1:])
        found.append(key)
    return tuple(found)
