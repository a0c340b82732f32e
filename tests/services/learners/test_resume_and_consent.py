"""Profiles without account, consents in both directions, kept pathways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from skills4all.errors import NotFound
from skills4all.models import Consent, ConsentPurpose, ConsentWay, Learner, SavedPathway, utc_now
from skills4all.queries.learners import saved_pathways
from skills4all.services import accounts
from skills4all.services.answers import Answers
from skills4all.services.learners import consents, resume, save_pathway, sign_up, starting
from skills4all.services.learners.answers_of import answers_of

SECRET = "a secret of the tests"


def begun(database: Session, **more: object) -> tuple[Learner, str]:
    answers = Answers(field="smp", level="licence")
    return starting.without_account(database, answers, language="fr", secret=SECRET, **more)  # type: ignore[arg-type]


def test_a_code_opens_its_profile_however_it_is_typed(database: Session) -> None:
    learner, code = begun(database)
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert resume.open_profile(database, typed, secret=SECRET) is learner
    assert code.replace("-", "") not in (learner.resume_code_hash or "")


def test_codes_are_long_and_different(database: Session) -> None:
    codes = {resume.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code.replace("-", "")) for code in codes} == {16}


def test_wrong_old_and_adopted_codes_open_nothing(database: Session) -> None:
    learner, code = begun(database)
    for wrong in ("", resume.new_code(), code[:-1], code + "A"):
        with pytest.raises(NotFound):
            resume.open_profile(database, wrong, secret=SECRET)
    with pytest.raises(NotFound):
        resume.open_profile(database, code, secret="another secret")
    late = utc_now() + resume.KEPT + timedelta(minutes=1)
    with pytest.raises(NotFound):
        resume.open_profile(database, code, secret=SECRET, now=late)
    account = accounts.create(database, "a@example.org", None)
    starting.adopt(database, learner, account)
    with pytest.raises(NotFound):
        resume.open_profile(database, code, secret=SECRET)


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_use_keeps_a_profile_thirty_more_days(database: Session) -> None:
    learner, code = begun(database)
    later = utc_now() + timedelta(days=20)
    resume.open_profile(database, code, secret=SECRET, now=later)
    assert learner.expires_at == later + timedelta(days=30)


def test_an_account_takes_over_a_profile_begun_without(database: Session) -> None:
    adviser = accounts.create(database, "adviser@example.org", None, roles=["institution"])
    learner, _ = begun(database, adviser=adviser)
    assert database.scalars(select(Consent.way)).one() is ConsentWay.ADVISER
    account = accounts.create(database, "a@example.org", None)
    answers = "have=sql"
    kept = sign_up.keep(
        database, account, kind="learner", answers=answers, language="fr", before=learner
    )
    assert kept is learner
    assert learner.account_id is None, "the address is not proved yet"
    assert sign_up.join(database, account, learner)
    assert (learner.account_id, learner.adviser_id) == (account.id, None)
    assert answers_of(database, learner).have == {"sql": None}
    other, _ = begun(database)
    assert not sign_up.join(database, account, other), "one profile for an account"
    assert not sign_up.join(database, adviser, other), "an adviser keeps nobody's profile"


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_visible_only_after_saying_so_and_until_saying_no(
    database: Session, learner: Learner
) -> None:
    assert learner.visibility == 0
    consents.set_visible(database, learner, True, language="ar")
    consents.set_visible(database, learner, True, language="ar")
    given = [c for c in consents.history(database, learner) if c.purpose.value == "visibility"]
    assert [(c.language, c.withdrawn_at) for c in given] == [("ar", None)]
    assert given[0].wording_version
    assert learner.visibility == 1
    consents.set_visible(database, learner, False, language="fr")
    assert learner.visibility == 0
    assert given[0].withdrawn_at is not None
    consents.set_visible(database, learner, True, language="fr")
    assert consents.withdraw(database, learner, ConsentPurpose.VISIBILITY) == 1
    assert learner.visibility == 0


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_a_pathway_is_kept_once_and_brought_up_to_date(database: Session, learner: Learner) -> None:
    first = save_pathway.save(database, learner, "web-developer", Answers(have={"python": 2}))
    public_id, before = first.public_id, first.coverage
    more = Answers(have={"python": 4, "javascript": 4, "html": 4, "css": 4})
    again = save_pathway.save(database, learner, "web-developer", more, plan="cheapest")
    assert again.public_id == public_id
    assert again.plan == {"choice": "cheapest"}
    assert save_pathway.pairs(again) == more.query()
    assert before is not None
    assert again.coverage is not None
    assert again.coverage > before
    assert len(saved_pathways(database, learner)) == 1
    save_pathway.remove(database, learner, public_id)
    assert database.scalars(select(SavedPathway)).all() == []
    with pytest.raises(NotFound):
        save_pathway.remove(database, learner, public_id)
    with pytest.raises(NotFound):
        save_pathway.save(database, learner, "astronaut", Answers())
