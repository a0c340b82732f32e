"""`flask translations`: gather the texts, compile the catalogues, say what is missing.

French is the source: its texts are the keys. Arabic and English must have every one of them, not
marked doubtful, with the same `%(names)s` inside.
"""

from __future__ import annotations

import re
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask.cli import with_appcontext

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "skills4all" / "translations"
SOURCES = ("skills4all", "templates")
TRANSLATED = ("ar", "en")
METHODS = [
    ("**/translations/**", "ignore"),
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.txt", "jinja2"),
]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "later": None,
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@click.group("translations")
def group() -> None:
    """Texts of the interface in three languages."""


@group.command("update")
@with_appcontext
def update() -> None:
    """Bring new texts into the catalogues; what is translated stays."""
    template = gathered()
    for language in TRANSLATED:
        catalogue = opened(language)
        catalogue.update(template, no_fuzzy_matching=True)
        target = path(language)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, no_location=True)
        click.echo(f"{language}: {len(catalogue)} texts")


@group.command("compile")
@with_appcontext
def compile_catalogues() -> None:
    """Write the binary catalogues that the application reads."""
    for language in TRANSLATED:
        with path(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, opened(language))


@group.command("check")
@with_appcontext
def check() -> None:
    """Fail when a text is missing, doubtful or loses a value in a language."""
    template = gathered()
    problems = [line for language in TRANSLATED for line in problems_in(language, template)]
    for line in problems:
        click.echo(line, err=True)
    if problems:
        raise click.ClickException(f"{len(problems)} texts are not translated.")
    click.echo(f"{len(template)} texts, complete in {', '.join(TRANSLATED)}.")


def gathered() -> Catalog:
    """All texts of the code and the templates."""
    catalogue = Catalog(project="skills4all", locale="fr")
    options = {"**.html": {"silent": "false"}, "**.txt": {"silent": "false"}}
    for source in SOURCES:
        if not (ROOT / source).is_dir():
            continue
        found = extract_from_dir(ROOT / source, METHODS, options_map=options, keywords=KEYWORDS)
        for name, line, text, comments, context in found:
            catalogue.add(
                text, None, [(f"{source}/{name}", line)], auto_comments=comments, context=context
            )
    return catalogue


def path(language: str) -> Path:
    """The catalogue of a language."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def opened(language: str) -> Catalog:
    """What is translated so far; empty when there is no file."""
    if not path(language).exists():
        return Catalog(locale=language, project="skills4all", fuzzy=False)
    with path(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def problems_in(language: str, template: Catalog) -> list[str]:
    """One line for each text that is missing, doubtful or loses a value."""
    catalogue = opened(language)
    problems = []
    for text in template:
        if not text.id:
            continue
        translated = catalogue.get(_first(text.id), text.context)
        why = _problem(text.id, translated)
        if why:
            problems.append(f"{language}: {why}: {_first(text.id)!r}")
    return problems


def _problem(source: str | tuple[str, ...] | list[str], translated: object) -> str | None:
    strings = _all(getattr(translated, "string", None))
    if not strings or not all(strings):
        return "missing"
    if getattr(translated, "fuzzy", False):
        return "doubtful"
    known = {name for part in _all(source) for name in PLACEHOLDER.findall(part)}
    used = {name for part in strings for name in PLACEHOLDER.findall(part)}
    # A singular may be said without its number, so forms are compared together.
    return None if used == known else "other values"


def _all(value: object) -> list[str]:
    return list(value) if isinstance(value, (list, tuple)) else [str(value)] if value else []


def _first(value: str | tuple[str, ...] | list[str]) -> str:
    return _all(value)[0]
