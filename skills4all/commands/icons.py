"""`flask icons draw`: the icons of the installed site from the mark, after the mark was changed."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from skills4all.services.documents import icons

STATIC = Path(__file__).resolve().parents[1] / "static"

group = AppGroup("icons", help="Icons of the installed site.")


@group.command("draw")
def draw() -> None:
    """Draw static/png from static/svg/favicon.svg."""
    for path in icons.write(STATIC / "svg" / "favicon.svg", STATIC / "png"):
        click.echo(f"{path.name}: {path.stat().st_size} bytes")
