"""The commands: messages in three languages, report, trial run, exit codes."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from skills4all.commands.imports import import_group
from skills4all.extensions import db
from skills4all.models import Opening
from tests.services.importing.conftest import DATA

BAD = "titre;description;salaire\nTesteur;Jira;bon\nTesteur;Jira et SQL;8000\n"


@pytest.fixture
def loaded(app: Flask) -> Flask:
    return app


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(import_group, arguments)


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Opening.id))) or 0


def written(folder: Path, text: str) -> str:
    path = folder / "file.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_import_then_again(loaded: Flask) -> None:
    assert run(loaded, "openings", str(DATA / "offres.csv")).exit_code == 0
    assert count(loaded) == 3
    again = run(loaded, "openings", str(DATA / "offres.csv"), "--language", "fr")
    assert "Inchangées\N{NARROW NO-BREAK SPACE}: 3" in again.output
    assert run(loaded, "programmes", str(DATA / "formations.csv")).exit_code == 0


def test_bad_line_is_printed_and_reported(loaded: Flask, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    options = ("--organisation", "Tilleul", "--report", str(report))
    told = run(loaded, "openings", written(tmp_path, BAD), *options)
    assert told.exit_code == 0
    assert "Ligne 2, salaire [money]" in told.output
    lines = report.read_text("utf-8-sig").splitlines()
    assert lines[0] == "line,column,code,cause,cure"
    assert lines[1].startswith("2,salaire,money,")
    assert count(loaded) == 1


def test_trial_run_and_strict_store_nothing(loaded: Flask, tmp_path: Path) -> None:
    path = written(tmp_path, BAD)
    assert run(loaded, "openings", path, "--organisation", "T", "--dry-run").exit_code == 0
    assert run(loaded, "openings", path, "--organisation", "T", "--strict").exit_code == 1
    assert count(loaded) == 0


def test_a_file_that_cannot_be_read(loaded: Flask, tmp_path: Path) -> None:
    told = run(loaded, "openings", written(tmp_path, "alpha;beta\n1;2\n"))
    assert told.exit_code == 1
    assert "[file_headers]" in told.output
    assert "Traceback" not in told.output


def test_formulas_in_a_report_are_harmless(loaded: Flask, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    text = "titre;description;=HYPERLINK(1)\nTesteur;Jira;x\n"
    run(loaded, "openings", written(tmp_path, text), "--organisation", "T", "--report", str(report))
    assert ",'=HYPERLINK(1)," in report.read_text("utf-8-sig")
