"""What tests stand on: an application and a database as new for each, real servers once each.

Fixtures: `settings_for`, `app`, `client`, `session` (SQLite), `postgresql_url`, `app_on`,
`app_with` (a copy of a file), `migrated_sqlite` and `referenced_sqlite` (to copy), `engine_name`
(both engines), `live_server`, `browser`, `page`, `smtp_server`. Whatever is expensive is made once
and taken over: `spare_applications`, `spare_database`, `shared_folders.made_once`. A part that is
missing on the machine fails the test that needs it, with a sentence; nothing is skipped.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings as hypothesis_settings

pytest_plugins = [
    "tests.platform.applications",
    "tests.platform.postgresql",
    # Each after those it imports, or its assertions would not be explained.
    "tests.platform.smtp",
    "tests.platform.live",
]

hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile("thorough", deadline=None, max_examples=1_000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# Settings of whoever runs the tests must not reach them.
for name in [name for name in os.environ if name.startswith("S4A_") and name != "S4A_BROWSER"]:
    del os.environ[name]
os.environ.pop("DATABASE_URL", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the running server share one process, so that it is started once."""
    for item in items:
        if {"live_server", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("live"))
