"""Lighthouse on the five pages that people begin with: `./dev check --full` runs it where it is.

Mobile profile. Prints the figures; fails when one is below 95.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.platform.live import browser_path, start_server, stop_server

LEAST = 95
QUESTION = "field=smp&level=licence&place=taza"
KINDS = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("/fr/", f"/fr/roles?{QUESTION}", f"/ar/roles/data-analyst?{QUESTION}", "", "/fr/sign-up")
"""Blank: the first opening of the catalogue."""
NOT_TO_BE_FOUND = (1, 2, 4)
"""Positions of pages that keep search engines away on purpose (one person's answers stand in
their address, or they are for one person): everything else of the SEO category is held to."""


def main(lighthouse: list[str]) -> bool:
    """Measure all pages with that command. Whether every figure is high enough."""
    with tempfile.TemporaryDirectory(prefix="skills4all-lighthouse-") as folder:
        server = start_server(Path(folder))
        try:
            good = True
            for position, path in enumerate(PAGES):
                address = server.url + (path or _opening(server.url))
                skipped = ["--skip-audits=is-crawlable"] if position in NOT_TO_BE_FOUND else []
                report = Path(folder) / f"{position}.json"
                scores = _measure([*lighthouse, address, *skipped], report)
                sys.stdout.write(f"{path or 'opening'}: {scores}\n")
                good = good and min(scores.values()) >= LEAST
            return good
        finally:
            stop_server(server)


def _measure(command: list[str], report: Path) -> dict[str, int]:
    order = [
        *(*command, "--quiet", "--output=json", f"--output-path={report}"),
        *("--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(KINDS)}"),
    ]
    subprocess.run(order, check=True, env=_environment(), timeout=300)
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {kind: round((categories[kind]["score"] or 0) * 100) for kind in KINDS}


def _environment() -> dict[str, str]:
    return {**os.environ, "CHROME_PATH": browser_path()}


def _opening(site: str) -> str:
    with urllib.request.urlopen(f"{site}/fr/openings", timeout=20) as answer:
        page = answer.read().decode()
    return re.findall(r'card-title"><a href="(/fr/openings/[^"]+)"', page)[0]


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
