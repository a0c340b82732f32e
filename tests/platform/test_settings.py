"""Settings: usable by default, and refused in one sentence that names the variable."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config import VARIABLES, BadSetting, Settings

ROOT = Path(__file__).resolve().parents[2]
STRONG = "mB3xq9-Lr72_TzYw0KdUvE5nHs8JfGcA1oPi"


def production(tmp_path: Path) -> dict[str, str]:
    return {
        "S4A_ENV": "production",
        "S4A_INSTANCE": str(tmp_path),
        "S4A_SECRET_KEY": STRONG,
        "S4A_PASSWORD_SALT": STRONG[::-1],
        "DATABASE_URL": "postgresql://app@db/skills4all",
        "S4A_BASE_URL": "https://skills4all.example",
        "S4A_TRUSTED_HOSTS": "skills4all.example",
        "S4A_MAIL_HOST": "mail.example",
        "S4A_MAIL_SENDER": "bonjour@skills4all.example",
    }


def test_nothing_is_needed_to_start(tmp_path: Path) -> None:
    settings = Settings.from_environment({"S4A_INSTANCE": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'skills4all.db'}"
    assert (settings.workers, settings.bind) == (2, "127.0.0.1:8000")


def test_development_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    first = Settings.from_environment({"S4A_INSTANCE": str(tmp_path)})
    second = Settings.from_environment({"S4A_INSTANCE": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert first.secret_key != first.password_salt
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


def test_good_production_settings_are_accepted(tmp_path: Path) -> None:
    assert Settings.from_environment(production(tmp_path)).production
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(set(production(Path())) - {"S4A_ENV", "S4A_INSTANCE"}))
def test_production_refuses_a_missing_variable(tmp_path: Path, name: str) -> None:
    environment = production(tmp_path)
    del environment[name]
    with pytest.raises(BadSetting, match=rf"\A{name} .*\.\Z"):
        Settings.from_environment(environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("S4A_SECRET_KEY", "short"),
        ("S4A_SECRET_KEY", "a" * 60),
        ("S4A_SECRET_KEY", "please-change-me-please-0123456789-abcdef"),
        ("S4A_PASSWORD_SALT", "146585145368132386173505678016728509634"[:31]),
        ("S4A_BASE_URL", "http://skills4all.example"),
        ("S4A_BASE_URL", "skills4all.example"),
        ("S4A_TRUSTED_HOSTS", "*"),
        ("S4A_TRUSTED_HOSTS", " , "),
        ("S4A_MAIL_BACKEND", "console"),
        ("S4A_MAIL_SENDER", "nobody"),
        ("S4A_MAIL_PORT", "mail"),
        ("S4A_MAIL_SECURITY", "ssl"),
        ("DATABASE_URL", "mysql://db/skills4all"),
        ("S4A_QUEUE_URL", "amqp://queue"),
        ("S4A_WORKERS", "0"),
        ("S4A_PROXY_HOPS", "-1"),
        ("S4A_BIND", "8000"),
        ("S4A_LOG_LEVEL", "LOUD"),
        ("S4A_ENV", "prod"),
        ("S4A_INSTANCE", "/proc/none/here"),
    ],
)
def test_a_bad_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=rf"\A{name} .*\.\Z"):
        Settings.from_environment({**production(tmp_path), name: value})


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    settings = Settings.from_environment({**production(tmp_path), "S4A_MAIL_PASSWORD": "hunter22"})
    assert STRONG not in repr(settings)
    assert "hunter22" not in repr(settings)


def test_the_server_says_why_it_does_not_start(tmp_path: Path) -> None:
    environment = production(tmp_path)
    del environment["S4A_SECRET_KEY"]
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"],
        cwd=ROOT,
        env={**environment, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Skills4all cannot start: S4A_SECRET_KEY must be set" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_variable_read_is_documented() -> None:
    source = (ROOT / "config.py").read_text("utf-8")
    for name in VARIABLES:
        assert source.count(f'"{name}"') >= 2, f"{name} is documented but never read"
