"""Feeds one can follow without an account: new openings and sessions, by place and occupation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import TIMEZONE, Opening, Session
from skills4all.queries import newest as rows
from skills4all.queries.newest import Told
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web import atom, conditional
from skills4all.web.addresses import absolute, page_of
from skills4all.web.choices import places_within
from skills4all.web.locale import day, money, reader_language
from skills4all.web.wording import CONTRACTS, MODES, label, slots_text

blueprint = Blueprint("feeds", __name__)

SECONDS = 15 * 60
SINCE = "2026"
"""The year from which our tag addresses (RFC 4151) hold; never to be changed."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Raises `NotFound` for a place or an occupation we do not know:
    a feed that silently follows something else would be believed.
    """

    region: str | None
    occupation: str | None

    @classmethod
    def read(cls) -> "Asked":
        region, occupation = request.args.get("region"), request.args.get("occupation")
        known = knowledge.vocabulary()
        occupation = known.current(occupation) if occupation else None
        if (region and region not in known.places) or (
            occupation and occupation not in known.occupations
        ):
            raise NotFound(kind="feed")
        return cls(region or None, occupation)

    @property
    def told(self) -> Told:
        invented = not current_app.config["S4A_SETTINGS"].production
        return Told(places_within(self.region or ""), self.occupation, invented)

    @property
    def narrowed(self) -> str:
        """What the feed is narrowed to, for its title."""
        names = (label("occupation", self.occupation), label("place", self.region))
        return " · ".join(name for name in names if name)


@blueprint.get("/openings.atom")
def openings() -> Response:
    """The newest openings."""
    asked = Asked.read()
    entries = [_opening(row) for row in rows.newest_openings(db.session(), today(), asked.told)]
    return _answer(asked, "openings", _("Nouvelles offres d’emploi"), entries)


@blueprint.get("/sessions.atom")
def sessions() -> Response:
    """The newest sessions that can be booked."""
    asked = Asked.read()
    entries = [_session(row) for row in rows.newest_sessions(db.session(), today(), asked.told)]
    return _answer(asked, "sessions", _("Nouvelles sessions de formation"), entries)


def _answer(asked: Asked, kind: str, title: str, entries: Sequence[atom.Entry]) -> Response:
    # What expires leaves the list at midnight, without any row having changed.
    midnight = datetime.combine(today(), time.min, ZoneInfo(TIMEZONE)).astimezone(UTC)
    changed = max([midnight, *(entry.updated for entry in entries)])
    narrowed: dict[str, Any] = {"region": asked.region, "occupation": asked.occupation}
    page = "catalogue.openings" if kind == "openings" else "catalogue.programmes"
    address = absolute(url_for(f"feeds.{kind}", **narrowed))
    feed = atom.Feed(
        id=address,
        title=" – ".join(part for part in (title, asked.narrowed, "Skills4all") if part),
        subtitle=_("Publié par des organisations vérifiées, encore ouvert aujourd’hui."),
        language=reader_language(),
        address=address,
        page=absolute(url_for(page, place=asked.region, occupation=asked.occupation)),
        updated=changed,
        entries=entries,
    )
    return conditional.answer(atom.document(feed), "application/atom+xml", SECONDS, changed)


def _opening(row: Opening) -> atom.Entry:
    return atom.Entry(
        id=_tag("openings", row.public_id),
        title=_title(row.title, row.is_demo),
        title_language=row.content_language,
        address=absolute(page_of(row)),
        author=row.organisation.name,
        summary=_facts(_of_opening(row)),
        updated=row.updated_at,
        published=row.published_at,
        categories=_categories(row.occupation_id),
    )


def _of_opening(row: Opening) -> Iterable[object]:
    yield label("place", row.place_id)
    yield _("télétravail possible") if row.remote else ""
    yield CONTRACTS[row.contract] if row.contract else ""
    yield _pay(row.pay_min, row.pay_max)
    yield _("candidature jusqu’au %(day)s", day=day(row.deadline)) if row.deadline else ""


def _session(row: Session) -> atom.Entry:
    programme = row.programme
    return atom.Entry(
        id=_tag("sessions", row.public_id),
        title=_title(programme.title, row.is_demo),
        title_language=programme.content_language,
        address=absolute(page_of(row)),
        author=programme.organisation.name,
        summary=_facts(_of_session(row)),
        updated=row.updated_at,
        published=row.created_at,
        categories=_categories(programme.occupation_id),
    )


def _of_session(row: Session) -> Iterable[object]:
    price = row.programme.price if row.price is None else row.price
    yield _("du %(first)s au %(last)s", first=day(row.starts_on), last=day(row.ends_on))
    yield label("place", row.place_id)
    yield MODES[row.mode or row.programme.mode]
    yield slots_text(row)
    yield money(price) if price else _("gratuit")
    yield _("Inscription jusqu’au %(day)s", day=day(row.enrol_by)) if row.enrol_by else ""


def _facts(facts: Iterable[object]) -> str:
    return " · ".join(text for fact in facts if (text := str(fact)))


def _pay(least: int | None, most: int | None) -> str:
    if least and most and least != most:
        text = _("%(least)s à %(most)s brut par mois", least=money(least), most=money(most))
    elif least or most:
        text = _("%(amount)s brut par mois", amount=money(least or most))
    else:
        return ""
    return str(text)


def _title(title: str, is_demo: bool) -> str:
    """Invented rows say so wherever they go."""
    return f"{title} ({_('Démonstration')})" if is_demo else title


def _categories(occupation: str | None) -> tuple[tuple[str, str], ...]:
    return ((occupation, label("occupation", occupation)),) if occupation else ()


def _tag(kind: str, public_id: str) -> str:
    host = urlsplit(absolute("")).hostname
    return f"tag:{host},{SINCE}:{kind}/{public_id}"
