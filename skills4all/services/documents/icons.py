"""The icons of the installed site, drawn from the one SVG mark, so that they are always it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from skills4all.services.documents.typesetting import FOLDER

ICONS = {"icon-192": (192, False), "icon-512": (512, False), "maskable-512": (512, True)}
"""Name -> side in pixels, and whether a launcher may cut it."""
_SIDE = 192
_POINTS_AN_INCH = 72


def draw(mark: str, name: str) -> bytes:
    """The PNG called `name` (a key of `ICONS`) from the text of an SVG."""
    import typst

    side, whole = ICONS[name]
    compiler = typst.Compiler(input=str(FOLDER / "icon.typ"), root=str(FOLDER))
    drawn = compiler.compile(
        format="png",
        ppi=_POINTS_AN_INCH * side / _SIDE,
        sys_inputs={"mark": mark, "whole": "yes" if whole else "no"},
    )
    return cast(bytes, drawn)


def write(mark: Path, folder: Path) -> list[Path]:
    """Draw all icons into `folder`. Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    text = mark.read_text("utf-8")
    paths = []
    for name in ICONS:
        path = folder / f"{name}.png"
        path.write_bytes(draw(text, name))
        paths.append(path)
    return paths
