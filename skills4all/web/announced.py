"""What a page announces of itself beside its words: for search engines, and for whoever shares it.

Owns the choice: which things, picture, feeds and dates stand in the head of a page. Nothing here
knows who is reading, and of the answers in an address nothing is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from skills4all.matching.vocabulary import Occupation
from skills4all.models import Opening, Organisation, Pledge, Programme, Session
from skills4all.web import previews
from skills4all.web.addresses import Noun, absolute, page_of
from skills4all.web.locale import reader_language
from skills4all.web.structured import facts, website
from skills4all.web.structured.course import course
from skills4all.web.structured.job_posting import job_posting
from skills4all.web.structured.occupation import occupation
from skills4all.web.structured.organisation import organisation


@dataclass(frozen=True)
class Feed:
    """A list one can follow: its title and its absolute address."""

    title: str
    address: str


def openings_feed(occupation: str | None = None, region: str | None = None) -> Feed:
    """The newest openings, or those of an occupation or of a place."""
    address = url_for("feeds.openings", occupation=occupation, region=region)
    return Feed(_("Nouvelles offres d’emploi"), absolute(address))


def sessions_feed(occupation: str | None = None, region: str | None = None) -> Feed:
    """The newest sessions, likewise."""
    address = url_for("feeds.sessions", occupation=occupation, region=region)
    return Feed(_("Nouvelles sessions de formation"), absolute(address))


@dataclass(frozen=True)
class Announced:
    """`kind` is that of Open Graph; `indexed` false: no search engine may list the page."""

    data: tuple[facts.Data, ...] = ()
    kind: str = "website"
    picture: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    feeds: Sequence[Feed] = ()
    indexed: bool = True

    def blocks(self) -> list[Markup]:
        """The data blocks of the head; none where the page is not to be found."""
        return [facts.script(each) for each in self.data] if self.indexed else []


def is_told(row: Noun) -> bool:
    """Whether machines are told of a row: invented ones stay out of a real site's announcements."""
    return not (row.is_demo and current_app.config["S4A_SETTINGS"].production)


def site() -> Announced:
    language = reader_language()
    data = website.website(
        language,
        absolute("/"),
        absolute(url_for("pathways.home")),
        absolute(url_for("catalogue.openings")),
    )
    return Announced((data,))


def catalogue_list(*feeds: Feed) -> Announced:
    return Announced(feeds=feeds)


def role(known: Occupation) -> Announced:
    page = absolute(url_for("catalogue.occupation", identifier=known.id))
    data = occupation(known, reader_language(), page)
    feeds = (openings_feed(known.id), sessions_feed(known.id))
    return Announced((data,), "article", previews.of_role(known.id), feeds=feeds)


def pathway(occupation_id: str) -> Announced:
    """A shared pathway shows its role; what its address answers is nobody else's business."""
    return Announced((), "article", previews.of_role(occupation_id))


def opening(row: Opening, is_open: bool) -> Announced:
    """`is_open`: people can apply today; else there is no job to announce."""
    data = (job_posting(row, reader_language(), _address_of),) if is_open else ()
    return _of(row, data, row.published_at, row.updated_at, indexed=is_open)


def programme(row: Programme, sessions: Sequence[Session]) -> Announced:
    data = course(row, sessions, reader_language(), _address_of)
    return _of(row, (data,), row.published_at, row.updated_at)


def session(row: Session) -> Announced:
    data = course(row.programme, [row], reader_language(), _address_of)
    return _of(row, (data,), None, row.updated_at)


def pledge(row: Pledge) -> Announced:
    """No JobPosting: the jobs depend on a training, and nobody can apply for them yet."""
    return _of(row, (), row.published_at, row.updated_at)


def organisation_page(row: Organisation) -> Announced:
    data = organisation(row, reader_language(), _address_of)
    return _of(row, (data,), None, None, kind="website")


def _of(
    row: Noun,
    data: tuple[facts.Data, ...],
    published: datetime | None,
    modified: datetime | None,
    *,
    kind: str = "article",
    indexed: bool = True,
) -> Announced:
    picture = previews.of_row(row)
    return Announced(data, kind, picture, published, modified, indexed=indexed and is_told(row))


def _address_of(row: Noun) -> str:
    return absolute(page_of(row))
