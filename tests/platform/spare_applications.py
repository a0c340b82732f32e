"""Applications that tests use one after the other, each time as if it had just been made.

Making one costs a tenth of a second, compiling its hundreds of addresses most of it, and a new one
compiles every template and every statement again. So an application that a test is done with is
kept: the next test that wants one made in the same way gets it with an empty instance folder,
another database, its settings as they were and no task waiting. One whose addresses, handlers or
listeners a test has changed is thrown away.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from passlib.hash import sha256_crypt
from sqlalchemy import Engine

from config import Settings
from skills4all import logs
from skills4all.app import create_app
from skills4all.background import queue
from skills4all.extensions import db

KEPT = ("secrets.json",)
"""Of an instance folder: what the settings of its application were read from."""
LEAST_ARGON2 = {"argon2__rounds": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
QUICK_HASHING = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": LEAST_ARGON2,
    "SECURITY_HASHING_SCHEMES": [sha256_crypt.using(rounds=1_000), "hex_md5"],
}
"""The algorithms of the product at their least effort: what they cost is not tested there."""
REGISTERED = (
    "view_functions",
    "blueprints",
    "before_request_funcs",
    "after_request_funcs",
    "teardown_request_funcs",
    "teardown_appcontext_funcs",
    "url_value_preprocessors",
    "url_default_functions",
    "template_context_processors",
    "error_handler_spec",
)
LISTENED = ("before_execute", "before_cursor_execute", "after_cursor_execute", "begin", "commit")

MakeSettings = Callable[[Path], Settings]


@dataclass
class Spare:
    """An application with what it was like when it was made."""

    app: Flask
    instance: Path
    attributes: dict[str, Any]
    config: dict[str, Any]
    extensions: dict[str, tuple[Any, dict[str, Any]]]
    registered: object

    @classmethod
    def of(cls, app: Flask, instance: Path) -> Spare:
        extensions = {name: (it, dict(_state(it))) for name, it in app.extensions.items()}
        return cls(app, instance, dict(vars(app)), dict(app.config), extensions, _registered(app))

    def renewed(self) -> bool:
        """Make it as it was; False when a test has built something into it."""
        if _registered(self.app) != self.registered:
            return False
        _set(vars(self.app), self.attributes)
        _set(self.app.config, self.config)
        _set(self.app.extensions, {name: it for name, (it, _) in self.extensions.items()})
        for it, state in self.extensions.values():
            _set(_state(it), state)
        queue.init_app(self.app)
        settings = self.app.config["S4A_SETTINGS"]
        logs.configure(settings.log_level, with_exception_messages=not settings.production)
        return True


class SpareApplications:
    """`take` one, `give_back` it when the test is over."""

    def __init__(self, folder: Path, templates: Path) -> None:
        """`templates` keeps what compiling them gave, for all processes of the run."""
        self._folder = folder
        self._templates = FileSystemBytecodeCache(str(templates))
        self._made = 0
        self._free: defaultdict[str, list[Spare]] = defaultdict(list)
        self._taken: dict[int, tuple[str, Spare]] = {}

    def take(self, make_settings: MakeSettings, kind: str, **overrides: Any) -> Flask:
        """An application with that configuration whose instance folder is empty.

        `kind` tells apart what `make_settings` decides; the folder is its only argument.
        """
        overrides = QUICK_HASHING | overrides
        key = f"{kind} {sorted(overrides.items())!r}"
        while self._free[key]:
            spare = self._free[key].pop()
            if spare.renewed():
                break
        else:
            spare = self._make(make_settings, overrides)
        self._taken[id(spare.app)] = key, spare
        return spare.app

    def give_back(self, app: Flask) -> None:
        """Close its connections and empty its folder."""
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        key, spare = self._taken.pop(id(app))
        _empty(spare.instance)
        self._free[key].append(spare)

    def _make(self, make_settings: MakeSettings, overrides: dict[str, Any]) -> Spare:
        self._made += 1
        instance = self._folder / f"instance-{self._made}"
        app = create_app(make_settings(instance), **overrides)
        app.jinja_env.bytecode_cache = self._templates
        return Spare.of(app, instance)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name not in KEPT:
            path.unlink()


def _state(extension: Any) -> dict[str, Any]:
    """What an extension remembers about its application."""
    if isinstance(extension, dict):
        return extension
    # The one of the database is shared by all applications.
    return {} if extension is db else getattr(extension, "__dict__", {})


def _set(found: dict[Any, Any], wanted: dict[Any, Any]) -> None:
    for name in [name for name in found if name not in wanted]:
        del found[name]
    found.update(wanted)


def _registered(app: Flask) -> object:
    """Addresses, handlers and listeners, to compare."""
    with app.app_context():
        engine = db.engine
    return (
        len(list(app.url_map.iter_rules())),
        [_filled(getattr(app, name)) for name in REGISTERED],
        dict(app.jinja_env.globals),
        dict(app.jinja_env.filters),
        [_listeners(engine, name) for name in LISTENED],
    )


def _filled(found: Any) -> Any:
    """A copy without empty parts: looking up a handler leaves one."""
    if isinstance(found, dict):
        parts = {name: _filled(part) for name, part in found.items()}
        return {name: part for name, part in parts.items() if part not in ({}, [])}
    return [*found] if isinstance(found, list) else found


def _listeners(engine: Engine, event: str) -> int:
    return len(list(getattr(engine.dispatch, event)))
