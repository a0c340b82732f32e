"""What search engines ask first: `/robots.txt` and the site map, by language and by kind."""

from xml.sax.saxutils import escape

from flask import Blueprint, Response, url_for

from skills4all.errors import NotFound
from skills4all.web import conditional, site_map
from skills4all.web.addresses import absolute
from skills4all.web.locale import LANGUAGES

blueprint = Blueprint("crawlers", __name__)

SECONDS = 60 * 60
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
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
    "low-data/",
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
    filled = {kind: site_map.files(kind) for kind in site_map.KINDS}
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
    if not 1 <= number <= site_map.files(kind):
        raise NotFound(kind="sitemap")
    entries = site_map.entries(language, kind, number)
    return _xml(f"<urlset {NAMESPACES}>\n{''.join(entries)}</urlset>\n")


def _xml(body: str) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    return conditional.answer(text.encode(), "application/xml", SECONDS)
