"""What people wrote as plain text, as the HTML that job search engines ask for."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_BULLET = re.compile(r"^\s*[-–•*·]\s+")


def as_html(text: str) -> str:
    """Paragraphs and lists; every sign that could be markup is escaped."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(part for block in blocks if block.strip() for part in _block(block))


def _block(block: str) -> Iterator[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    for is_list, group in groupby(lines, key=lambda line: bool(_BULLET.match(line))):
        if is_list:
            items = (f"<li>{_escaped(_BULLET.sub('', line))}</li>" for line in group)
            yield f"<ul>{''.join(items)}</ul>"
        else:
            yield f"<p>{'<br>'.join(_escaped(line) for line in group)}</p>"


def _escaped(line: str) -> str:
    return escape(line, quote=False)
