"""The indexes follow what is public, change by change, and come back whole from any damage."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import update

from skills4all.background import index_refresh
from skills4all.matching.index.files import MANIFEST
from skills4all.models import Opening, OrganisationKind
from skills4all.services.calendar import today
from skills4all.services.indexing import OPENINGS, PROGRAMMES, SESSIONS, building
from skills4all.services.indexing.live import NAMES, LiveIndexes
from skills4all.services.moderation.suspend import lift, suspend
from skills4all.services.openings.close_opening import close_opening
from skills4all.services.openings.edit_opening import edit_opening
from skills4all.services.programmes.archive_programme import archive_programme
from skills4all.services.programmes.close_session import cancel_session
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.indexing.conftest import Place
from tests.services.market import opening_draft


def test_a_published_opening_comes_and_a_closed_one_goes(place: Place) -> None:
    market = place.market
    opening = market.published_opening(place.owner, place.employer)
    assert opening.public_id not in place.ids(OPENINGS), "nothing before the commit"
    assert place.work() >= 1
    assert place.ids(OPENINGS) == {opening.public_id}
    close_opening(market.database, place.owner, opening.public_id, opening.revision)
    place.work()
    assert place.ids(OPENINGS) == set()


def test_an_edit_is_found_by_its_new_words_and_no_more_by_the_old(place: Place) -> None:
    market = place.market
    opening = market.published_opening(place.owner, place.employer, title="Veilleur de nuit")
    place.work()
    index = place.live.get(OPENINGS)
    assert index is not None
    assert [name for name, _ in index.query(["w:veilleur"])] == [opening.public_id]
    edit_opening(
        market.database,
        place.owner,
        opening.public_id,
        opening.revision,
        opening_draft(title="Gardienne de phare"),
        today(),
    )
    market.approve(market._moderator(), "opening", opening)
    place.work()
    index = place.live.get(OPENINGS)
    assert index is not None
    assert index.query(["w:veilleur"]) == []
    assert [name for name, _ in index.query(["w:phare"])] == [opening.public_id]


def test_what_is_not_approved_yet_leaves(place: Place) -> None:
    market = place.market
    opening = market.published_opening(place.owner, place.employer)
    place.work()
    edit_opening(
        market.database,
        place.owner,
        opening.public_id,
        opening.revision,
        opening_draft(title="Tout autre chose"),
        today(),
    )
    place.work()
    assert place.ids(OPENINGS) == set()


def test_programmes_and_sessions_come_and_go(place: Place) -> None:
    market, owner = place.market, place.owner
    centre = market.verified(owner, OrganisationKind.CENTRE, name="Atlas Formation")
    programme = market.programme(owner, centre)
    one, two = market.session(owner, programme), market.session(owner, programme)
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(market._moderator(), "programme", programme)
    place.work()
    assert place.ids(PROGRAMMES) == {programme.public_id}
    assert place.ids(SESSIONS) == {one.public_id, two.public_id}
    cancel_session(market.database, owner, one.public_id, one.revision, "Salle fermée")
    place.work()
    assert place.ids(SESSIONS) == {two.public_id}
    archive_programme(market.database, owner, programme.public_id, programme.revision)
    place.work()
    assert place.ids(PROGRAMMES) == place.ids(SESSIONS) == set()


def test_with_an_organisation_goes_all_it_has(place: Place) -> None:
    market, moderator = place.market, place.market._moderator()
    opening = market.published_opening(place.owner, place.employer)
    place.work()
    identifier = place.employer.public_id
    suspend(market.database, moderator, identifier, place.employer.revision, "Signalements fondés")
    place.work()
    assert place.ids(OPENINGS) == set()
    lift(market.database, moderator, identifier, place.employer.revision)
    place.work()
    assert place.ids(OPENINGS) == {opening.public_id}


def test_a_promise_kept_twice_changes_nothing(place: Place) -> None:
    opening = place.market.published_opening(place.owner, place.employer)
    place.work()
    index = place.live.get(OPENINGS)
    assert index is not None
    before = index.query(["s:python", "w:data"])
    changes = {OPENINGS: [opening.public_id]}
    building.apply(place.market.database, place.folder, changes, today())
    building.apply(place.market.database, place.folder, changes, today())
    again = place.live.get(OPENINGS)
    assert again is not None
    assert again.query(["s:python", "w:data"]) == before


def test_edits_end_where_a_new_build_would(place: Place) -> None:
    market = place.market
    titles = ("Analyste de données", "Développeuse web", "Technicien réseau", "Testeuse logiciel")
    for title in titles:
        market.published_opening(place.owner, place.employer, title=title)
        place.work()
    edited = place.live.get(OPENINGS)
    assert edited is not None
    edited.reweight()
    building.build(market.database, place.folder, today())
    built = LiveIndexes(place.folder).get(OPENINGS)
    assert built is not None
    for terms in (["s:python", "w:donnee"], ["w:reseau"], ["w:testeuse", "w:rif"]):
        assert edited.query(terms) == built.query(terms) != []


def test_the_night_brings_what_dates_change(place: Place) -> None:
    market = place.market
    opening = market.published_opening(place.owner, place.employer)
    place.work()
    later = today() + timedelta(days=61)
    assert building.reconcile(market.database, place.folder, today()) == 0
    assert building.reconcile(market.database, place.folder, later) == 1
    assert place.ids(OPENINGS) == set()
    market.database.execute(
        update(Opening)
        .where(Opening.id == opening.id)
        .values(expires_on=later + timedelta(days=5), deadline=None)
    )
    market.database.commit()
    assert building.reconcile(market.database, place.folder, later) == 1
    assert place.ids(OPENINGS) == {opening.public_id}


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_index_is_made_anew_and_meanwhile_the_old_one_serves(
    place: Place, name: str
) -> None:
    place.market.published_opening(place.owner, place.employer)
    place.work()
    before = place.live.get(name)
    assert before is not None
    (place.folder / name / MANIFEST).write_text('{"format": 1}')
    assert place.live.get(name) is before
    assert LiveIndexes(place.folder).get(name) is None
    assert index_refresh.mend(place.app) == [name]
    assert index_refresh.mend(place.app) == []
    mended = LiveIndexes(place.folder).get(name)
    assert mended is not None
    assert mended.ids == before.ids


def test_a_whole_folder_that_is_gone_comes_back(place: Place) -> None:
    shutil.rmtree(place.folder)
    assert set(index_refresh.mend(place.app)) == set(NAMES)
    assert set(LiveIndexes(place.folder).all()) == set(NAMES)


def test_a_change_finds_a_damaged_index_and_builds_it(place: Place) -> None:
    (place.folder / OPENINGS / MANIFEST).unlink()
    opening = place.market.published_opening(place.owner, place.employer)
    place.work()
    assert set(LiveIndexes(place.folder).all()[OPENINGS].ids) == {opening.public_id}


def test_the_version_moves_with_every_change(place: Place) -> None:
    before = place.live.version
    assert before == place.live.version != ""
    place.market.published_opening(place.owner, place.employer)
    place.work()
    assert place.live.version != before
