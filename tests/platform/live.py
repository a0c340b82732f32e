"""Fixtures: the site as people meet it: real server processes and a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from config import Settings
from skills4all.app import create_app
from tests.platform.applications import DATABASE, closed
from tests.platform.smtp import free_port

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PREPARATIONS = ("db upgrade", "reference load", "demo load", "index build", "static build")


@dataclass(frozen=True)
class LiveServer:
    """A running site. `url` has no final slash; `instance` is its folder (e-mails in mail/)."""

    url: str
    instance: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    def flask(self, command: str) -> str:
        """Run a command of the application beside the running server."""
        return run_flask(command, self.environment)


def run_flask(command: str, environment: dict[str, str]) -> str:
    """What `flask <command>` prints; fails the test with its error."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"flask {command} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def prepare(environment: dict[str, str], commands: Iterable[str]) -> None:
    """Run commands of the application one after the other, in this process.

    Five processes would read the same libraries and the same vocabulary.
    """
    with closed(create_app(Settings.from_environment(environment))) as app:
        for command in commands:
            done = app.test_cli_runner().invoke(args=command.split())
            if done.exit_code:
                pytest.fail(f"flask {command} failed:\n{done.output[-4000:]}{done.exception!r}")


def start_server(instance: Path, *, prepared: bool = True, **variables: str) -> LiveServer:
    """Start the site as `./dev run` does, on a free port. The caller stops its process.

    Not prepared: on the database that stands in the folder, or on one with empty tables.
    """
    environment = {
        **os.environ,
        "S4A_INSTANCE": str(instance),
        "S4A_BIND": f"127.0.0.1:{free_port()}",
        "S4A_LOG_LEVEL": "WARNING",
        **variables,
    }
    bare = () if (instance / DATABASE).exists() else ("db upgrade",)
    prepare(environment, PREPARATIONS if prepared else bare)
    with (instance / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    server = LiveServer(f"http://{environment['S4A_BIND']}", instance, process, environment)
    wait_until_ready(server)
    return server


def wait_until_ready(server: LiveServer, seconds: float = 60) -> None:
    """Until the site answers; fails with the server's log."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and server.process.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(f"{server.url}/healthz", timeout=2).close()
            return
        time.sleep(0.1)
    stop_server(server)
    pytest.fail(f"the server did not answer:\n{(server.instance / 'server.log').read_text()}")


def stop_server(server: LiveServer) -> None:
    """Ask it to end, and wait."""
    server.process.terminate()
    try:
        server.process.wait(30)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The site with its vocabulary and demonstration data, two workers, one task worker."""
    server = start_server(tmp_path_factory.mktemp("live"))
    yield server
    stop_server(server)


def browser_path() -> str:
    """Path of the browser to drive; fails when there is none."""
    named = os.environ.get("S4A_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found or not Path(found).is_file():
        pytest.fail("no browser for this test: run ./dev test, or set S4A_BROWSER to its path")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser without a window."""
    arguments = ["--disable-background-networking", "--disable-component-update"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path(), args=arguments)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone on the running site. Fails when a script broke or another site was asked."""
    context = browser.new_context(
        viewport=PHONE,
        is_mobile=True,
        has_touch=True,
        base_url=live_server.url,
        locale="fr-MA",
        timezone_id="Africa/Casablanca",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("request", lambda request: problems.extend(_foreign(request, live_server.url)))
    yield page
    context.close()
    assert problems == []


def _foreign(request: Request, site: str) -> list[str]:
    own = request.url.startswith((site, "data:", "blob:", "about:"))
    return [] if own else [f"another site was asked: {request.url}"]
