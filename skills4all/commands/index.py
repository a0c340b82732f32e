"""`flask index build`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from skills4all.extensions import db
from skills4all.services.calendar import today
from skills4all.services.indexing import building
from skills4all.services.indexing.live import LiveIndexes


@click.group("index")
def group() -> None:
    """The index that suggests openings and programmes."""


@group.command("build")
@with_appcontext
def build() -> None:
    """Index what is public today and make it the current version."""
    folder = current_app.config["S4A_SETTINGS"].instance / "index"
    building.build(db.session(), folder, today())
    click.echo(f"Index {LiveIndexes(folder).version} is current.")
