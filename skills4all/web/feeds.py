"""Feeds one can follow without an account: new openings and sessions, by place and occupation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import TIMEZONE
from skills4all.queries import newest as rows
from skills4all.queries.newest import Told
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web import atom, conditional, feed_entries
from skills4all.web.addresses import absolute
from skills4all.web.choices import places_within
from skills4all.web.locale import reader_language
from skills4all.web.wording import label

blueprint = Blueprint("feeds", __name__)

SECONDS = 15 * 60


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
    entries = [
        feed_entries.of_opening(row)
        for row in rows.newest_openings(db.session(), today(), asked.told)
    ]
    return _answer(asked, "openings", _("Nouvelles offres d’emploi"), entries)


@blueprint.get("/sessions.atom")
def sessions() -> Response:
    """The newest sessions that can be booked."""
    asked = Asked.read()
    entries = [
        feed_entries.of_session(row)
        for row in rows.newest_sessions(db.session(), today(), asked.told)
    ]
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
