"""Begin a profile: for an account, or without one under a resume code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Consent, ConsentPurpose, ConsentWay, Learner
from skills4all.services.answers import Answers
from skills4all.services.learners import keep_answers, resume

NOTICE_VERSION = "2026-11"
"""Version of the words under which people agree; change it with the notice."""


def for_account(
    database: Database, account: Account, answers: Answers, *, language: str
) -> Learner:
    """A profile that belongs to an account, with what was answered before."""
    learner = Learner(
        account=account, preferred_language=language, content_language=language, visibility=0
    )
    database.add(learner)
    database.flush()
    keep_answers.keep(database, learner, answers)
    agreed(database, learner, ConsentPurpose.PROFILE, language=language)
    return learner


def without_account(
    database: Database,
    answers: Answers,
    *,
    language: str,
    secret: str,
    adviser: Account | None = None,
    now: datetime | None = None,
) -> tuple[Learner, str]:
    """A profile for 30 days, and the code that opens it: told once, only its hash is kept."""
    code = resume.new_code()
    learner = Learner(
        resume_code_hash=resume.hashed(code, secret),
        expires_at=resume.expiry(now),
        adviser_id=adviser.id if adviser else None,
        preferred_language=language,
        content_language=language,
        visibility=0,
    )
    database.add(learner)
    database.flush()
    keep_answers.keep(database, learner, answers)
    way = ConsentWay.ADVISER if adviser else ConsentWay.FORM
    agreed(database, learner, ConsentPurpose.PROFILE, language=language, way=way)
    return learner, code


def adopt(database: Database, learner: Learner, account: Account) -> Learner:
    """Give a profile that was under a resume code to an account; the code stops working."""
    learner.account = account
    learner.resume_code_hash = None
    learner.expires_at = None
    learner.adviser_id = None
    database.flush()
    return learner


def agreed(
    database: Database,
    learner: Learner,
    purpose: ConsentPurpose,
    *,
    language: str,
    way: ConsentWay = ConsentWay.FORM,
) -> Consent:
    """Record an act of consent under the words in force."""
    consent = Consent(
        account_id=learner.account_id,
        learner_id=learner.id,
        purpose=purpose,
        wording_version=NOTICE_VERSION,
        language=language,
        way=way,
    )
    database.add(consent)
    database.flush()
    return consent
