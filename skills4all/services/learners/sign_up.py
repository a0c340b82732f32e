"""What was answered before having an account is kept with the account, from sign-up on."""

from __future__ import annotations

from urllib.parse import parse_qs

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import Account, Learner
from skills4all.queries import learners as rows
from skills4all.services import accounts
from skills4all.services import answers as answering
from skills4all.services.answers import Answers
from skills4all.services.learners import keep_answers, save_pathway, starting


def keep(
    database: Database,
    account: Account,
    *,
    kind: str,
    answers: str = "",
    occupation: str | None = None,
    language: str,
    before: Learner | None = None,
) -> Learner | None:
    """Give a new learner account its profile, its answers and the pathway it wanted to save.

    `before` is a profile opened with a resume code: it receives the answers and is joined to the
    account at sign-in, once the address is proved; until then its code still opens it. Other
    kinds of account get nothing here: they first create their organisation.
    """
    if kind != "learner":
        return None
    account.roles.append(accounts.role(database, "learner"))
    told = read_answers(answers)
    if before is not None:
        learner = before
        keep_answers.keep(database, learner, told)
    else:
        learner = starting.for_account(database, account, told, language=language)
    if occupation:
        try:
            save_pathway.save(database, learner, occupation, told)
        except NotFound:
            # An old or altered link must not stop someone from signing up.
            return learner
    return learner


def join(database: Database, account: Account, opened: Learner) -> bool:
    """Give the profile opened with a code to a learner who signs in and has none yet."""
    has_one = rows.of_account(database, account.id) is not None
    if has_one or "learner" not in accounts.role_names(account):
        return False
    starting.adopt(database, opened, account)
    return True


def read_answers(query: str) -> Answers:
    """Answers from a query string; a bad value is left out, never a reason to refuse."""
    try:
        values = parse_qs(query, max_num_fields=1_000)
    except ValueError:
        return Answers()
    answers, _ = answering.from_query(values)
    return answers
