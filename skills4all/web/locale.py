"""The reader's language: in the path, kept by every link, chosen once at `/`.

Owns the list of languages, text direction and how dates, numbers and money are written. In
Arabic the regional form `ar_MA` is used: Western digits and the month names of Morocco (ماي،
غشت). French keeps the plain `fr` form, because people in Morocco write 12 000 DH with a space.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from flask import Blueprint, Flask, Response, g, redirect, request, url_for
from flask_babel import format_date, format_datetime, get_locale

from skills4all.extensions import babel
from skills4all.web.addresses import arguments

LANGUAGES: dict[str, str] = {"fr": "Français", "ar": "العربية", "en": "English"}
DEFAULT_LANGUAGE = "fr"
REGIONAL_FORMS = {"fr": "fr", "ar": "ar_MA", "en": "en"}
PREFIX = f"/<any({', '.join(LANGUAGES)}):lang>"
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600

blueprint = Blueprint("locale", __name__)


@blueprint.get("/")
def choose() -> Any:
    """Send the visitor to the home page in the language they read."""
    response = redirect(f"/{negotiated_language()}/", 302)
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def negotiated_language() -> str:
    """The language once chosen (cookie), else the browser's best, else French."""
    kept = request.cookies.get(COOKIE)
    if kept in LANGUAGES:
        return str(kept)
    return request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT_LANGUAGE


def reader_language() -> str:
    """The language of this request, also where no route matched. One of `LANGUAGES`."""
    chosen = g.get("language")
    if chosen:
        return str(chosen)
    first = request.path.split("/", 2)[1] if request else ""
    return first if first in LANGUAGES else negotiated_language()


def comma() -> str:
    """What stands between the words of a list."""
    return "، " if reader_language() == "ar" else ", "


def text_direction(language: str | None = None) -> str:
    """`rtl` or `ltr` for a language, the reader's by default."""
    return Locale.parse(language or reader_language()).text_direction


def in_language(language: str) -> str:
    """The address of the page being read, in another language."""
    if not request.endpoint or "lang" not in (
        request.url_rule.arguments if request.url_rule else ()
    ):
        return f"/{language}/"
    query = arguments(request.args.items(multi=True))
    return url_for(request.endpoint, **{**query, **(request.view_args or {}), "lang": language})


def money(centimes: int | None) -> str:
    """`1250000` -> `12 500 DH`. Centimes are shown only when there are some."""
    if centimes is None:
        return ""
    amount = Decimal(centimes) / 100
    pattern = "#,##0" if centimes % 100 == 0 else "#,##0.00"
    number = format_decimal(amount, format=pattern, locale=get_locale() or DEFAULT_LANGUAGE)
    # A no-break space keeps the number and its unit on one line.
    return {"ar": f"{number}\N{NO-BREAK SPACE}درهم", "en": f"MAD\N{NO-BREAK SPACE}{number}"}.get(
        reader_language(), f"{number}\N{NO-BREAK SPACE}DH"
    )


def day(moment: date | None) -> str:
    """A date, or the local date of an instant, with the month in letters: `3 mai 2027`."""
    if moment is None:
        return ""
    written = format_datetime if isinstance(moment, datetime) else format_date
    return str(written(moment, "d MMMM y"))


def init_app(app: Flask) -> None:
    """Bind languages to routing, to Babel and to templates."""
    babel.init_app(app, locale_selector=lambda: REGIONAL_FORMS[reader_language()])
    app.jinja_env.globals.update(
        get_locale=get_locale,
        reader_language=reader_language,
        text_direction=text_direction,
        in_language=in_language,
        languages=LANGUAGES,
    )
    app.jinja_env.filters["money"] = money
    app.jinja_env.filters["day"] = day
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_keep_language)
    app.after_request(_remember_language)


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.language = values.pop("lang")


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    from flask import current_app

    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = reader_language()


def _remember_language(response: Response) -> Response:
    """Set the cookie only for someone who left the language their browser asks for."""
    chosen = g.get("language")
    if chosen:
        response.headers["Content-Language"] = chosen
        # Feeds, maps and pictures are fetched by machines: no choice of the reader.
        if chosen != negotiated_language() and response.mimetype == "text/html":
            response.set_cookie(
                COOKIE,
                chosen,
                COOKIE_SECONDS,
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
    return response
