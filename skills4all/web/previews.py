"""Pictures of pages where they are shared: their addresses, and the answer itself.

The address holds a digest of what the picture says, so it can be cached for ever. A picture is
drawn only for what is public now, in its present words: nobody can have others drawn.
"""

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Opening, Pledge, Programme, Session
from skills4all.queries import catalogue
from skills4all.services import knowledge, limits, previews
from skills4all.services.calendar import today
from skills4all.services.previews import Words
from skills4all.web import preview_words
from skills4all.web.addresses import Noun, absolute

blueprint = Blueprint("previews", __name__)

SIZE = (1200, 630)
SITE = "site"
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/previews/<kind>/<identifier>.<digest>.png")
def show(kind: str, identifier: str, digest: str) -> ResponseReturnValue:
    """The picture; a redirect to today's when its words have changed since."""
    words = _words(kind, identifier)
    if words is None:
        raise NotFound(kind="picture")
    if digest != words.digest:
        return redirect(_address(kind, identifier, words), 302)
    response = Response(_drawn(words), mimetype="image/png")
    response.headers["Cache-Control"] = FOR_EVER
    # Shown by other sites: that is what it is for.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def of_site() -> str:
    """The address of the picture of every page that has none of its own."""
    return absolute(_address(SITE, SITE, preview_words.of_site()))


def of_role(occupation_id: str) -> str:
    return absolute(_address("occupation", occupation_id, preview_words.of_role(occupation_id)))


def of_row(row: Noun) -> str:
    kind = type(row).__name__.lower()
    return absolute(_address(kind, row.public_id, preview_words.of_row(row)))


def _address(kind: str, identifier: str, words: Words) -> str:
    return url_for("previews.show", kind=kind, identifier=identifier, digest=words.digest)


def _drawn(words: Words) -> bytes:
    """From the disk, else drawn: that costs a core for a while, so it is counted."""
    settings = current_app.config["S4A_SETTINGS"]
    folder = settings.instance / "previews"
    drawn = previews.kept(folder, words)
    if drawn is None:
        secret, visitor = current_app.config["SECRET_KEY"], request.remote_addr or ""
        limits.refuse_too_many(db.engine, limits.PREVIEW_ADDRESS, visitor, secret=secret)
        drawn = previews.draw(folder, words)
    return drawn


def _words(kind: str, identifier: str) -> Words | None:
    """What the picture says now; None for what is not public."""
    if kind == SITE:
        return preview_words.of_site() if identifier == SITE else None
    if kind == "occupation":
        known = identifier in knowledge.vocabulary().occupations
        return preview_words.of_role(identifier) if known else None
    row = _public_row(kind, identifier)
    return preview_words.of_row(row) if row is not None else None


def _public_row(kind: str, identifier: str) -> Noun | None:
    database = db.session()
    if kind == "organisation":
        found = catalogue.organisation(database, identifier, today())
        return found.organisation if found else None
    if kind == "pledge":
        return _if(catalogue.pledge(database, identifier), "published", "fulfilled")
    if kind == "opening":
        return _if(catalogue.opening(database, identifier), "published")
    if kind == "programme":
        return _if(catalogue.programme(database, identifier), "published")
    if kind == "session":
        session = catalogue.session(database, identifier)
        public = session is not None and _if(session.programme, "published") is not None
        return _if(session, "published", "full") if public else None
    return None


def _if(row: Opening | Pledge | Programme | Session | None, *statuses: str) -> Noun | None:
    return row if row is not None and row.status.value in statuses else None
