"""`flask reference check`, `flask reference load`."""

import click
from flask.cli import with_appcontext

from skills4all.extensions import db
from skills4all.reference.checks import check
from skills4all.services import reference_loading

group = click.Group("reference", help="The vocabulary of skills, roles, studies and places.")


@group.command("check")
def check_files() -> None:
    """Say what is wrong with the reference files; exit 1 if anything is."""
    faults = check()
    for fault in faults:
        click.echo(str(fault))
    click.echo(f"{len(faults)} faults" if faults else "The reference files are sound.")
    if faults:
        raise SystemExit(1)


@group.command("load")
@with_appcontext
def load_files() -> None:
    """Bring the tables in step with the files; does nothing when they are."""
    changed = reference_loading.load(db.session())
    db.session.commit()
    click.echo("Vocabulary loaded." if changed else "Vocabulary already in force.")
