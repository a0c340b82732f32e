"""Hand a profile that an adviser filled in to the person it is about: a new code, told or mailed.

The code before it stops working, so the adviser's own copy opens nothing. What is promised to the
mail holds no code: the letter works it out, with the key of the site, when it leaves.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, FieldProblem, Invalid
from skills4all.models import Learner
from skills4all.services import letters
from skills4all.services.learners import resume

TEMPLATE = "handed_over"


def code_of(profile: str, seed: str, secret: str) -> str:
    """The code of a profile for that seed, as people read it."""
    told = hmac.new(secret.encode(), f"handed:{profile}:{seed}".encode(), hashlib.sha256).digest()
    marks = "".join(resume.ALPHABET[byte % len(resume.ALPHABET)] for byte in told)
    return "-".join(marks[at : at + 4] for at in range(0, resume.LENGTH, 4))


def renew(
    database: Database, learner: Learner, *, secret: str, now: datetime | None = None
) -> tuple[str, str]:
    """A new code, told once, and its seed. Raises `Conflict` once the profile has an account."""
    if learner.account_id is not None:
        raise Conflict(code="has_account")
    seed = secrets.token_hex(16)
    code = code_of(learner.public_id, seed, secret)
    learner.resume_code_hash = resume.hashed(code, secret)
    learner.expires_at = resume.expiry(now)
    database.flush()
    return code, seed


def by_mail(
    database: Database,
    learner: Learner,
    email: str,
    *,
    language: str,
    secret: str,
    now: datetime | None = None,
) -> None:
    """Promise a letter with a new code. Raises `Invalid` for what is not an address."""
    try:
        address = validate_email(email.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Invalid([FieldProblem("email", "not_a_mailbox")]) from None
    _code, seed = renew(database, learner, secret=secret, now=now)
    letters.promise_address(
        database,
        address,
        language,
        TEMPLATE,
        {"profile": learner.public_id, "seed": seed},
        dedupe_key=f"{TEMPLATE}:{learner.public_id}:{seed}",
    )
