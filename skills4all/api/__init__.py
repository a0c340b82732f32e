"""JSON under /api/v1: anonymous, without cookies, described in OpenAPI 3.1. Never imports `web`.

Owns the shapes that go in and out, and how refusals read (RFC 9457). The answers themselves come
from `services`, the same as the pages'.
"""

from __future__ import annotations

from flask import Flask

from skills4all.api import concepts, pathways  # noqa: F401 (their routes join the blueprint)
from skills4all.api.blueprint import PREFIX, blueprint
from skills4all.api.problems import ProblemApi
from skills4all.extensions import csrf

VERSION = "1"


def init_app(app: Flask) -> None:
    """Serve the interface and its description on `app`."""
    app.config.setdefault("OPENAPI_URL_PREFIX", PREFIX)
    api = ProblemApi()
    api.init_app(
        app,
        spec_kwargs={
            "title": "Skills4all",
            "version": VERSION,
            "openapi_version": "3.1.0",
            "info": {
                "description": "From a science degree to an IT job: roles, gaps, plans, openings.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
        },
    )
    # No cookie is read here, so no other site can act in someone's name.
    csrf.exempt(blueprint)
    api.register_blueprint(blueprint)
