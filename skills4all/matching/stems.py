"""Stems: inflected forms of a word meet ("développeuse", "développement"; "testing", "tests").

Nobody says in which language a word stands, and half the technical words are the same in both, so
every Latin word goes through the French stemmer and then the English one: the same for documents
and queries, and as good as the right stemmer alone where that was measured. Arabic keys were
lightened by `text.key_of` already.
"""

from collections.abc import Sequence
from functools import lru_cache

import Stemmer

from skills4all.matching.text import LONGEST_KEPT

_FRENCH = Stemmer.Stemmer("french", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)


def stem(key: str) -> str:
    """Stem of a folded key."""
    return _kept(key) if len(key) <= LONGEST_KEPT else key


@lru_cache(maxsize=200_000)
def _kept(key: str) -> str:
    if not (key.isascii() and key.isalpha()):
        return key
    return str(_ENGLISH.stemWord(_FRENCH.stemWord(key)))


def stems(keys: Sequence[str]) -> list[str]:
    """Stems of `keys`, in order."""
    return [stem(key) for key in keys]
