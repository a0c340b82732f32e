"""The running site: a change is in every web worker soon after its commit, whatever the load."""

from __future__ import annotations

import csv
import threading
import time
import urllib.request
from pathlib import Path

from tests.platform.live import LiveServer

PATIENCE = 30.0
"""Seconds; it comes in one or two, but not on however busy a machine."""
IN_A_ROW = 8
EMPLOYER = "Zellij Logiciels"
"""One of the demonstration, verified."""


def imported(server: LiveServer, file: Path, word: str) -> None:
    with file.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["identifiant", "titre", "description", "organisation", "compétences"])
        text = "Poste à pourvoir à Fès, données et tableaux de bord."
        writer.writerow(["fresh-1", f"Analyste {word}", text, EMPLOYER, "SQL:2"])
    server.flask(f"import openings {file} --publish")


def found(server: LiveServer, word: str) -> bool:
    with urllib.request.urlopen(f"{server.url}/fr/openings?q={word}", timeout=20) as answer:
        assert answer.status == 200
        return f"Analyste {word}" in answer.read().decode()


def everywhere(server: LiveServer, word: str) -> bool:
    """In every worker: many requests in a row, each a connection of its own."""
    return all(found(server, word) for _ in range(IN_A_ROW))


def test_a_change_is_in_every_worker_and_no_request_fails(
    live_server: LiveServer, tmp_path: Path
) -> None:
    failed: list[Exception] = []
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.wait(0.02):
            try:
                found(live_server, "python")
            except Exception as error:  # any failure is one too many
                failed.append(error)

    visitor = threading.Thread(target=keep_asking)
    visitor.start()
    try:
        imported(live_server, tmp_path / "fresh.csv", "zimbrelou")
        limit = time.monotonic() + PATIENCE
        while not everywhere(live_server, "zimbrelou"):
            assert time.monotonic() < limit, "it was not seen"
            time.sleep(0.1)
    finally:
        stop.set()
        visitor.join()
    assert failed == []
