"""The code of a certificate: sixteen letters that are not mistaken for one another.

About 72 random bits: it can be read out on the telephone, and not guessed. No digits: copied out of
a document set from right to left, runs of digits and letters change places.
"""

import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16
GROUP = 4


def new() -> str:
    """In groups of four: `XKPM-…`."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def read(typed: str) -> str | None:
    """The code however it is typed (case, spaces, hyphens); None when it cannot be one."""
    plain = "".join(mark for mark in typed[:100].upper() if mark.isalnum())
    if len(plain) != LENGTH or not set(plain) <= set(ALPHABET):
        return None
    return grouped(plain)
