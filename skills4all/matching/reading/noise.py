"""What stands in a text and is not about its writer's skills: addresses, notices, perks, others.

Owns the ranges of a text where nothing is read. The rules are about how such passages are made
(an address is one word with dots; a notice speaks of the reader's own data; a perk is "provided"),
never about single skills. They are few and narrow: what is lost here is lost to the person.
"""

import re
from collections.abc import Iterator, Sequence

from skills4all.matching.reading import noise_rules as rules

Range = tuple[int, int]

_FAR = 400
"""Characters: no sentence is much longer; a text without a full stop must not cost its square."""


def noise(text: str) -> list[Range]:
    """Ranges of `text` where nothing is read, in no order."""
    return [*_addresses(text), *_passages(text)]


def _addresses(text: str) -> Iterator[Range]:
    if rules.DOTTED.search(text):
        for found in rules.ADDRESS.finditer(text):
            yield found.span()


def _passages(text: str) -> Iterator[Range]:
    letters = text.casefold()
    for rule, end, hints in rules.AROUND:
        if _hinted(letters, hints):
            yield from _around(text, rule, end)
    for rule, hints in rules.WHOLE:
        if _hinted(letters, hints):
            yield from (found.span() for found in rule.finditer(text))
    for rule, end, hints in rules.ONWARDS:
        if _hinted(letters, hints):
            for found in rule.finditer(text):
                yield found.start(), _next(text, found.end(), end)


def _hinted(letters: str, hints: Sequence[str]) -> bool:
    return any(hint in letters for hint in hints)


def _next(text: str, start: int, end: re.Pattern[str]) -> int:
    found = end.search(text, start, start + _FAR)
    return found.start() if found else min(start + _FAR, len(text))


def _around(text: str, rule: re.Pattern[str], end: re.Pattern[str]) -> Iterator[Range]:
    """From the end before what a rule finds to the end after it."""
    stop = 0
    for found in rule.finditer(text):
        if found.start() < stop:
            continue
        start = max(stop, found.start() - _FAR)
        for before in end.finditer(text, start, found.start()):
            start = before.end()
        stop = _next(text, found.end(), end)
        yield start, stop
