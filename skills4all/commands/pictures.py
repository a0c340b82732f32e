"""`flask pictures map`."""

from pathlib import Path

import click

from skills4all.cartography import drawing
from skills4all.reference.files import vocabulary

group = click.Group("pictures", help="Data of the pictures that pages draw.")
MAP = Path(__file__).parents[1] / "web" / "pictures" / "morocco.json"


@group.command("map")
def draw_map() -> None:
    """Draw the regions and provinces of Morocco anew from the files of `cartography`."""
    MAP.write_text(drawing.text(vocabulary().places), encoding="utf-8")
    click.echo(f"Map drawn: {MAP.stat().st_size} bytes.")
