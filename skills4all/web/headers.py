"""Security headers, the same on every answer: pages, errors, static files.

Everything comes from this site: no inline script or style, no frame, no third party. Pages that
used the visitor's session are never stored by a cache.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask.globals import request_ctx

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The three answers are in the query string: another site must not receive it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


def init_app(app: Flask) -> None:
    """Add the headers to every response; HSTS only where the site is served over HTTPS."""
    https = app.config["S4A_SETTINGS"].base_url.startswith("https://")

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = _cache_control()
        return response


def _cache_control() -> str:
    # Asking through `flask.session` would itself count as using the session. Who is signed in is
    # read from the session too, so this covers every page made for one person.
    used = request_ctx._session is not None and request_ctx._session.accessed
    return "private, no-store" if used or request.method != "GET" else "no-cache"
