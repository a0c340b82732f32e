"""Who may use which page: one table, endpoint -> audience.

An endpoint that is not listed is refused to everybody, and a test lists the missing ones. The
table decides only who may come in; whether the *row* belongs to the visitor is asked by the
service, which answers `NotFound` for what they must not know.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum


class Audience(Enum):
    """Groups of people. Except for the first three, the value is the name of a role."""

    ANYONE = "anyone"
    """No account needed."""

    SIGNED_OUT = "signed_out"
    """Sign-in, sign-up, reset: harmless when signed in, of use only when not."""

    SIGNED_IN = "signed_in"
    """Any confirmed account, whatever its role."""

    LEARNER = "learner"
    """Looks for a way into a job."""

    CENTRE = "centre"
    """Member of a verified training centre."""

    EMPLOYER = "employer"
    """Member of a verified employer."""

    INSTITUTION = "institution"
    """Member of an institution that steers."""

    MODERATOR = "moderator"
    """Verifies organisations and what they publish."""

    OPERATOR = "operator"
    """Keeps the installation running. May do what a moderator may."""


def only(audience: Audience, *names: str) -> dict[str, Audience]:
    """A part of the table: these endpoints for this audience."""
    return dict.fromkeys(names, audience)


ENDPOINTS: Mapping[str, Audience] = {
    **only(Audience.ANYONE, "health.alive", "health.ready", "locale.choose"),
}


def may_enter(audience: Audience, *, signed_in: bool, roles: Collection[str]) -> bool:
    """Whether a visitor with these role names belongs to `audience`."""
    if audience in (Audience.ANYONE, Audience.SIGNED_OUT):
        return True
    if audience is Audience.SIGNED_IN or not signed_in:
        return signed_in
    if Audience.OPERATOR.value in roles and audience is Audience.MODERATOR:
        return True
    return audience.value in roles
