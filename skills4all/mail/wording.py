"""From the text of a letter to its subject, its plain text and its HTML: one source for all three.

A template's first line is the subject; paragraphs are separated by empty lines. A paragraph that
reads "Words: https://…" becomes a button with those words; other addresses become links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup, escape

from skills4all.mail.message import SUBJECT_LENGTH, Message

_BUTTON = re.compile(r"^(?P<words>[^\n]+?)[ \u00a0\u202f]?:\s+(?P<address>https?://\S+)$")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`address` is set for a button; `html` holds links and line breaks, escaped."""

    html: Markup
    address: str | None = None


def message(to: str, language: str, written: str) -> Message:
    """A message from what a template gave. Raises `ValueError` without a subject."""
    subject, _, body = written.strip().partition("\n")
    subject = " ".join(subject.split())[:SUBJECT_LENGTH]
    body = re.sub(r"\n{3,}", "\n\n", body).strip()
    return Message(to, subject, body + "\n", html(subject, body, language), language)


def html(subject: str, body: str, language: str) -> str:
    """The HTML of a letter, whole and without anything fetched from elsewhere."""
    paragraphs = [paragraph(part) for part in re.split(r"\n\s*\n", body.strip())]
    return render_template(
        "email/letter.html", subject=subject, paragraphs=paragraphs, language=language
    )


def paragraph(text: str) -> Paragraph:
    """One paragraph of plain text."""
    button = _BUTTON.match(text.strip())
    if button:
        return Paragraph(escape(button["words"]), button["address"])
    lines = [_linked(line) for line in text.strip().splitlines()]
    return Paragraph(Markup("<br>").join(lines))


def _linked(line: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in _ADDRESS.finditer(line):
        address = escape(found.group())
        parts.append(escape(line[end : found.start()]))
        parts.append(Markup('<a dir="ltr" href="{0}">{0}</a>').format(address))
        end = found.end()
    parts.append(escape(line[end:]))
    return Markup("").join(parts)
