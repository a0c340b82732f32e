"""Addresses of public nouns: `/<lang>/<noun>/<slug>-<id>`, where the id decides.

A wrong or old slug redirects to the right one; the last hyphen separates, since ids have none.
"""

import re
from collections.abc import Iterable
from typing import Any

from flask import Flask, current_app, url_for

from skills4all.matching.text import fold
from skills4all.models import Opening, Organisation, Pledge, Programme, Session

LONGEST_SLUG = 60
_NOT_WORD = re.compile(r"[^\w]+")

Noun = Programme | Session | Opening | Pledge | Organisation


def slug(text: str) -> str:
    """Letters and digits of `text`, folded, joined by hyphens; Arabic letters stay."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")[:LONGEST_SLUG].strip("-") or "x"


def public_id(address: str) -> str:
    """The id at the end of `<slug>-<id>`."""
    return address.rpartition("-")[2]


def tail(noun: Noun) -> str:
    """`<slug>-<id>` of a row."""
    return f"{slug(_title(noun))}-{noun.public_id}"


def _title(noun: Noun) -> str:
    if isinstance(noun, Session):
        return noun.programme.title
    if isinstance(noun, Organisation):
        return noun.name
    if isinstance(noun, Pledge):
        return noun.occupation_id
    return noun.title


def page_of(noun: Noun, **options: Any) -> str:
    """The address of the page of a row, in the reader's language."""
    return url_for(f"catalogue.{type(noun).__name__.lower()}", address=tail(noun), **options)


def absolute(path: str) -> str:
    """A path of this site as the address people type, whatever host the request came by."""
    return f"{current_app.config['S4A_SETTINGS'].base_url}{path}"


def arguments(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Query pairs as arguments of `url_for`, without the names that mean something to it."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if not name.startswith("_") and name not in ("lang", "endpoint"):
            found.setdefault(name, []).append(value)
    return found


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(page_of=page_of, address_tail=tail, url_arguments=arguments)
