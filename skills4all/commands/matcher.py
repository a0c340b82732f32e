"""`flask matcher evaluate`: how good the matching is, measured beside simpler rankers."""

import json
from collections import defaultdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from tqdm import tqdm

from skills4all.evaluation import benchmarks, card, card_text, report, running
from skills4all.evaluation.measuring import Measured
from skills4all.services.calendar import today
from skills4all.services.indexing.live import live as live_indexes

CARD = Path(__file__).resolve().parents[2] / "docs" / "model-card.md"


@click.group("matcher")
def group() -> None:
    """The matcher: its quality, measured."""


@group.command("evaluate")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--split", default="dev", show_default=True, help="queries_<split>.json is read")
@click.option("--only", multiple=True, metavar="NAME", help="a benchmark's name or its start")
@click.option("--json", "target", type=click.Path(path_type=Path), help="write the figures here")
@with_appcontext
def evaluate(folder: Path | None, split: str, only: tuple[str, ...], target: Path | None) -> None:
    """Measure the ranker on every benchmark below FOLDER, and on the golden set."""
    names = tuple(name for each in only for name in each.replace(",", " ").split())
    try:
        found = list(benchmarks.discover(folder, split, names)) if folder else []
    except benchmarks.BenchmarkError as error:
        raise click.ClickException(str(error)) from error
    if folder and not found:
        raise click.ClickException(f"{folder}: no benchmark with the split {split!r}")
    live = live_indexes(current_app.config["S4A_SETTINGS"].instance / "index")
    measured: dict[str, dict[str, Measured]] = defaultdict(dict)
    steps = sum(1 for each in found for _ in running.rankers_for(each.name)) + running.GOLDEN_STEPS
    with tqdm(total=steps, unit="ranking", leave=False) as bar:
        for benchmark, ranker, figures in running.run(found, live):
            measured[benchmark][ranker] = figures
            bar.set_postfix_str(f"{benchmark} {ranker}")
            bar.update()
    for line in report.table(measured):
        click.echo(line)
    if target:
        target.write_text(json.dumps(report.as_json(measured), indent=1) + "\n", encoding="utf-8")


@group.command("card")
@click.argument("figures", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_appcontext
def write_card(figures: Path) -> None:
    """Write the model card from FIGURES, which `evaluate --json` wrote: document and page."""
    live = live_indexes(current_app.config["S4A_SETTINGS"].instance / "index")
    if not live.version:
        raise click.ClickException("no sound index: run `flask index build` first")
    try:
        given = json.loads(figures.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{figures}: not JSON ({error})") from error
    measured = card.measurements(given, live, today())
    card.write(measured)
    CARD.write_text(card_text.markdown(measured), encoding="utf-8")
    click.echo(f"{card.FILE}\n{CARD}")
    for name in card.not_measured(measured):
        click.echo(f"not measured: {name}", err=True)
