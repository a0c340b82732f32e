"""Every route, every kind of visitor: the answer is what `permissions` and the owners say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from skills4all.models import Opening
from skills4all.permissions import ENDPOINTS, Audience
from skills4all.queries import workspaces
from tests.web.rights.addresses import FORMS, Probe, probes
from tests.web.rights.conftest import House
from tests.web.rights.world import ANONYMOUS, LEARNER, OPERATOR, RIVAL, VISITORS

ENTERED = {200, 301, 302, 303, 400, 409, 410, 415, 422}
"""Let in: the page, where it leads to, or what is wrong with an empty form."""
OF_ALL = (ANONYMOUS, LEARNER, OPERATOR)
"""Enough for what says the same to everybody."""
UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAA"
SAYS_MORE = ("/confirm/", "/reset/", "/openings/still-open/", "/previews/")
"""A link that serves no longer says what to do instead; an old picture leads to today's."""


def said(house: House, visitor: str, probe: Probe, path: str) -> str:
    """What happened: `in`, `sign in`, or the status."""
    answer = house.ask(visitor, probe.method, path, FORMS.get(probe.endpoint))
    place = answer.headers.get("Location", "")
    if "/sign-in" in place or "/profile/start" in place:
        return "sign in"
    return "in" if answer.status_code in ENTERED else str(answer.status_code)


def wrong(house: House, tried: Iterable[Probe]) -> list[str]:
    """Answers that differ from the table, and refusals that changed something."""
    found = []
    for probe in tried:
        path = probe.path([house.found[name] for name in probe.names])
        for visitor in OF_ALL if probe.is_open else VISITORS:
            wanted = probe.answer(visitor, house.roles[visitor])
            got = said(house, visitor, probe, path)
            if got != wanted:
                found.append(f"{probe.method} {path}, {visitor}: {got}, not {wanted}")
            elif wanted == "404" and house.changed:
                found.append(f"{probe.method} {path}, {visitor}: refused, yet something changed")
    return found


def test_each_answers_as_the_table_says(house: House) -> None:
    assert wrong(house, probes(house.app)) == []


def test_what_does_not_exist_answers_like_what_is_somebody_else_s(house: House) -> None:
    found = []
    for probe in probes(house.app):
        if not probe.names or probe.pattern.startswith(SAYS_MORE):
            continue
        values = [*(house.found[name] for name in probe.names[:-1]), unknown(probe)]
        visitor = next(each for each in VISITORS if knows(house, probe, each))
        got = said(house, visitor, probe, probe.path(values))
        if got != "404":
            found.append(f"{probe.method} {probe.path(values)}, {visitor}: {got}")
    assert found == []


def unknown(probe: Probe) -> str:
    return "2147483647" if "<int" in probe.pattern else UNKNOWN


def knows(house: House, probe: Probe, visitor: str) -> bool:
    """Whether this visitor would be let in to the thing that exists."""
    return probe.answer(visitor, house.roles[visitor]) == "in"


def test_one_s_own_organisation_opens_nothing_of_another(house: House) -> None:
    """Two things in one address: the first is one's own, the second somebody else's."""
    own = {"centre": house.found["rival centre"], "employer": house.found["rival employer"]}
    # Who may do something everywhere has nothing of their own there.
    tried = [each for each in probes(house.app) if each.names[1:] and each.names[0] in own]
    assert tried
    for probe in tried:
        first, *others = probe.names
        path = probe.path([own[first], *(house.found[name] for name in others)])
        assert said(house, RIVAL, probe, path) == "404", path


def test_an_unknown_parameter_fails_loudly() -> None:
    app = Flask("later", static_folder=None)
    app.add_url_rule("/<any(fr, ar, en):lang>/centre/caravans/<public_id>", "centre.caravan")
    with pytest.raises(LookupError, match="/centre/caravans/<public_id>"):
        list(probes(app))


def test_the_matrix_sees_a_service_that_does_not_ask_whose_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anybody_s(database: Any, _account: int, public_id: str) -> Any:
        return database.scalar(select(Opening).where(Opening.public_id == public_id))

    monkeypatch.setattr(workspaces, "opening", anybody_s)
    tried = [each for each in probes(house.app) if each.endpoint == "employer.opening"]
    assert len(wrong(house, tried)) == len(VISITORS) - 2


@pytest.mark.parametrize("audience", [Audience.SIGNED_IN, Audience.ANYONE])
def test_the_matrix_sees_a_door_left_open(
    house: House, monkeypatch: pytest.MonkeyPatch, audience: Audience
) -> None:
    table = {**ENDPOINTS, "moderation.queue": audience}
    monkeypatch.setattr("skills4all.web.access.ENDPOINTS", table)
    tried = [each for each in probes(house.app) if each.endpoint == "moderation.queue"]
    assert wrong(house, tried)
