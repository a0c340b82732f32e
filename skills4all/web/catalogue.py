"""The public catalogue: roles, programmes, sessions, openings, pledges, organisations."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.matching.vocabulary import Occupation
from skills4all.models import OpeningStatus, ProgrammeStatus, utc_now
from skills4all.queries import by_place, catalogue, opening_lives, responsiveness
from skills4all.queries.catalogue import Filters
from skills4all.queries.outcomes import of_programme
from skills4all.services import catalogue_search, knowledge, near_roles, small_numbers
from skills4all.services.calendar import today
from skills4all.services.enrolments.open_to_requests import OPEN, why_closed
from skills4all.services.indexing import OPENINGS, PROGRAMMES
from skills4all.web import active_filters, announced, gone
from skills4all.web.addresses import Noun, page_of, public_id, tail
from skills4all.web.choices import Choice, place_groups, places_within
from skills4all.web.locale import reader_language
from skills4all.web.pathways import live_indexes
from skills4all.web.role_names import other_names
from skills4all.web.wording import CONTRACTS, MODES

blueprint = Blueprint("catalogue", __name__)

FILTERS = ("place", "mode", "free", "contract", "remote", "occupation")


@blueprint.get("/occupations")
def occupations() -> str:
    """All roles, by family."""
    language = reader_language()
    families: dict[str, list[Occupation]] = {}
    for role in knowledge.vocabulary().occupations.values():
        families.setdefault(role.family, []).append(role)
    for roles in families.values():
        roles.sort(key=lambda role: role.label(language))
    return render_template("public/occupations.html", families=families)


@blueprint.get("/occupations/<identifier>")
def occupation(identifier: str) -> ResponseReturnValue:
    """What a role is, what it asks, who teaches it and who hires for it."""
    known = knowledge.vocabulary().occupations.get(knowledge.vocabulary().current(identifier))
    if known is None:
        raise NotFound(kind="occupation")
    database, filters = db.session(), Filters(occupation=known.id)
    return render_template(
        "public/occupation.html",
        occupation=known,
        today=today(),
        programmes=catalogue.programmes(database, today(), filters, None, 1),
        openings=catalogue.openings(database, today(), filters, None, 1),
        announced=announced.role(known),
        pays=catalogue.pays(database, today(), known.id),
        also_called=other_names(known, reader_language()),
        near=near_roles.near(known),
    )


@blueprint.get("/programmes")
def programmes() -> str:
    """Programmes, searched by words and filtered."""
    page = catalogue.programmes(
        db.session(), today(), _filters(), _found(PROGRAMMES), _page_number()
    )
    feed = announced.sessions_feed(_filters().occupation, _place())
    return render_template(
        "public/programmes.html",
        page=page,
        today=today(),
        announced=announced.catalogue_list(feed),
        **_search_form(PROGRAMMES),
    )


@blueprint.get("/openings")
def openings() -> str:
    """Openings, searched by words and filtered."""
    page = catalogue.openings(db.session(), today(), _filters(), _found(OPENINGS), _page_number())
    employers = {row.organisation_id for row in page.rows}  # type: ignore[attr-defined]
    answers = responsiveness.of_employers(db.session(), employers, utc_now())
    feed = announced.openings_feed(_filters().occupation, _place())
    return render_template(
        "public/openings.html",
        page=page,
        answers=answers,
        by_region=_openings_by_region(),
        today=today(),
        announced=announced.catalogue_list(feed),
        **_search_form(OPENINGS),
    )


def _openings_by_region() -> dict[str, int]:
    """How many fit the other filters in each region. Words are not counted: the index ranks them,
    and says nothing of where.
    """
    elsewhere = replace(_filters(), places=())
    return small_numbers.sums(by_place.openings(db.session(), today(), elsewhere))


@blueprint.get("/programmes/<address>")
def programme(address: str) -> ResponseReturnValue:
    """A programme with its coming sessions; 410 once it is archived."""
    found = catalogue.programme(db.session(), public_id(address))
    if found is None or found.status in (ProgrammeStatus.DRAFT, ProgrammeStatus.PENDING,
                                         ProgrammeStatus.REJECTED):  # fmt: skip
        raise NotFound(kind="programme")
    if found.status is ProgrammeStatus.ARCHIVED:
        if found.published_at is None:
            raise NotFound(kind="programme")
        return gone.programme(found)
    coming = [each for each in found.sessions if each.status in OPEN and each.ends_on >= today()]
    return _at_home(found, address) or render_template(
        "public/programme.html",
        programme=found,
        today=today(),
        announced=announced.programme(found, coming),
        outcomes=of_programme(db.session(), found.id),
    )


@blueprint.get("/sessions/<address>")
def session(address: str) -> ResponseReturnValue:
    """One dated run: where, when, how much, how many seats are left; 410 once it is over."""
    found = catalogue.session(db.session(), public_id(address))
    if found is None or not gone.was_public(found):
        raise NotFound(kind="session")
    if gone.session_is_over(found, today()):
        return gone.session(found)
    return _at_home(found, address) or render_template(
        "public/session.html",
        session=found,
        programme=found.programme,
        open_to_requests=why_closed(found, today()) is None,
        today=today(),
        announced=announced.session(found),
    )


@blueprint.get("/openings/<address>")
def opening(address: str) -> ResponseReturnValue:
    """An opening; 410 once it is closed or expired."""
    found = catalogue.opening(db.session(), public_id(address))
    if found is None or found.status in (OpeningStatus.DRAFT, OpeningStatus.PENDING,
                                         OpeningStatus.REJECTED):  # fmt: skip
        raise NotFound(kind="opening")
    over = (day for day in (found.deadline, found.expires_on) if day is not None and day < today())
    if found.status is not OpeningStatus.PUBLISHED or any(over):
        if found.published_at is None:
            raise NotFound(kind="opening")
        like = opening_lives.similar(db.session(), found, today())
        return render_template("public/opening_closed.html", opening=found, similar=like), 410
    return _at_home(found, address) or render_template(
        "public/opening.html",
        opening=found,
        announced=announced.opening(found, found.organisation.openings_paused_at is None),
        similar=opening_lives.similar(db.session(), found, today()),
        answers=responsiveness.of_employer(db.session(), found.organisation_id, utc_now()),
    )


@blueprint.get("/pledges/<address>")
def pledge(address: str) -> ResponseReturnValue:
    """Jobs promised before anyone is trained for them; 410 once the promise is taken back."""
    found = catalogue.pledge(db.session(), public_id(address))
    if found is not None and gone.pledge_is_over(found):
        return gone.pledge(found)
    if found is None or found.status.value not in ("published", "fulfilled"):
        raise NotFound(kind="pledge")
    # What its programme says now may wait for a moderator again: then only the dates are told.
    public = found.session and catalogue.session(db.session(), found.session.public_id)
    if public and public.programme.status is not ProgrammeStatus.PUBLISHED:
        public = None
    return _at_home(found, address) or render_template(
        "public/pledge.html",
        pledge=found,
        public_session=public,
        announced=announced.pledge(found),
    )


@blueprint.get("/organisations/<address>")
def organisation(address: str) -> ResponseReturnValue:
    """Who an organisation is and what it offers today."""
    found = catalogue.organisation(db.session(), public_id(address), today())
    if found is None:
        raise NotFound(kind="organisation")
    return _at_home(found.organisation, address) or render_template(
        "public/organisation.html",
        showcase=found,
        answers=responsiveness.of_employer(db.session(), found.organisation.id, utc_now()),
        today=today(),
        announced=announced.organisation_page(found.organisation),
    )


def _at_home(noun: Noun, address: str) -> ResponseReturnValue | None:
    """A redirect when the slug is not the one of today; None when it is."""
    return None if address == tail(noun) else redirect(page_of(noun), 301)


def _page_number() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _found(index: str) -> list[str] | None:
    """What the index finds for the words typed; None when nothing was."""
    words, live = request.args.get("q", "").strip(), live_indexes().get(index)
    if not words or live is None:
        return None
    return catalogue.search(live, catalogue_search.terms(live, words))


def _filters() -> Filters:
    """The filters of the address; an unknown value filters nothing."""
    args, known = request.args, knowledge.vocabulary()
    occupation = known.current(args.get("occupation", ""))
    mode, contract = args.get("mode"), args.get("contract")
    return Filters(
        places=places_within(args.get("place", "")),
        mode=mode if mode in MODES else None,
        free=args.get("free") == "1",
        occupation=occupation if occupation in known.occupations else None,
        contract=contract if contract in CONTRACTS else None,
        remote=args.get("remote") == "1",
    )


def _place() -> str | None:
    """The place of the address, if it is one."""
    place = request.args.get("place", "")
    return place if place in knowledge.vocabulary().places else None


def _search_form(index: str) -> dict[str, object]:
    """`preparing`: words were typed that nothing can search yet, so everything is shown."""
    args = request.args
    return {
        "preparing": bool(args.get("q", "").strip()) and live_indexes().get(index) is None,
        "args": args,
        "active": sum(bool(args.get(name)) for name in FILTERS),
        "under": active_filters.in_words(args),
        "place_groups": place_groups(with_regions=True),
        "mode_choices": [Choice(mode, str(text)) for mode, text in MODES.items()],
        "contract_choices": [Choice(kind, str(text)) for kind, text in CONTRACTS.items()],
    }
