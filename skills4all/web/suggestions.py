"""What someone may mean while they type, for the boxes that `js/suggest.js` helps.

The same for everybody and known until the vocabulary changes, so it may be kept by any cache. The
letters typed are never logged, and never more than a name's length of them is read.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext

from skills4all.extensions import db
from skills4all.services import knowledge, limits
from skills4all.services.name_search import name_meant, suggest
from skills4all.web.locale import reader_language

blueprint = Blueprint("suggestions", __name__)

MOST = 8
KEPT_SECONDS = 24 * 3600


@blueprint.get("/suggestions/skills")
def skills() -> Response:
    """Skills that `q` may be the start of, best first, and how many in words."""
    tag = f"{knowledge.vocabulary().version}-{reader_language()}"
    if request.if_none_match.contains_weak(tag):
        return _kept(Response(status=304), tag)
    secret = current_app.config["SECRET_KEY"]
    limits.refuse_too_many(
        db.engine, limits.SUGGESTION_ADDRESS, request.remote_addr or "", secret=secret
    )
    typed = request.args.get("q", "")
    found = [_shown(skill, typed) for skill in suggest("skill", typed, MOST)]
    said = (
        ngettext(
            "%(num)s proposition, flèche vers le bas pour choisir",
            "%(num)s propositions, flèche vers le bas pour choisir",
            len(found),
        )
        if found
        else _("Aucune proposition")
    )
    return _kept(jsonify(suggestions=found, said=said), tag)


def _shown(skill: str, typed: str) -> dict[str, str]:
    """The name in the reader's language; beside it the one that was typed, when it is another."""
    concept = knowledge.vocabulary().skills[skill]
    return {
        "name": concept.label(reader_language()),
        "also": name_meant(concept, typed, reader_language()),
    }


def _kept(answer: Response, tag: str) -> Response:
    answer.set_etag(tag, weak=True)
    answer.cache_control.public = True
    answer.cache_control.max_age = KEPT_SECONDS
    return answer
