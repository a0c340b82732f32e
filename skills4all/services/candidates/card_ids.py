"""The name of a card: random, and another one for each employer, so that two cannot join theirs.

A keyed hash: nobody without the key can tell which learner it is, nor compare two of them.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.models import Organisation
from skills4all.queries import visible_learners

LENGTH = 24
SHORT = 6
"""Enough to recognise a card in a list."""


def card_id(organisation: str, learner: str, secret: str) -> str:
    """`organisation` and `learner` by their public ids."""
    told = f"card\0{organisation}\0{learner}".encode()
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()[:LENGTH]


def learner_behind(
    database: Database, organisation: Organisation, card: str, *, secret: str, now: datetime
) -> int | None:
    """The key of the learner, as long as the card is to be seen. Reads keys only."""
    wanted = card.encode()
    for key, public_id in visible_learners.keys(database, now):
        name = card_id(organisation.public_id, public_id, secret)
        if hmac.compare_digest(name.encode(), wanted):
            return key
    return None
