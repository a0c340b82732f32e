"""What else an Arabic word may be, without the small words that are glued in front of it.

Owns the doubts that spelling leaves: "للوحات" is "ل" and "لوحات" or the article; "إلكتروني" begins
like an article and is none; "بحل" is a word or "ب" and "حل". Which of them is meant, the vocabulary
tells.
"""

from collections.abc import Iterator
from functools import lru_cache

from skills4all.matching.text import LONGEST_KEPT, Token, alternatives, fold_word, key_of

_CLITICS = "بكلف"
_SHORT = 3


def unglued(word: Token) -> tuple[tuple[str, bool], ...]:
    """Other keys of a word, surest first, and whether other words of a form must vouch for it."""
    if word.key.isascii() or len(word.text) > LONGEST_KEPT:
        return ()
    return _kept(word.text, word.key)


@lru_cache(maxsize=100_000)
def _kept(text: str, key: str) -> tuple[tuple[str, bool], ...]:
    found: dict[str, bool] = {}
    for other, vouched in _others(fold_word(text), key):
        if other != key:
            found.setdefault(other, vouched)
    return tuple(found.items())


def _others(word: str, key: str) -> Iterator[tuple[str, bool]]:
    for other in alternatives(key):
        bare = key[0] in _CLITICS and not key.startswith("ال", 1)
        yield other, bare and len(other) <= _SHORT
    joined = word[1:] if word[:1] in ("و", "ف") else word
    if joined.startswith("لل"):
        yield key_of(joined[1:]), False
        yield joined[2:], len(joined) <= _SHORT + 2
    yield from _like_an_article(word, key)
    if len(key) == _SHORT and key[0] in _CLITICS:
        yield key[1:], True
    if len(key) == _SHORT + 1 and key[0] == "و" and key[1] in _CLITICS:
        yield key[2:], True


def _like_an_article(word: str, key: str) -> Iterator[tuple[str, bool]]:
    """ "الإلكترونية" and "إلكترونية": the first two letters are of the word itself."""
    if key.startswith("ال"):
        yield key_of(key), False
    elif word.startswith("ال"):
        yield word[:2] + key, False
