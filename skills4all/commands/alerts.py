"""`flask alerts send`."""

import click
from flask import current_app
from flask.cli import with_appcontext
from tqdm import tqdm

from skills4all.errors import Conflict
from skills4all.extensions import db
from skills4all.services.alerts.send_alerts import send_alerts
from skills4all.services.alerts.spreading import Spread
from skills4all.services.calendar import today


@click.group("alerts")
def group() -> None:
    """What learners asked to be told of."""


@group.command("send")
@click.option("--processes", type=click.IntRange(1), help="As many as processors unless given.")
@with_appcontext
def send(processes: int | None) -> None:
    """Promise the letters that are due now; the worker sends them."""
    settings = current_app.config["S4A_SETTINGS"]
    spread = Spread(settings.instance / "alerts", settings.dask_scheduler, processes)
    with tqdm(desc="learners", unit="learner", dynamic_ncols=True) as bar:

        def watch(looked: int, due: int) -> None:
            bar.total = due
            bar.update(looked - bar.n)

        try:
            promised = send_alerts(db.session(), today(), spread=spread, watch=watch)
        except Conflict:
            raise click.ClickException("another run goes; see /operator/") from None
    click.echo(f"Letters promised: {promised}.")
