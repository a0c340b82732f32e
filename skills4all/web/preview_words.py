"""What the picture of a page says where it is shared, in the reader's language."""

from dataclasses import replace

from flask_babel import gettext as _

from skills4all.models import Opening, Organisation, Pledge, Session
from skills4all.services import knowledge
from skills4all.services.previews import Words
from skills4all.web.addresses import Noun
from skills4all.web.locale import day, reader_language
from skills4all.web.wording import ORGANISATION_KINDS, label

LONGEST_TITLE = 140


def of_site() -> Words:
    return _say(
        "",
        _("De votre diplôme à un métier du numérique"),
        _("Métiers, compétences, formations et emplois au Maroc"),
    )


def of_role(occupation_id: str) -> Words:
    role = knowledge.vocabulary().occupations[occupation_id]
    return _say(
        _("Métier du numérique"),
        role.label(reader_language()),
        _("Ce qu’il demande, où se former, qui recrute"),
    )


def of_row(row: Noun) -> Words:
    """Invented rows say so wherever they go."""
    words = _said_of(row)
    return replace(words, kind=f"{words.kind} · {_('Démonstration')}") if row.is_demo else words


def _said_of(row: Noun) -> Words:
    if isinstance(row, Organisation):
        return _say(str(ORGANISATION_KINDS[row.kind]), row.name, label("place", row.place_id))
    if isinstance(row, Opening):
        return _say(_("Offre d’emploi"), row.title, _by(row.organisation, row.place_id))
    if isinstance(row, Pledge):
        role = label("occupation", row.occupation_id)
        return _say(_("Engagement d’embauche"), role, _by(row.organisation, row.place_id))
    if isinstance(row, Session):
        starts = _("Session du %(day)s", day=day(row.starts_on))
        return _say(starts, row.programme.title, _by(row.programme.organisation, row.place_id))
    return _say(_("Formation"), row.title, row.organisation.name)


def _by(organisation: Organisation, place_id: str | None) -> str:
    place = label("place", place_id)
    return f"{organisation.name} · {place}" if place else organisation.name


def _say(kind: object, title: object, line: object) -> Words:
    written = str(title)
    short = written if len(written) <= LONGEST_TITLE else f"{written[: LONGEST_TITLE - 1]}…"
    return Words(str(kind), short, str(line)[:LONGEST_TITLE], reader_language())
