"""Domain errors: what a use case refuses to do, with a stable code.

Owns the tree and the codes. Holds no sentence for people: `web` says the code in the reader's
language, `api` puts it in problem details. Knows nothing of HTTP beyond the class it belongs to.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One bad value. `nearest` are valid values close to it, best first."""

    field: str
    code: str
    value: str | None = None
    nearest: tuple[str, ...] = ()
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)


class DomainError(Exception):
    """A refusal. `code` is stable: tests, logs, clients and translations rely on it.

    `details` are values a sentence may need; they never hold what a person wrote.
    """

    code = "refused"

    def __init__(self, code: str | None = None, **details: object) -> None:
        self.code = code or type(self).code
        self.details = details
        super().__init__(self.code)


class NotFound(DomainError):
    """No such thing, or the actor may not know that it exists."""

    code = "not_found"


class NotAllowed(DomainError):
    """The actor is known and may see the thing, but not do this to it."""

    code = "not_allowed"


class SignInNeeded(DomainError):
    """Only someone signed in may do this."""

    code = "sign_in_needed"


class Invalid(DomainError):
    """Some values cannot be accepted; nothing was stored. `problems` name each field."""

    code = "invalid"

    def __init__(
        self, problems: Iterable[FieldProblem] = (), code: str | None = None, **details: object
    ) -> None:
        super().__init__(code, **details)
        self.problems = tuple(problems)


class Conflict(DomainError):
    """The thing changed meanwhile, exists already, or its state does not permit this."""

    code = "conflict"


class Closed(DomainError):
    """It existed and is over: expired, filled, withdrawn."""

    code = "closed"


class TooManyAttempts(DomainError):
    """A limit on attempts was reached; try again after `retry_after` seconds."""

    code = "too_many_attempts"

    def __init__(self, retry_after: int, code: str | None = None, **details: object) -> None:
        super().__init__(code, **details)
        self.retry_after = retry_after


class TooLarge(DomainError):
    """What was sent is larger than we read."""

    code = "too_large"


class Unavailable(DomainError):
    """A part we need does not answer now; the same request may work later."""

    code = "unavailable"
