"""`flask demo load`, `flask demo purge`, `flask demo accounts`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from skills4all.extensions import db
from skills4all.services.accounts_passwords import hash_password
from skills4all.services.calendar import today
from skills4all.services.demo import accounts, loading, purging
from skills4all.services.demo.living import loading as living

demo_group = group = click.Group("demo", help="Invented data to try the product with.")


@group.command("load")
@with_appcontext
def load_demonstration() -> None:
    """Add the demonstration data, or bring their dates up to today."""
    settings = current_app.config["S4A_SETTINGS"]

    def hashed(password: str) -> str:
        return hash_password(password, key=settings.password_salt)

    loaded = loading.load(db.session(), today(), None if settings.production else hashed)
    lives = living.load(db.session(), today())
    db.session.commit()
    click.echo(
        f"{loaded.organisations} organisations, {loaded.programmes} programmes, "
        f"{loaded.sessions} sessions, {loaded.openings} openings, {loaded.pledges} pledges, "
        f"{loaded.learners} learners ({loaded.added} rows added, {loaded.moved} sessions moved)."
    )
    if lives:
        click.echo("Applications, enrolments, messages and a report were made up as well.")
    if settings.production:
        click.echo("No demonstration account: they are not made in production.")


@group.command("purge")
@with_appcontext
def purge_demonstration() -> None:
    """Remove all demonstration rows and what hangs on them."""
    counts = purging.purge(db.session())
    db.session.commit()
    click.echo(f"{sum(counts.values())} demonstration rows removed.")


@group.command("accounts")
@with_appcontext
def list_accounts() -> None:
    """Say with which accounts one can sign in."""
    if current_app.config["S4A_SETTINGS"].production:
        raise click.ClickException("There are no demonstration accounts in production.")
    click.echo(f"Demonstration accounts (password of all: {accounts.PASSWORD})")
    for each in accounts.ACCOUNTS:
        click.echo(f"  {each.role:<12} {each.email}")
