"""Choices that look random and are the same everywhere: derived from a seed and a key."""

import hashlib
import string
from collections.abc import Sequence
from typing import TypeVar

from skills4all.models.base import PUBLIC_ID_LENGTH

SEED = "skills4all-demo-1"
_ALPHABET = string.ascii_letters + string.digits
Thing = TypeVar("Thing")


def _draw(*key: object) -> int:
    text = "\x1f".join((SEED, *map(str, key)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def public_id(*key: object) -> str:
    """The public id of the demonstration row called `key`: the same at each load."""
    number, letters = _draw("id", *key), []
    for _ in range(PUBLIC_ID_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def number(low: int, high: int, *key: object) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + _draw(*key) % (high - low + 1)


def one_in(count: int, *key: object) -> bool:
    return _draw(*key) % count == 0


def pick(choices: Sequence[Thing], *key: object) -> Thing:
    return choices[_draw(*key) % len(choices)]


def some(choices: Sequence[Thing], count: int, *key: object) -> list[Thing]:
    """`count` different choices, in their own order."""
    ranked = sorted(range(len(choices)), key=lambda place: _draw(*key, place))
    return [choices[place] for place in sorted(ranked[:count])]
