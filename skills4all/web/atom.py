"""Atom feeds (RFC 4287): the document, from entries that are plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from skills4all.web.xml_text import readable

NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be followed. `id` stays the same as long as the thing exists."""

    id: str
    title: str
    title_language: str
    address: str
    author: str
    summary: str
    updated: datetime
    published: datetime | None = None
    categories: tuple[tuple[str, str], ...] = ()
    """(identifier, name in the language of the feed)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """`page` is the page for people that lists the same; `updated` stands when it is empty."""

    id: str
    title: str
    subtitle: str
    language: str
    address: str
    page: str
    updated: datetime
    entries: Sequence[Entry]


def document(feed: Feed) -> bytes:
    """The feed as UTF-8. The same feed gives the same bytes."""
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed", {_LANGUAGE: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _instant(feed.updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _add_entry(root, entry)
    ElementTree.register_namespace("", NAMESPACE)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(root: ElementTree.Element, entry: Entry) -> None:
    found = _add(root, "entry")
    _add(found, "id", entry.id)
    _add(found, "title", entry.title).set(_LANGUAGE, entry.title_language)
    _add(found, "link", rel="alternate", type="text/html", href=entry.address)
    _add(found, "updated", _instant(entry.updated))
    if entry.published is not None:
        _add(found, "published", _instant(entry.published))
    _add(_add(found, "author"), "name", entry.author)
    for term, name in entry.categories:
        _add(found, "category", term=term, label=name)
    _add(found, "summary", entry.summary)


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    clean = {key: readable(value) for key, value in attributes.items()}
    found = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}", clean)
    if text is not None:
        found.text = readable(text)
    return found


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
