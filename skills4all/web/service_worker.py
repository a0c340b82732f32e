"""`/sw.js`: the service worker at the root, where its scope is the whole site.

A line before it names the files that a page needs without a connection; any change of them makes
another worker, which browsers notice by themselves.
"""

from __future__ import annotations

import hashlib
import json

from flask import Blueprint, Response, request

from skills4all.web.assets import FOLDER, static_url
from skills4all.web.locale import LANGUAGES

blueprint = Blueprint("service_worker", __name__)

SOURCE = FOLDER / "js" / "worker.js"
FILES = ("css/app.css", "js/app.js", "js/offline.js", "js/saved.js", "svg/icons.svg")


@blueprint.get("/sw.js")
def script() -> Response:
    """The worker of this version of the files. Always asked for again, so that it can change."""
    files = [static_url(path) for path in FILES] + [f"/{code}/offline" for code in LANGUAGES]
    source = SOURCE.read_text("utf-8")
    version = hashlib.sha256(json.dumps([files, source]).encode()).hexdigest()[:12]
    body = f"const VERSION = {json.dumps(version)}, FILES = {json.dumps(files)};\n{source}"
    answer = Response(body, mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    # Browsers ask for it with nearly every page: most often the answer is that nothing changed.
    answer.set_etag(version, weak=True)
    answer.make_conditional(request)
    return answer
