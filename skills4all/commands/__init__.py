"""Commands of the installation: `flask <group> <command>`. They call services."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

# Each module has a click `group`.
GROUPS: tuple[str, ...] = (
    "skills4all.commands.reference",
    "skills4all.commands.index",
    "skills4all.commands.alerts",
    "skills4all.commands.demo",
    "skills4all.commands.imports",
    "skills4all.commands.matcher",
    "skills4all.commands.translations",
    "skills4all.commands.pictures",
    "skills4all.commands.icons",
)


def init_app(app: Flask) -> None:
    """Add every group to the `flask` command."""
    for name in GROUPS:
        app.cli.add_command(import_module(name).group)
