"""Hash of a password outside a request: demonstration accounts, the first operator.

The very computation of Flask-Security (HMAC-SHA-512 keyed by `S4A_PASSWORD_SALT`, then argon2id),
so that its sign-in accepts the result; a test compares the two.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

from argon2 import PasswordHasher

TIME_COST, MEMORY_KIB, PARALLELISM = 3, 65_536, 4
"""OWASP's argon2id settings; about 50 ms on one core."""


def hash_password(password: str, *, key: str) -> str:
    """The argon2id hash to store in `Account.password`."""
    normal = unicodedata.normalize("NFKD", password)
    signed = base64.b64encode(hmac.new(key.encode(), normal.encode(), hashlib.sha512).digest())
    return PasswordHasher(TIME_COST, MEMORY_KIB, PARALLELISM).hash(signed)
