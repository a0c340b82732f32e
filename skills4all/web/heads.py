"""The head of every page: its one true address, the same in other languages, its trail as data.

Of the query only the number of a page of a list is part of an address: what somebody answered,
searched or filtered is not, so neither a search engine nor a preview ever repeats it.
"""

from flask import Flask, g, request
from markupsafe import Markup

from skills4all.web import previews
from skills4all.web.addresses import absolute
from skills4all.web.locale import in_language
from skills4all.web.structured import facts
from skills4all.web.structured.breadcrumb import Trail, breadcrumb

LISTS = ("catalogue.programmes", "catalogue.openings")
OPEN_GRAPH_LOCALES = {"fr": "fr_FR", "ar": "ar_AR", "en": "en_GB"}
"""As the readers of Open Graph know them: their lists have no regional forms of Morocco."""


def canonical(language: str) -> str:
    """The absolute address of this page in `language`, without what was asked or answered."""
    path = in_language(language).split("?")[0]
    number = request.args.get("page", "")
    further = number.isdecimal() and len(number) < 6 and int(number) > 1
    if request.endpoint in LISTS and further and set(request.args) == {"page"}:
        path = f"{path}?page={int(number)}"
    return absolute(path)


def keep_trail(trail: Trail) -> str:
    """Remember the trail that the page shows; writes nothing."""
    g.trail = trail
    return ""


def trail_block() -> Markup | str:
    """The trail as data, once the page has shown it; nothing where a page has none."""
    trail = g.get("trail")
    return facts.script(breadcrumb(trail, absolute(""))) if trail else ""


def init_app(app: Flask) -> None:
    """Give templates the words of the head."""
    app.jinja_env.globals.update(
        canonical=canonical,
        keep_trail=keep_trail,
        trail_block=trail_block,
        site_picture=previews.of_site,
        open_graph_locales=OPEN_GRAPH_LOCALES,
        picture_size=previews.SIZE,
    )
