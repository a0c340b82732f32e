"""The map of the site: all that is public today, each page with its other languages.

A file holds fewer addresses than the 50,000 allowed: with the same page in each language beside it,
and Arabic titles written out, it must stay under 50 MB.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from flask import current_app, url_for

from skills4all.extensions import db
from skills4all.queries import public_addresses as rows
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web.addresses import absolute, slug
from skills4all.web.locale import DEFAULT_LANGUAGE, LANGUAGES

MOST = 10_000
"""Addresses of one file: about 18 MB when every title is a long Arabic one."""
PAGES = (
    "pathways.home",
    "pathways.about",
    "model_card.show",
    "catalogue.occupations",
    "catalogue.programmes",
    "catalogue.openings",
)
"""Pages that are there whatever the tables hold."""
KINDS = ("pages", *rows.KINDS)


def files(kind: str) -> int:
    """How many files a kind fills; none for a kind there is not, or with nothing to tell."""
    if kind == "pages":
        return 1
    if kind not in rows.KINDS:
        return 0
    total = rows.count(db.session(), kind, today(), invented=_invented())
    return -(-total // MOST)


def entries(language: str, kind: str, number: int) -> Iterator[str]:
    """The entries of file `number` of a kind."""
    return _pages(language) if kind == "pages" else _rows(language, kind, number)


def _pages(language: str) -> Iterator[str]:
    for endpoint in PAGES:
        yield _entry(_in_each(endpoint), language)
    for identifier in knowledge.vocabulary().occupations:
        yield _entry(_in_each("catalogue.occupation", identifier=identifier), language)


def _rows(language: str, kind: str, number: int) -> Iterator[str]:
    """Addresses are put together by hand: the router would take seconds for ten thousand."""
    starts = _in_each(f"catalogue.{kind.removesuffix('s')}", address="-")
    found = rows.part(
        db.session(),
        kind,
        today(),
        invented=_invented(),
        first=(number - 1) * MOST,
        most=MOST,
    )
    for row in found:
        tail = f"{quote(slug(row.title))}-{row.public_id}"
        here = {each: f"{start.removesuffix('-')}{tail}" for each, start in starts.items()}
        yield _entry(here, language, row.changed)


def _in_each(endpoint: str, **values: Any) -> dict[str, str]:
    """Language -> the absolute address of a page."""
    return {each: absolute(url_for(endpoint, lang=each, **values)) for each in LANGUAGES}


def _entry(here: dict[str, str], language: str, changed: datetime | None = None) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in (*here.items(), ("x-default", here[DEFAULT_LANGUAGE]))
    )
    when = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    return f"<url><loc>{escape(here[language])}</loc>{when}{others}</url>\n"


def _invented() -> bool:
    """Invented rows are told of only where nobody takes them for real."""
    return not current_app.config["S4A_SETTINGS"].production
