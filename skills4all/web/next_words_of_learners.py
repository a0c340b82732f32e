"""The same for a learner: the chain from studies to a step taken, one line at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from skills4all.queries.learner_moves import Move, Next
from skills4all.web.wording import label


def text(item: Next) -> str:
    if item.move in _SENTENCES:
        return str(_SENTENCES[item.move]())
    if item.move is Move.TAKE_SEAT:
        title = item.first.session.programme.title
        when = _moment(item.until)
        return str(
            _(
                "Une place est gardée pour vous jusqu’au %(when)s : %(title)s",
                when=when,
                title=title,
            )
        )
    if item.move is Move.ANSWER_CONTACT:
        return str(
            ngettext(
                "%(num)s employeur attend votre réponse",
                "%(num)s employeurs attendent votre réponse",
                item.count,
            )
        )
    if item.move is Move.READ_MESSAGES:
        return str(ngettext("%(num)s message à lire", "%(num)s messages à lire", item.count))
    role = label("occupation", item.first.occupation_id)
    return str(_("Choisissez une session ou une offre pour devenir : %(role)s", role=role))


_SENTENCES = {
    Move.TELL_STUDIES: lambda: _("Dites ce que vous avez étudié"),
    Move.TELL_PLACE: lambda: _("Dites où vous vivez, pour voir ce qui est près de vous"),
    Move.REVIEW_SKILLS: lambda: _("Confirmez vos compétences : le résultat devient le vôtre"),
    Move.CHOOSE_ROLE: lambda: _("Choisissez un métier et gardez son parcours"),
    Move.LOOK_AGAIN: lambda: _("Tout est en route : voyez les offres d’aujourd’hui"),
}
_PAGES = {
    Move.ANSWER_CONTACT: "contacts.mine",
    Move.READ_MESSAGES: "steps.mine",
    Move.TELL_STUDIES: "profile.studies_step",
    Move.TELL_PLACE: "profile.place_step",
    Move.REVIEW_SKILLS: "profile.skills_step",
    Move.LOOK_AGAIN: "catalogue.openings",
}


def page(item: Next, address: dict[str, Any]) -> str:
    """`address`: the learner's answers, for the pages that take them."""
    if item.move is Move.TAKE_SEAT:
        return url_for("enrolments.show", public_id=item.first.public_id)
    if item.move is Move.CHOOSE_ROLE:
        return url_for("pathways.roles", **address)
    if item.move is Move.TAKE_A_STEP:
        return url_for("pathways.pathway", occupation=item.first.occupation_id, **address)
    return url_for(_PAGES[item.move])


def _moment(until: datetime | None) -> str:
    return format_datetime(until, "d MMMM H:mm") if until else ""
