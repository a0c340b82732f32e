"""`flask import openings FILE`, `flask import programmes FILE`. Format: docs/import.md."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session as Database
from tqdm import tqdm

from skills4all.extensions import db
from skills4all.services.calendar import today
from skills4all.services.importing.openings import import_openings
from skills4all.services.importing.outcome import Outcome, Wishes
from skills4all.services.importing.problems import BadFile, LineProblem
from skills4all.services.importing.programmes import import_programmes
from skills4all.services.importing.report import as_csv

LONG = 200
"""Lines from which a progress bar is of use."""
Import = Callable[[Database, bytes, Wishes, Any], Outcome]

import_group = group = click.Group("import", help="Bring in files of openings and programmes.")


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        (
            click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
            click.option("--organisation", help="Name or public id, for lines that name none."),
            click.option("--strict", is_flag=True, help="Store nothing if any line is bad."),
            click.option("--publish", is_flag=True, help="Do not wait for a moderator."),
            click.option("--source", default="import", help="Where the external ids come from."),
            click.option("--dry-run", is_flag=True, help="Say what would happen, store nothing."),
            click.option(
                "--report",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write the bad lines to this CSV file.",
            ),
            click.option("--language", type=click.Choice(["fr", "ar", "en"]), default="fr"),
        )
    ):
        command = option(command)
    return command


@group.command("openings")
@_options
@with_appcontext
def openings(**options: Any) -> None:
    """Import the openings of FILE (CSV or JSON)."""
    _run(import_openings, **options)


@group.command("programmes")
@_options
@with_appcontext
def programmes(**options: Any) -> None:
    """Import the programmes and sessions of FILE (CSV or JSON)."""
    _run(import_programmes, **options)


def _run(
    work: Import,
    *,
    file: Path,
    dry_run: bool,
    report: Path | None,
    language: str,
    **wishes: Any,
) -> None:
    with force_locale(language):
        try:
            wanted = Wishes(**wishes, progress=_progress)
            outcome = work(db.session(), file.read_bytes(), wanted, today())
        except BadFile as bad:
            db.session.rollback()
            raise click.ClickException(f"{bad.sentence(gettext)} [{bad.code}]") from None
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
        _say(outcome, dry_run=dry_run)
        if report is not None:
            report.write_bytes(as_csv((*outcome.notes, *outcome.problems), gettext))
    if not outcome.stored:
        raise SystemExit(1)


def _say(outcome: Outcome, *, dry_run: bool) -> None:
    for problem in (*outcome.notes, *outcome.problems):
        click.echo(_sentence(problem), err=True)
    bad = len({problem.line for problem in outcome.problems})
    counts = {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "bad": bad,
        "sessions": outcome.sessions_created,
        "changed": outcome.sessions_updated,
        "organisations": outcome.organisations,
    }
    click.echo(
        gettext(
            "Créées : %(created)s. Mises à jour : %(updated)s. Inchangées : %(unchanged)s. "
            "Lignes refusées : %(bad)s. Sessions ajoutées : %(sessions)s, modifiées : "
            "%(changed)s. Organisations à vérifier : %(organisations)s."
        )
        % counts
    )
    if not outcome.stored:
        click.echo(gettext("Rien n’a été enregistré : le mode strict refuse tout le fichier."))
    elif dry_run:
        click.echo(gettext("C’était un essai : rien n’a été enregistré."))


def _sentence(problem: LineProblem) -> str:
    where = gettext("Ligne %(line)s") % {"line": problem.line}
    column = f", {problem.column}" if problem.column else ""
    return f"{where}{column} [{problem.code}] {problem.cause(gettext)} {problem.cure(gettext)}"


def _progress(lines: Sequence[Any]) -> Iterable[Any]:
    if len(lines) <= LONG or not sys.stderr.isatty():
        return lines
    bar: Iterable[Any] = tqdm(lines, unit=" lines", leave=False)
    return bar
