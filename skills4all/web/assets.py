"""Static files: `static_url` gives an address with a content hash, cacheable for a year.

`css/site.css` is served at `/static/css/site.<hash>.css` (immutable) and, for relative references
inside style sheets, at its plain address (one minute). Compressed copies are made by
`flask static build` under the instance folder, in a folder named after the content of all files,
so they are never stale and never beside the sources.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from wsgiref.headers import Headers

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from skills4all.web.headers import HEADERS

FOLDER = Path(__file__).resolve().parents[1] / "static"


class HashedFiles(WhiteNoise):
    """WhiteNoise that keeps hashed addresses for one year instead of ten."""

    FOREVER = 365 * 24 * 3600


def static_url(path: str) -> str:
    """Address of a file under `static/`. Raises `KeyError` for a file that does not exist."""
    return f"/static/{current_app.extensions['s4a_static'][path]}"


def init_app(app: Flask) -> None:
    """Serve the files before Flask sees the request, and give templates `static_url`."""
    names = hashed_names(FOLDER)
    hashed = frozenset(f"/static/{name}" for name in names.values())
    files = HashedFiles(
        app.wsgi_app,
        allow_all_origins=False,
        max_age=60,
        immutable_file_test=lambda _path, url: url in hashed,
        add_headers_function=_add_headers,
    )
    built = _built_folder(app.config["S4A_SETTINGS"].instance, names)
    for path, name in names.items():
        source = built / path if (built / path).is_file() else FOLDER / path
        files.add_file_to_dictionary(f"/static/{name}", str(source))
        files.add_file_to_dictionary(f"/static/{path}", str(source))
    app.extensions["s4a_static"] = names
    app.jinja_env.globals["static_url"] = static_url
    app.wsgi_app = files  # type: ignore[method-assign]
    app.cli.add_command(static_commands)


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value


def hashed_names(folder: Path) -> dict[str, str]:
    """Path -> path with the first twelve digits of its SHA-256 before the suffix."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): _hashed(path, folder) for path in files}


def _hashed(path: Path, folder: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return path.relative_to(folder).with_suffix(f".{digest}{path.suffix}").as_posix()


def _built_folder(instance: Path, names: dict[str, str]) -> Path:
    digest = hashlib.sha256("\n".join(sorted(names.values())).encode()).hexdigest()[:16]
    return instance / "static" / digest


@click.group("static")
def static_commands() -> None:
    """Static files."""


@static_commands.command("build")
@with_appcontext
def build() -> None:
    """Write compressed copies of all static files into the instance folder."""
    names = current_app.extensions["s4a_static"]
    target = _built_folder(current_app.config["S4A_SETTINGS"].instance, names)
    compressor = Compressor(quiet=True)
    for path in names:
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((FOLDER / path).read_bytes())
        if compressor.should_compress(path):
            compressor.compress(str(copy))
    click.echo(f"Static files ready: {len(names)}.")
