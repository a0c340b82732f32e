"""The ranking log: what was ranked, by which model, in which order and why, without a person.

Written when somebody acts on a ranking by keeping a pathway; reading pages changes nothing, so
they leave no row. The pseudonym is random for each row and stands nowhere beside a person; the
input is kept as a keyed hash only, enough to tell that two rankings came from the same answers.
"""

import hashlib
import hmac
import secrets
from urllib.parse import urlencode

from sqlalchemy.orm import Session as Database

from skills4all.matching.reasons import reasons
from skills4all.models import RankingLog
from skills4all.services import recommendations
from skills4all.services.answers import Answers
from skills4all.services.indexing.live import LiveIndexes

KEPT = 20
"""Roles of the order that are kept."""


def record(database: Database, answers: Answers, live: LiveIndexes, *, secret: str) -> RankingLog:
    """Rank `answers` as the page does and keep the order; the caller commits."""
    found = recommendations.recommend(answers.profile(), live, limit=KEPT)
    asked = urlencode(answers.query()).encode()
    row = RankingLog(
        pseudonym=secrets.token_hex(16),
        model_version=found.model.version,
        vocabulary_version=found.model.vocabulary,
        index_version=found.model.index,
        input_hash=hmac.new(secret.encode(), b"ranking:" + asked, hashlib.sha256).hexdigest(),
        ranking=[
            {"id": role.occupation.id, "coverage": role.coverage.score} for role in found.roles
        ],
        reasons={
            role.occupation.id: [[each.code, each.skill] for each in reasons(role.gap)]
            for role in found.roles
        },
    )
    database.add(row)
    database.flush()
    return row
