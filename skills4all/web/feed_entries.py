"""Openings and sessions as entries of a feed, with the facts of their cards."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask_babel import gettext as _

from skills4all.models import Opening, Session
from skills4all.web import atom
from skills4all.web.addresses import absolute, page_of
from skills4all.web.locale import day, money
from skills4all.web.wording import CONTRACTS, MODES, label, slots_text

SINCE = "2026"
"""The year from which our tag addresses (RFC 4151) hold; never to be changed."""


def of_opening(row: Opening) -> atom.Entry:
    return atom.Entry(
        id=_tag("openings", row.public_id),
        title=_title(row.title, row.is_demo),
        title_language=row.content_language,
        address=absolute(page_of(row)),
        author=row.organisation.name,
        summary=_facts(_facts_of_opening(row)),
        updated=row.updated_at,
        published=row.published_at,
        categories=_categories(row.occupation_id),
    )


def _facts_of_opening(row: Opening) -> Iterable[object]:
    yield label("place", row.place_id)
    yield _("télétravail possible") if row.remote else ""
    yield CONTRACTS[row.contract] if row.contract else ""
    yield _pay(row.pay_min, row.pay_max)
    yield _("candidature jusqu’au %(day)s", day=day(row.deadline)) if row.deadline else ""


def of_session(row: Session) -> atom.Entry:
    programme = row.programme
    return atom.Entry(
        id=_tag("sessions", row.public_id),
        title=_title(programme.title, row.is_demo),
        title_language=programme.content_language,
        address=absolute(page_of(row)),
        author=programme.organisation.name,
        summary=_facts(_facts_of_session(row)),
        updated=row.updated_at,
        published=row.created_at,
        categories=_categories(programme.occupation_id),
    )


def _facts_of_session(row: Session) -> Iterable[object]:
    price = row.programme.price if row.price is None else row.price
    yield _("du %(first)s au %(last)s", first=day(row.starts_on), last=day(row.ends_on))
    yield label("place", row.place_id)
    yield MODES[row.mode or row.programme.mode]
    yield slots_text(row)
    yield money(price) if price else _("gratuit")
    yield _("Inscription jusqu’au %(day)s", day=day(row.enrol_by)) if row.enrol_by else ""


def _facts(facts: Iterable[object]) -> str:
    return " · ".join(text for fact in facts if (text := str(fact)))


def _pay(least: int | None, most: int | None) -> str:
    if least and most and least != most:
        text = _("%(least)s à %(most)s brut par mois", least=money(least), most=money(most))
    elif least or most:
        text = _("%(amount)s brut par mois", amount=money(least or most))
    else:
        return ""
    return str(text)


def _title(title: str, is_demo: bool) -> str:
    """Invented rows say so wherever they go."""
    return f"{title} ({_('Démonstration')})" if is_demo else title


def _categories(occupation: str | None) -> tuple[tuple[str, str], ...]:
    return ((occupation, label("occupation", occupation)),) if occupation else ()


def _tag(kind: str, public_id: str) -> str:
    host = urlsplit(absolute("")).hostname
    return f"tag:{host},{SINCE}:{kind}/{public_id}"
