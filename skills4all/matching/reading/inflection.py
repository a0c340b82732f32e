"""What a word has in common with its inflections: "administrer" and "administration" share a stem.

Owns the stem of a folded word as French, English or Arabic: its family when it has one, else what
the stemmer of that language leaves of it. Unlike `stems`, which serves ranking and asks for no
language, this serves forms of several words, each in the language of its label.
"""

import re
from functools import lru_cache

import Stemmer

from skills4all.matching.reading import families
from skills4all.matching.text import LONGEST_KEPT, key_of

_ARABIC = re.compile("[\u0620-\u064a]")
# No cache of their own: it is not safe between threads, and `_kept` is one.
_STEMMERS = {"fr": Stemmer.Stemmer("french", 0), "en": Stemmer.Stemmer("english", 0)}
_AR_SUFFIXES = (
    *("ياتها", "ياتهم", "ياتنا", "ياتكم", "اتها", "اتهم", "اتنا", "اتكم", "اتي"),
    *("يات", "كما", "هما", "تها", "تهم", "ها", "هم", "نا", "كم", "ين", "ون", "ان", "ات"),
)
_AR_ENDINGS = ("يه", "ه", "ي")
_AR_LEAST = 3
_LATIN_LEAST = 4


def is_arabic(key: str) -> bool:
    return _ARABIC.match(key) is not None


def inflected(key: str, language: str) -> str:
    """The stem of a folded word; words of one family get the family's name after a `=`."""
    return _kept(key, language) if len(key) <= LONGEST_KEPT else key


@lru_cache(maxsize=200_000)
def _kept(key: str, language: str) -> str:
    family = _FAMILIES[language]
    if key in family:
        return family[key]
    bare = _bare(key, language)
    return _BARE_FAMILIES[language].get(bare, bare)


def _bare(key: str, language: str) -> str:
    if language == "ar":
        return _arabic(key)
    if len(key) < _LATIN_LEAST:
        return key
    return str(_STEMMERS[language].stemWord(key))


def _arabic(key: str) -> str:
    """Light stemming: possessives, regular plurals, then the feminine and relational endings; last
    the alef that stands for a "ى" before a possessive ("محتوى", "محتواها").
    """
    for endings in (_AR_SUFFIXES, _AR_ENDINGS):
        for ending in endings:
            if key.endswith(ending) and len(key) - len(ending) >= _AR_LEAST:
                key = key[: -len(ending)]
                break
    return key.removesuffix("ا") if len(key) > _AR_LEAST + 1 else key


def _families(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table.split("\n"):
        keys = [key_of(word) for word in line.split()]
        for key in keys:
            found.setdefault(key, f"={keys[0]}")
    return found


def _broken_plural(word: str) -> bool:
    """ "أخطاء", "أنظمة": they begin like a verb of the first person."""
    return word.endswith("ه") or (word[3:4] == "ا" and word[1] != "ت")


def _conjugated(families: dict[str, str]) -> dict[str, str]:
    """With other persons of the Arabic verbs that stand in the first: "أطور" also "يطور", "ستطور";
    "طورت" also "طور", "طورنا". What a family claims itself stays with it.
    """
    found: dict[str, str] = {}
    for word, name in families.items():
        if word.startswith("ا") and not _broken_plural(word):
            found |= {future + person + word[1:]: name for future in ("", "س") for person in "يتن"}
        if word.endswith("ت") and not word.endswith("ات"):
            found |= {word[:-1] + person: name for person in ("", "نا", "وا")}
    return {word: name for word, name in found.items() if len(word) >= _AR_LEAST} | families


_FAMILIES = {
    "fr": _families(families.FRENCH),
    "en": _families(families.ENGLISH),
    "ar": _conjugated(_families(families.ARABIC)),
}
_BARE_FAMILIES = {
    language: {_bare(key, language): name for key, name in reversed(table.items())}
    for language, table in _FAMILIES.items()
}
