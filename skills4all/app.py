"""`create_app`: the table of contents of the web application."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from skills4all import commands, database, logs
from skills4all.background import queue
from skills4all.extensions import compress, csrf, db, mail, migrate
from skills4all.web import access, assets, error_pages, french, headers, locale

ROOT = Path(__file__).resolve().parents[1]

# Each module has a `blueprint`. Pages in the reader's language live under /<lang>/.
PAGES: tuple[str, ...] = (
    "skills4all.web.pathways",
    "skills4all.web.model_card",
    "skills4all.web.catalogue",
    "skills4all.web.accounts",
    "skills4all.web.profile",
    "skills4all.web.privacy",
    "skills4all.web.organisations",
    "skills4all.web.members",
    "skills4all.web.institution",
    "skills4all.web.centre",
    "skills4all.web.centre_sessions",
    "skills4all.web.employer",
    "skills4all.web.employer_pledges",
    "skills4all.web.files",
    "skills4all.web.moderation",
    "skills4all.web.desk_reports",
    "skills4all.web.desk_people",
    "skills4all.web.desk_audit",
    "skills4all.web.operations",
    "skills4all.web.reports",
    "skills4all.web.enrolments",
    "skills4all.web.centre_enrolments",
    "skills4all.web.certificates",
    "skills4all.web.messages",
    "skills4all.web.steps",
    "skills4all.web.alerts",
    "skills4all.web.opening_life",
    "skills4all.web.applications",
    "skills4all.web.applicants",
    "skills4all.web.employer_learners",
    "skills4all.web.employer_contacts",
    "skills4all.web.contacts",
    "skills4all.web.previews",
    "skills4all.web.feeds",
    "skills4all.web.session_calendar",
    "skills4all.web.suggestions",
    "skills4all.web.low_data",
    "skills4all.web.installable",
    "skills4all.web.pathway_document",
)
# Addresses without a language: the door, probes, machines.
ROOT_PAGES = (
    "skills4all.web.locale",
    "skills4all.web.health",
    "skills4all.web.crawlers",
    "skills4all.web.service_worker",
)
# Parts that bind themselves to the application with `init_app(app)`.
PARTS: tuple[str, ...] = (
    "skills4all.web.wording",
    "skills4all.web.addresses",
    "skills4all.web.accounts",
    "skills4all.web.held_forms",
    "skills4all.web.profile",
    "skills4all.web.privacy",
    "skills4all.api",
    "skills4all.web.design",
    "skills4all.web.enrolment_words",
    "skills4all.web.opening_life",
    "skills4all.web.application_words",
    "skills4all.web.heads",
    "skills4all.web.drawing",
    "skills4all.web.low_data",
    "skills4all.web.installable",
)


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The application. `overrides` are Flask settings that tests change."""
    settings = settings or Settings.from_environment()
    app = Flask("skills4all", template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(flask_settings(settings), **overrides)
    logs.configure(settings.log_level, with_exception_messages=not settings.production)

    bind_extensions(app)
    logs.init_app(app)
    access.init_app(app)
    locale.init_app(app)
    french.init_app(app)
    error_pages.init_app(app)
    register_pages(app)
    commands.init_app(app)
    queue.init_app(app)
    headers.init_app(app)
    assets.init_app(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=0
        )
    return app


def bind_extensions(app: Flask) -> None:
    """Database, migrations, protection of forms, mail, compression."""
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            database.prepare(engine)
    migrate.init_app(app, db, str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    csrf.init_app(app)
    mail.init_app(app)
    compress.init_app(app)


def register_pages(app: Flask) -> None:
    """All blueprints and parts, from the three lists above."""
    for name in PAGES:
        app.register_blueprint(import_module(name).blueprint, url_prefix=locale.PREFIX)
    for name in ROOT_PAGES:
        app.register_blueprint(import_module(name).blueprint)
    for name in PARTS:
        import_module(name).init_app(app)


def flask_settings(settings: Settings) -> dict[str, Any]:
    """Our settings in the words of Flask and its extensions."""
    https = settings.base_url.startswith("https://")
    mail_settings = settings.mail
    return {
        "S4A_SETTINGS": settings,
        "TESTING": settings.environment == "test",
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
        "MAX_CONTENT_LENGTH": 6 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "MAX_FORM_PARTS": 2_000,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": locale.DEFAULT_LANGUAGE,
        "BABEL_DEFAULT_TIMEZONE": "Africa/Casablanca",
        "COMPRESS_MIN_SIZE": 700,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "MAIL_BACKEND": mail_settings.backend,
        "MAIL_SERVER": mail_settings.host,
        "MAIL_PORT": mail_settings.port,
        "MAIL_USERNAME": mail_settings.username,
        "MAIL_PASSWORD": mail_settings.password,
        "MAIL_USE_TLS": mail_settings.security == "starttls",
        "MAIL_USE_SSL": mail_settings.security == "tls",
        "MAIL_DEFAULT_SENDER": mail_settings.sender,
        "MAIL_TIMEOUT": 20,
        "MAIL_FILE_PATH": str(settings.instance / "mail"),
    }
