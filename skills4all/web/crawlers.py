"""What search engines ask first: `/robots.txt` and the site map, by language and by kind.

Only what is public today is told. A map holds fewer addresses than the 50,000 allowed: with the
same page in each language beside it, and Arabic titles written out, it must stay under 50 MB.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response, current_app, url_for

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.queries import public_addresses as rows
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.web import conditional
from skills4all.web.addresses import absolute, slug
from skills4all.web.locale import DEFAULT_LANGUAGE, LANGUAGES

blueprint = Blueprint("crawlers", __name__)

SECONDS = 60 * 60
MOST = 10_000
"""Addresses of one map: about 18 MB when every title is a long Arabic one."""
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
PAGES = (
    "pathways.home",
    "pathways.about",
    "model_card.show",
    "catalogue.occupations",
    "catalogue.programmes",
    "catalogue.openings",
)
"""Pages that are there whatever the tables hold."""
PRIVATE = (
    "alerts/",
    "centre/",
    "certificates/",
    "confirm",
    "design",
    "employer/",
    "erased",
    "institution/",
    "invitations/",
    "moderation/",
    "my",
    "openings/still-open/",
    "operator/",
    "outcomes/",
    "profile",
    "report/",
    "reset",
    "roles/read",
    "sign-up/written",
    "signed-out",
    "verify",
)
"""Starts of paths that are for one person, or only lead to a form. Never a page to be found."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Results for somebody's answers may be fetched, so that a shared link has its preview and a
    search engine reads `noindex`; private pages may not.
    """
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{language}/{path}" for language in LANGUAGES for path in PRIVATE]
    lines += ["Disallow: /api/", f"Sitemap: {absolute(url_for('.sitemap_index'))}"]
    return conditional.answer("\n".join((*lines, "")).encode(), "text/plain", SECONDS)


@blueprint.get("/sitemap.xml")
def sitemap_index() -> Response:
    """The maps of all languages."""
    filled = {kind: _maps(kind) for kind in ("pages", *rows.KINDS)}
    places = [
        url_for(".sitemap", language=language, kind=kind, number=number)
        for language in LANGUAGES
        for kind, maps in filled.items()
        for number in range(1, maps + 1)
    ]
    listed = "".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>\n" for path in places)
    return _xml(f"<sitemapindex {NAMESPACES}>\n{listed}</sitemapindex>\n")


@blueprint.get(f"/sitemaps/<any({', '.join(LANGUAGES)}):language>/<kind>-<int:number>.xml")
def sitemap(language: str, kind: str, number: int) -> Response:
    """One map: the addresses of a kind in a language, each with its other languages."""
    if not 1 <= number <= _maps(kind):
        raise NotFound(kind="sitemap")
    entries = _pages(language) if kind == "pages" else _rows(language, kind, number)
    return _xml(f"<urlset {NAMESPACES}>\n{''.join(entries)}</urlset>\n")


def _maps(kind: str) -> int:
    """How many maps a kind fills; none for a kind there is not, or with nothing to tell."""
    if kind == "pages":
        return 1
    if kind not in rows.KINDS:
        return 0
    total = rows.count(db.session(), kind, today(), invented=_invented())
    return -(-total // MOST)


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


def _xml(body: str) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    return conditional.answer(text.encode(), "application/xml", SECONDS)


def _invented() -> bool:
    """Invented rows are told of only where nobody takes them for real."""
    return not current_app.config["S4A_SETTINGS"].production
