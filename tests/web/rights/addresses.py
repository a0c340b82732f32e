"""Every route with sample objects in its address, and for whom it opens.

A route with a parameter that `PARAMETERS` does not know is an error: whoever adds a page says here
what stands in its address and whose that is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from skills4all.permissions import ENDPOINTS, Audience, may_enter
from tests.services.market import OCCUPATION
from tests.web.rights.world import ANONYMOUS, EDITOR, EMPLOYER, LEARNER, OWNER, VISITORS

EVERYBODY = frozenset(VISITORS)
OF_CENTRE = frozenset({OWNER, EDITOR})
OF_EMPLOYER = frozenset({EMPLOYER})
OF_LEARNER = frozenset({LEARNER})
Whose = tuple[str, frozenset[str]]

PARAMETERS: Mapping[str, Whose] = {
    # An organisation and what it works on: its members.
    "/my/organisations/<public_id>": ("centre", OF_CENTRE),
    "/my/organisations/<public_id>/members/<member_id>": ("member", OF_CENTRE),
    "/my/organisations/<public_id>/invitations/<invitation_id>": ("invitation", OF_CENTRE),
    "/centre/<organisation_id>": ("centre", OF_CENTRE),
    "/centre/programmes/<public_id>": ("programme", OF_CENTRE),
    "/centre/programmes/<programme_id>": ("programme", OF_CENTRE),
    "/centre/sessions/<public_id>": ("session", OF_CENTRE),
    "/centre/sessions/<session_id>": ("session", OF_CENTRE),
    "/centre/enrolments/<public_id>": ("enrolment", OF_CENTRE),
    "/employer/<organisation_id>": ("employer", OF_EMPLOYER),
    "/employer/<organisation_id>/learners/<card>": ("card", OF_EMPLOYER),
    "/employer/openings/<public_id>": ("opening", OF_EMPLOYER),
    "/employer/pledges/<public_id>": ("pledge", OF_EMPLOYER),
    "/employer/contacts/<public_id>": ("contact", OF_EMPLOYER),
    "/employer/applications/<public_id>": ("application", OF_EMPLOYER),
    # A learner's own; a conversation has two sides.
    "/my/alerts/<pathway_id>": ("pathway", OF_LEARNER),
    "/my/pathways/<public_id>": ("pathway", OF_LEARNER),
    "/my/applications/<public_id>": ("application", OF_LEARNER),
    "/my/enrolments/<public_id>": ("enrolment", OF_LEARNER),
    "/my/contacts/<public_id>": ("contact", OF_LEARNER),
    "/profile/studies/<number>": ("background", OF_LEARNER),
    "/my/messages/enrolment/<public_id>": ("enrolment", OF_LEARNER | OF_CENTRE),
    "/my/messages/application/<public_id>": ("application", OF_LEARNER | OF_EMPLOYER),
    # What is public, and what one may do with it.
    "/my/openings/<public_id>": ("opening", EVERYBODY),
    "/my/enrolments/new/<session_id>": ("session", EVERYBODY),
    "/my/data/consents/<purpose>": ("purpose", EVERYBODY),
    "/occupations/<identifier>": ("occupation", EVERYBODY),
    "/roles/<occupation>": ("occupation", EVERYBODY),
    "/programmes/<address>": ("programme", EVERYBODY),
    "/sessions/<address>": ("session", EVERYBODY),
    "/openings/<address>": ("opening", EVERYBODY),
    "/pledges/<address>": ("pledge", EVERYBODY),
    "/organisations/<address>": ("centre", EVERYBODY),
    "/report/organisation/<public_id>": ("centre", EVERYBODY),
    "/report/programme/<public_id>": ("programme", EVERYBODY),
    "/report/session/<public_id>": ("session", EVERYBODY),
    "/report/opening/<public_id>": ("opening", EVERYBODY),
    "/report/pledge/<public_id>": ("pledge", EVERYBODY),
    # The same for machines: the first map, the picture of a thing (whose digest is not right here).
    "/previews/<kind>": ("preview", EVERYBODY),
    "/previews/<kind>/<identifier>": ("opening", EVERYBODY),
    "/previews/<kind>/<identifier>.<digest>": ("digest", EVERYBODY),
    "/sitemaps/fr/<kind>": ("map", EVERYBODY),
    "/sitemaps/ar/<kind>": ("map", EVERYBODY),
    "/sitemaps/en/<kind>": ("map", EVERYBODY),
    "/sitemaps/fr/<kind>-<number>": ("first", EVERYBODY),
    "/sitemaps/ar/<kind>-<number>": ("first", EVERYBODY),
    "/sitemaps/en/<kind>-<number>": ("first", EVERYBODY),
    # Secrets of a letter or of a paper: whoever holds one may use it.
    "/invitations/<invitation_id>": ("invitation", EVERYBODY),
    "/alerts/<public_id>": ("alert", EVERYBODY),
    "/outcomes/<public_id>": ("outcome", EVERYBODY),
    "/certificates/<code>": ("certificate", EVERYBODY),
    "/openings/still-open/<token>": ("token", EVERYBODY),
    "/confirm/<token>": ("token", EVERYBODY),
    "/reset/<token>": ("token", EVERYBODY),
    # The desk: the audience decides.
    "/moderation/organisation/<public_id>": ("centre", EVERYBODY),
    "/moderation/programme/<public_id>": ("programme", EVERYBODY),
    "/moderation/opening/<public_id>": ("opening", EVERYBODY),
    "/moderation/pledge/<public_id>": ("pledge", EVERYBODY),
    "/moderation/reports/organisation/<public_id>": ("centre", EVERYBODY),
    "/moderation/reports/programme/<public_id>": ("programme", EVERYBODY),
    "/moderation/reports/session/<public_id>": ("session", EVERYBODY),
    "/moderation/reports/opening/<public_id>": ("opening", EVERYBODY),
    "/moderation/reports/pledge/<public_id>": ("pledge", EVERYBODY),
    "/moderation/people/<public_id>": ("account", EVERYBODY),
    "/operator/outbox/<outbox_id>": ("outbox", EVERYBODY),
}
WITHOUT_LANGUAGE = ("api", "health", "locale", "crawlers", "service_worker")
PERSONAL = re.compile(r"^/(my|profile)(/|$)")
"""Pages about oneself; some open with a resume code instead of an account."""
WITHOUT_A_PROFILE = frozenset(
    {"/profile/start", "/profile/resume", "/profile/leave", "POST /my/pathways"}
)
"""Where a profile begins, is come back to or left; a pathway is kept through sign-up."""
BY_CODE = frozenset({"profile.hand_over"})
"""Only for a profile opened with a code, which none of the visitors is: all are sent to begin."""
FORMS: Mapping[str, Mapping[str, str]] = {"profile.save": {"occupation": OCCUPATION}}
"""What must be sent where the form, not the address, names the thing."""
_PART = re.compile(r"<(?:[^<>]*:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Probe:
    """One address and method. `whose` is who owns everything in it."""

    endpoint: str
    method: str
    pattern: str
    names: tuple[str, ...]
    whose: frozenset[str]

    @property
    def audience(self) -> Audience:
        return ENDPOINTS[self.endpoint]

    def path(self, values: Collection[str]) -> str:
        """The address with these values in place of its parameters."""
        given = iter(values)
        language = "" if self.endpoint.startswith(WITHOUT_LANGUAGE) else "/fr"
        return language + _PART.sub(lambda _found: next(given), self.pattern)

    def answer(self, visitor: str, roles: Collection[str]) -> str:
        """What the table of permissions and the owners say: `in`, `sign in` or `404`."""
        signed_in = visitor != ANONYMOUS
        if self.endpoint in BY_CODE:
            return "sign in"
        if not may_enter(self.audience, signed_in=signed_in, roles=roles):
            return "404" if signed_in else "sign in"
        if not signed_in and self.is_personal:
            return "sign in"
        return "in" if visitor in self.whose else "404"

    @property
    def is_personal(self) -> bool:
        """Whether it is about a profile, so that who has none is sent to get one."""
        names = {self.pattern, f"{self.method} {self.pattern}"}
        return bool(PERSONAL.match(self.pattern)) and not names & WITHOUT_A_PROFILE

    @property
    def is_open(self) -> bool:
        """Whether it says the same to whoever asks."""
        public = self.audience in (Audience.ANYONE, Audience.SIGNED_OUT)
        return public and self.whose == EVERYBODY and not self.is_personal


def probes(app: Flask) -> Iterator[Probe]:
    """Every route and method of the application; its `any(…)` parts one by one."""
    for rule in app.url_map.iter_rules():
        for pattern in _expanded(rule):
            names, whose = _parameters(pattern)
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Probe(rule.endpoint, method, pattern, names, whose)


def _expanded(rule: Rule) -> Iterator[str]:
    pattern = re.sub(r"^/<any\([^)]*\):lang>", "", rule.rule)
    found = re.search(r"<any\(([^)]*)\):\w+>", pattern)
    if found is None:
        yield pattern
        return
    for option in found.group(1).split(", "):
        yield pattern.replace(found.group(0), option)


def _parameters(pattern: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What stands in the address, and who owns all of it. Raises `LookupError`."""
    plain = _PART.sub(r"<\1>", pattern)
    names, whose = [], EVERYBODY
    for found in re.finditer(r"<\w+>", plain):
        key = plain[: found.end()]
        if key not in PARAMETERS:
            raise LookupError(f"say in PARAMETERS what stands in {key!r} and whose it is")
        name, owners = PARAMETERS[key]
        names.append(name)
        whose &= owners
    return tuple(names), whose
