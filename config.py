"""Settings, read once from the environment; nothing else in the product reads it.

Owns the list of variables, their defaults and what makes a value bad. Refuses, in one
sentence that names the variable, any value it cannot use; in production it also refuses
missing or weak secrets and a missing database, address, host list or mail server.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ENVIRONMENTS = ("development", "test", "production")
MAIL_BACKENDS = ("file", "console", "smtp")
MAIL_SECURITY = ("none", "starttls", "tls")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DASK_SCHEMES = ("tcp", "tls")
QUEUE_SCHEMES = ("sqlite", "memory", "postgresql", "redis", "rediss")
DATABASE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")

SECRET_LENGTH = 32
# Words that appear in example files and tutorials, never in a generated secret.
KNOWN_WEAK = ("change", "default", "example", "insecure", "password", "secret", "skills4all")

VARIABLES: Mapping[str, str] = {
    "S4A_ENV": "development (default), test or production",
    "S4A_INSTANCE": "folder of everything this installation writes; ./instance",
    "DATABASE_URL": "postgresql+psycopg://… or sqlite:///…; a SQLite file in the instance folder",
    "S4A_SECRET_KEY": "signs cookies and links; generated in development, required in production",
    "S4A_PASSWORD_SALT": "keys password hashes; generated in development, required in production",
    "S4A_BASE_URL": "address people type, used in e-mails; https in production",
    "S4A_TRUSTED_HOSTS": "comma-separated host names this site answers to",
    "S4A_PROXY_HOPS": "number of reverse proxies in front, 0 to 5; 0",
    "S4A_BIND": "address and port to serve on; 127.0.0.1:8000",
    "S4A_WORKERS": "web worker processes, 1 to 64; 2",
    "S4A_QUEUE_URL": "task queue, postgresql://… or redis://…; a SQLite file in the instance",
    "S4A_DASK_SCHEDULER": "tcp://… or tls://… of a cluster for alerts; local processes",
    "S4A_MAIL_BACKEND": "file (default), console or smtp; smtp in production",
    "S4A_MAIL_HOST": "mail server; localhost, required in production",
    "S4A_MAIL_PORT": "mail server port; 25",
    "S4A_MAIL_USERNAME": "mail account, when the server asks for one",
    "S4A_MAIL_PASSWORD": "its password",
    "S4A_MAIL_SECURITY": "none (default), starttls or tls",
    "S4A_MAIL_SENDER": "address e-mails come from; required in production",
    "S4A_TASK_WORKER": "1 (default): the web server starts a task worker; 0: it does not",
    "S4A_CONTROLLER": "who answers for personal data, as the notices name it; Skills4all",
    "S4A_CNDP_RECEIPT": "number of the CNDP receipt (law 09-08); none: declaration under way",
    "S4A_LOG_LEVEL": "DEBUG, INFO (default), WARNING or ERROR",
}


class BadSetting(Exception):
    """A variable is missing or unusable. The message is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How e-mails leave. `security` is none, starttls or tls."""

    backend: str
    host: str
    port: int
    username: str | None
    password: str | None = field(repr=False)
    security: str
    sender: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked. Build it with `Settings.from_environment`."""

    environment: str
    instance: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    password_salt: str = field(repr=False)
    base_url: str
    trusted_hosts: tuple[str, ...]
    proxy_hops: int
    bind: str
    workers: int
    queue_url: str = field(repr=False)
    dask_scheduler: str | None
    mail: MailSettings
    task_worker: bool
    log_level: str
    controller: str
    cndp_receipt: str | None

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read and check all variables. Raises `BadSetting`; creates the instance folder."""
        read = _Reader(os.environ if environ is None else environ)
        instance = _instance_folder(read)
        own_secrets = {} if read.production else _development_secrets(instance)
        bind = read.bind()
        return cls(
            environment=read.environment,
            instance=instance,
            database_url=_database_url(read, instance),
            secret_key=read.secret("S4A_SECRET_KEY", own_secrets),
            password_salt=read.secret("S4A_PASSWORD_SALT", own_secrets),
            base_url=_base_url(read, bind),
            trusted_hosts=_trusted_hosts(read, bind),
            proxy_hops=read.number("S4A_PROXY_HOPS", 0, lowest=0, highest=5),
            bind=bind,
            workers=read.number("S4A_WORKERS", 2, lowest=1, highest=64),
            queue_url=_queue_url(read, instance),
            dask_scheduler=_dask_scheduler(read),
            mail=_mail(read),
            task_worker=read.choice("S4A_TASK_WORKER", ("0", "1"), "1") == "1",
            log_level=read.choice("S4A_LOG_LEVEL", LOG_LEVELS, "INFO"),
            controller=read.text("S4A_CONTROLLER", "Skills4all") or "Skills4all",
            cndp_receipt=read.text("S4A_CNDP_RECEIPT"),
        )


class _Reader:
    """Typed look-ups that name the variable when its value cannot be used."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.environment = self.choice("S4A_ENV", ENVIRONMENTS, "development")
        self.production = self.environment == "production"

    def text(self, name: str, default: str | None = None) -> str | None:
        return self._environ.get(name, "").strip() or default

    def required(self, name: str, default: str) -> str:
        """The value; `default` stands in for a missing one, except in production."""
        value = self.text(name)
        if value is None and self.production:
            raise BadSetting(f"{name} must be set in production ({VARIABLES[name]}).")
        return value or default

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise BadSetting(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
        return str(value)

    def number(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        value = self.text(name, str(default))
        if value is None or not value.isdecimal() or not lowest <= int(value) <= highest:
            raise BadSetting(
                f"{name} must be a whole number from {lowest} to {highest}, not {value!r}."
            )
        return int(value)

    def bind(self) -> str:
        value = self.text("S4A_BIND", "127.0.0.1:8000") or ""
        host, separator, port = value.rpartition(":")
        if not (separator and host and port.isdecimal() and 0 < int(port) < 65536):
            raise BadSetting(f"S4A_BIND must look like 127.0.0.1:8000, not {value!r}.")
        return value

    def secret(self, name: str, generated: Mapping[str, str]) -> str:
        value = self.required(name, generated.get(name, ""))
        if self.production:
            _refuse_weak(name, value)
        return value


def _refuse_weak(name: str, value: str) -> None:
    if len(value) < SECRET_LENGTH:
        raise BadSetting(f"{name} is too short: give at least {SECRET_LENGTH} random characters.")
    if len(set(value)) < 10 or any(word in value.lower() for word in KNOWN_WEAK):
        raise BadSetting(f"{name} can be guessed: give {SECRET_LENGTH} or more random characters.")


def _instance_folder(read: _Reader) -> Path:
    folder = Path(read.text("S4A_INSTANCE", "instance") or "instance").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"S4A_INSTANCE cannot be created at {folder}: {error.strerror}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadSetting(f"S4A_INSTANCE is not writable: {folder}.")
    return folder


def _development_secrets(instance: Path) -> dict[str, str]:
    """Secrets of this folder, made once and shared by every process that uses it."""
    path = instance / "secrets.json"
    if not path.exists():
        made = {name: secrets.token_urlsafe(48) for name in ("S4A_SECRET_KEY", "S4A_PASSWORD_SALT")}
        draft = instance / f"secrets.{secrets.token_hex(4)}.draft"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(made, file)
        try:
            # A hard link fails when the file exists: the first of two starters wins.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    try:
        return {str(key): str(value) for key, value in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, AttributeError):
        raise BadSetting(f"S4A_INSTANCE holds a damaged {path.name}; delete that file.") from None


def _database_url(read: _Reader, instance: Path) -> str:
    url = read.required("DATABASE_URL", f"sqlite:///{instance / 'skills4all.db'}")
    # The short form that hosting providers give.
    url = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
    scheme = url.partition("://")[0]
    if scheme not in DATABASE_SCHEMES:
        raise BadSetting(f"DATABASE_URL must start with one of {', '.join(DATABASE_SCHEMES)}://.")
    return url


def _base_url(read: _Reader, bind: str) -> str:
    url = read.required("S4A_BASE_URL", f"http://{bind}").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise BadSetting(f"S4A_BASE_URL must look like https://example.ma, not {url!r}.")
    if read.production and parts.scheme != "https":
        raise BadSetting(f"S4A_BASE_URL must start with https:// in production, not {url!r}.")
    return url


def _trusted_hosts(read: _Reader, bind: str) -> tuple[str, ...]:
    bound = bind.rpartition(":")[0]
    wildcard = bound in ("0.0.0.0", "[::]")  # noqa: S104 (compared, not bound)
    local = "" if wildcard else f"localhost,127.0.0.1,[::1],{bound}"
    hosts = read.required("S4A_TRUSTED_HOSTS", local)
    names = tuple(dict.fromkeys(name.strip() for name in hosts.split(",") if name.strip()))
    if any("/" in name or "*" in name for name in names) or (read.production and not names):
        raise BadSetting(f"S4A_TRUSTED_HOSTS must be host names with commas, not {hosts!r}.")
    return names


def _queue_url(read: _Reader, instance: Path) -> str:
    url = read.text("S4A_QUEUE_URL", f"sqlite:///{instance / 'queue.db'}") or ""
    if url.partition("://")[0] not in QUEUE_SCHEMES:
        raise BadSetting(f"S4A_QUEUE_URL must start with one of {', '.join(QUEUE_SCHEMES)}://.")
    return url


def _dask_scheduler(read: _Reader) -> str | None:
    url = read.text("S4A_DASK_SCHEDULER")
    if url is not None and url.partition("://")[0] not in DASK_SCHEMES:
        raise BadSetting(f"S4A_DASK_SCHEDULER must start with tcp:// or tls://, not {url!r}.")
    return url


def _mail(read: _Reader) -> MailSettings:
    backend = read.choice("S4A_MAIL_BACKEND", MAIL_BACKENDS, "smtp" if read.production else "file")
    if read.production and backend != "smtp":
        raise BadSetting(f"S4A_MAIL_BACKEND must be smtp in production, not {backend!r}.")
    sender = read.required("S4A_MAIL_SENDER", "skills4all@localhost")
    if "@" not in sender or any(character in sender for character in "\r\n"):
        raise BadSetting(f"S4A_MAIL_SENDER must be an e-mail address, not {sender!r}.")
    return MailSettings(
        backend=backend,
        host=read.required("S4A_MAIL_HOST", "localhost"),
        port=read.number("S4A_MAIL_PORT", 25, lowest=1, highest=65535),
        username=read.text("S4A_MAIL_USERNAME"),
        password=read.text("S4A_MAIL_PASSWORD"),
        security=read.choice("S4A_MAIL_SECURITY", MAIL_SECURITY, "none"),
        sender=sender,
    )
