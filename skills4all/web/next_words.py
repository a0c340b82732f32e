"""What to do next, in words and with the page where it is done: the first block of each home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from skills4all.extensions import db
from skills4all.models import Learner, Organisation, utc_now
from skills4all.queries import learner_moves, next_moves
from skills4all.queries.learner_moves import Move as LearnerMove
from skills4all.queries.next_moves import Move
from skills4all.services.calendar import today
from skills4all.services.contacts.states import WAITS
from skills4all.services.openings.answering import LATE
from skills4all.web import next_words_of_learners as learner_words


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: what, where, and whether it cannot wait."""

    text: str
    href: str
    urgent: bool = False


URGENT = (
    *(Move.CORRECT_ORGANISATION, Move.ANSWER_LATE, Move.DECIDE_REPORTS),
    *(Move.MARK_ATTENDANCE, Move.CORRECT_PROGRAMME, Move.CORRECT_OPENING),
    *(LearnerMove.TAKE_SEAT, LearnerMove.ANSWER_CONTACT),
)


def for_centre(organisations: Sequence[Organisation]) -> list[Todo]:
    return _told(next_moves.of_centre(db.session(), organisations, today()))


def for_employer(organisations: Sequence[Organisation]) -> list[Todo]:
    late = utc_now() - LATE
    return _told(next_moves.of_employer(db.session(), organisations, today(), late))


def for_institution(organisations: Sequence[Organisation]) -> list[Todo]:
    return _told(next_moves.of_institution(db.session(), organisations))


def for_moderator() -> list[Todo]:
    return _told(next_moves.of_moderator(db.session()))


def for_learner(learner: Learner, address: dict[str, Any]) -> list[Todo]:
    """`address`: the learner's answers, for the pages that take them."""
    moves = learner_moves.of_learner(db.session(), learner, utc_now(), WAITS)
    return [
        Todo(learner_words.text(each), learner_words.page(each, address), each.move in URGENT)
        for each in moves
    ]


def _told(moves: Sequence[next_moves.Next]) -> list[Todo]:
    return [Todo(_text(each), _page(each), each.move in URGENT) for each in moves]


def _text(item: next_moves.Next) -> str:
    return str(_ONE[item.move]() if item.move in _ONE else _MANY[item.move](item.count))


_ONE = {
    Move.CORRECT_ORGANISATION: lambda: _("Corrigez la présentation de votre organisation"),
    Move.DESCRIBE_ORGANISATION: lambda: _("Dites en quelques lignes qui vous êtes"),
    Move.INVITE: lambda: _("Invitez une deuxième personne à agir avec vous"),
    Move.FIRST_PROGRAMME: lambda: _("Écrivez votre première formation"),
    Move.FIRST_OPENING: lambda: _("Écrivez votre première offre"),
    Move.FIND_PROFILES: lambda: _("Rien ne presse : cherchez des profils proches de vos offres"),
}
_MANY = {
    Move.MARK_ATTENDANCE: lambda n: ngettext(
        "%(num)s session est finie : dites qui est venu",
        "%(num)s sessions sont finies : dites qui est venu",
        n,
    ),
    Move.CERTIFY: lambda n: ngettext(
        "%(num)s session finie : des certificats restent à donner",
        "%(num)s sessions finies : des certificats restent à donner",
        n,
    ),
    Move.CORRECT_PROGRAMME: lambda n: ngettext(
        "%(num)s formation est à corriger", "%(num)s formations sont à corriger", n
    ),
    Move.FINISH_PROGRAMME: lambda n: ngettext(
        "%(num)s formation n’est pas encore envoyée",
        "%(num)s formations ne sont pas encore envoyées",
        n,
    ),
    Move.ADD_SESSION: lambda n: ngettext(
        "%(num)s formation publiée n’a pas de date à venir",
        "%(num)s formations publiées n’ont pas de date à venir",
        n,
    ),
    Move.ANSWER_LATE: lambda n: ngettext(
        "%(num)s offre a des candidatures sans réponse depuis plus d’une semaine",
        "%(num)s offres ont des candidatures sans réponse depuis plus d’une semaine",
        n,
    ),
    Move.READ_APPLICATIONS: lambda n: ngettext(
        "%(num)s offre a de nouvelles candidatures",
        "%(num)s offres ont de nouvelles candidatures",
        n,
    ),
    Move.CORRECT_OPENING: lambda n: ngettext(
        "%(num)s offre est à corriger", "%(num)s offres sont à corriger", n
    ),
    Move.CONFIRM_OPENING: lambda n: ngettext(
        "%(num)s offre expire cette semaine : est-elle toujours ouverte ?",
        "%(num)s offres expirent cette semaine : sont-elles toujours ouvertes ?",
        n,
    ),
    Move.FINISH_OPENING: lambda n: ngettext(
        "%(num)s offre n’est pas encore envoyée", "%(num)s offres ne sont pas encore envoyées", n
    ),
    Move.FINISH_PLEDGE: lambda n: ngettext(
        "%(num)s engagement d’embauche n’est pas encore envoyé",
        "%(num)s engagements d’embauche ne sont pas encore envoyés",
        n,
    ),
    Move.VERIFY_ORGANISATIONS: lambda n: ngettext(
        "%(num)s organisation à vérifier", "%(num)s organisations à vérifier", n
    ),
    Move.VERIFY_PROGRAMMES: lambda n: ngettext(
        "%(num)s formation à vérifier", "%(num)s formations à vérifier", n
    ),
    Move.VERIFY_OPENINGS: lambda n: ngettext(
        "%(num)s offre à vérifier", "%(num)s offres à vérifier", n
    ),
    Move.VERIFY_PLEDGES: lambda n: ngettext(
        "%(num)s engagement d’embauche à vérifier", "%(num)s engagements d’embauche à vérifier", n
    ),
    Move.DECIDE_REPORTS: lambda n: ngettext(
        "%(num)s signalement attend une décision", "%(num)s signalements attendent une décision", n
    ),
}
_ROW = {
    Move.CORRECT_ORGANISATION: "organisations.edit",
    Move.DESCRIBE_ORGANISATION: "organisations.edit",
    Move.INVITE: "members.show",
    Move.CORRECT_PROGRAMME: "centre.programme",
    Move.FINISH_PROGRAMME: "centre.programme",
    Move.ADD_SESSION: "centre.programme",
    Move.ANSWER_LATE: "applicants.of_opening",
    Move.READ_APPLICATIONS: "applicants.of_opening",
    Move.CORRECT_OPENING: "employer.opening",
    Move.CONFIRM_OPENING: "employer.opening",
    Move.FINISH_OPENING: "employer.opening",
    Move.FINISH_PLEDGE: "employer_pledges.pledge",
}
_SESSION = {
    Move.MARK_ATTENDANCE: "centre_enrolments.session",
    Move.CERTIFY: "centre_enrolments.session",
}
_ORGANISATION = {
    Move.FIRST_PROGRAMME: "centre.new_programme",
    Move.FIRST_OPENING: "employer.new_opening",
    Move.FIND_PROFILES: "employer_learners.search",
}


def _page(item: next_moves.Next) -> str:
    if item.move in _ROW:
        return url_for(_ROW[item.move], public_id=item.first.public_id)
    if item.move in _SESSION:
        return url_for(_SESSION[item.move], session_id=item.first.public_id)
    if item.move in _ORGANISATION:
        return url_for(_ORGANISATION[item.move], organisation_id=item.first.public_id)
    if item.move is Move.DECIDE_REPORTS:
        return url_for("desk_reports.show")
    return url_for("moderation.queue", kind=item.move.value.removeprefix("verify_"))
