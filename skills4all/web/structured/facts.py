"""A thing in schema.org's words, and the block that carries it in a page."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from skills4all.web.addresses import Noun

Data = dict[str, Any]
AddressOf = Callable[[Noun], str]
"""The absolute address of the page of a row, in the reader's language."""

CONTEXT = "https://schema.org"
# A data block ends at the first "</script": no "<" may stand in it. The others are for readers
# that take it for a script or for markup.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def thing(kind: str, **properties: Any) -> Data:
    """A thing of `kind` with the properties that are known: None, "" and () are left out."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [], ())}
    return {"@type": kind, **known}


def script(data: Data) -> Markup:
    """The block for the head of a page. Browsers never run it, whatever it says."""
    text = json.dumps(
        {"@context": CONTEXT, **data},
        ensure_ascii=False,
        separators=(",", ":"),
        default=_written,
    )
    # Nothing that could end the block or begin markup is left in the text.
    block = f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>'
    return Markup(block)  # noqa: S704


def _written(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in structured data")
