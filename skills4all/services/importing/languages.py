"""The language a text is written in: Arabic by its script, French and English by small words."""

import re

from skills4all.matching.text import fold

ARABIC_SHARE = 0.3
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a]")
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset(
    """le la les des du une un et est vous nous pour avec dans sur aux au que qui sont votre nos
    notre d l de en par ou""".split()  # noqa: SIM905 (a list of words reads better as text)
)
_ENGLISH = frozenset(
    "the and you we for with in on of to our your are is will a an be from this that by or".split()  # noqa: SIM905 (as above)
)


def language_of(text: str, default: str = "fr") -> str:
    """`fr`, `ar` or `en`; `default` for a text with no word that tells."""
    letters = len(_LETTER.findall(text))
    if letters and len(_ARABIC.findall(text)) / letters > ARABIC_SHARE:
        return "ar"
    words = [fold(word) for word in _WORD.findall(text)]
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if french == english:
        return default
    return "fr" if french > english else "en"
