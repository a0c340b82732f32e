"""PDF from a Typst template of ours and plain data; tagged, with its fonts inside. Pictures too.

Templates lie beside this file. Data reaches them as JSON and is only ever text there: what people
wrote is never read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, cast

FOLDER = Path(__file__).parent
FONT = "Tajawal"
"""Arabic and Latin in one face; words can be copied out of the PDF again in both."""


class _Compiler(Protocol):
    def compile(self, **options: Any) -> bytes: ...


def pdf(template: str, data: Mapping[str, Any], language: str) -> bytes:
    """`<template>.typ` filled with `data` (JSON values), set in `language` (fr, ar or en).

    The template reads `json(bytes(sys.inputs.data))`; `base.typ` gives the page and its direction.
    """
    told = _told(data, language)
    compiler = _compiler(FOLDER / f"{template}.typ")
    try:
        return compiler.compile(format="pdf", sys_inputs=told, pdf_standards=["ua-1"])
    except RuntimeError:
        # The standard refuses a name in a script that the face lacks. A document with a box for
        # such a letter, still tagged and still copied right, is better than none.
        return compiler.compile(format="pdf", sys_inputs=told)


def png(template: str, data: Mapping[str, Any], language: str) -> bytes:
    """A picture of the only page of `<template>.typ`; one point of the page is one pixel."""
    compiler = _compiler(FOLDER / f"{template}.typ")
    return compiler.compile(format="png", ppi=72.0, sys_inputs=_told(data, language))


def _told(data: Mapping[str, Any], language: str) -> dict[str, str]:
    return {"data": json.dumps({**data, "language": language}, ensure_ascii=False)}


def _compiler(source: Path) -> _Compiler:
    # Loaded when a document is asked for: most requests never need it. Fonts are looked for in
    # our folder alone, so that every machine makes the same document.
    import fontpkg_tajawal
    import typst

    fonts = Path(fontpkg_tajawal.__file__).parent / "files"
    made = typst.Compiler(
        input=str(source), root=str(FOLDER), font_paths=[str(fonts)], ignore_system_fonts=True
    )
    return cast(_Compiler, made)
