"""CVs are read by content, in a child that is really limited; nothing stays behind."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pytest

from skills4all.errors import DomainError, Invalid, TooLarge, Unavailable
from skills4all.services import cv
from skills4all.services.cv import child, reading
from tests.services.cv import files

ARABIC = "إجازة في الفيزياء، أتقن Python والإحصاء"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (files.word("Licence SMP, Python et MATLAB"), ["SMP", "MATLAB", "Anglais B2"]),
        (files.word(ARABIC), ["الفيزياء", "Python"]),
        (files.pdf("Stage en Python et SQL"), ["Python", "SQL"]),
        (files.europass(), ["MATLAB", "Python"]),
        (files.pdf("Europass", attached=files.europass()), ["Europass", "MATLAB"]),
        (ARABIC.encode(), ["الفيزياء"]),
        (ARABIC.encode("utf-16"), ["الفيزياء"]),
        ("إجازة في الفيزياء والإحصاء".encode("cp1256"), ["الفيزياء"]),
        ("Diplômé en géologie".encode("cp1252"), ["Diplômé", "géologie"]),
    ],
)
def test_text_is_found(data: bytes, words: list[str]) -> None:
    text = cv.read(data)
    assert [word for word in words if word not in text] == []


def test_attached_files_of_europass_are_not_words() -> None:
    assert "QUJD" not in cv.read(files.europass())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unknown_type"),
        (b"<html><script>alert(1)</script>", "unknown_type"),
        (b"{\\rtf1 text}", "unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"),
        (b"PK\x03\x04 not a zip", "unknown_type"),
        (b"%PDF-1.7\nbroken", "damaged"),
        (files.word("x")[:-300], "unknown_type"),
        (b"<Candidate><unclosed>", "damaged"),
        (files.locked_pdf(), "encrypted"),
        (files.empty_pdf(), "no_text"),
        (b"12345 67890", "no_text"),
        (files.entity_bomb(), "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        cv.read(data)
    assert refusal.value.code == code


def test_a_file_of_the_server_is_never_read_through_xml(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-4711")
    with pytest.raises(Invalid) as refusal:
        cv.read(files.stealing_xml(str(secret)))
    assert refusal.value.code == "damaged"


def test_too_large_is_refused_before_anything_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_run", lambda *_: pytest.fail("a child was started"))
    with pytest.raises(TooLarge):
        cv.read(b"x" * (cv.MOST_BYTES + 1))


@pytest.mark.parametrize("lying", [False, True])
def test_a_bomb_is_refused(lying: bool) -> None:
    started = time.monotonic()
    with pytest.raises(Invalid) as refusal:
        cv.read(files.zip_bomb(lying=lying))
    assert refusal.value.code in {"too_heavy", "damaged", "too_long"}
    assert time.monotonic() - started < reading.WALL_SECONDS + 2


def child_doing(body: str, cpu_seconds: int) -> tuple[str, ...]:
    """The real child with its real limits, its parser replaced by `body`."""
    program = (
        "import skills4all.services.cv.child as child, skills4all.services.cv.parsers as parsers\n"
        f"def text_of(data):\n    {body}\n"
        f"child.CPU_SECONDS = {cpu_seconds}\n"
        "parsers.text_of = text_of\nchild.main()\n"
    )
    return (sys.executable, "-c", program)


def outcome(body: str, cpu_seconds: int = child.CPU_SECONDS) -> str:
    try:
        return cv.reading.read(b"x", command=child_doing(body, cpu_seconds))
    except DomainError as refusal:
        return f"refused: {refusal.code}"


def test_the_child_we_replace_works() -> None:
    """The control: the same child with a harmless parser answers."""
    assert outcome("return 'read ' + data.decode()") == "read x"


def test_memory_is_limited() -> None:
    assert outcome("return str(len(bytearray(200 << 20)))") == str(200 << 20)
    assert outcome("return str(len(bytearray(400 << 20)))") == "refused: too_heavy"


@pytest.mark.parametrize("body", ["while True: pass", "import time; time.sleep(60); return ''"])
def test_an_endless_parser_is_killed(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(reading, "WALL_SECONDS", 2.0)
    started = time.monotonic()
    assert outcome(body) == "refused: too_long"
    assert time.monotonic() - started < 5


@pytest.mark.slow
def test_processor_time_is_limited_by_the_system_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child.CPU_SECONDS <= reading.WALL_SECONDS
    monkeypatch.setattr(reading, "WALL_SECONDS", 60.0)
    # The same order to the system with a shorter time: ten seconds of every run would burn.
    assert outcome("while True: pass", cpu_seconds=1) == "refused: too_long"


def test_a_crash_of_the_parser_is_only_a_refusal() -> None:
    assert outcome("import os; os.abort()") == "refused: too_heavy"
    assert outcome("raise RuntimeError('secret of the file')") == "refused: damaged"


def test_the_child_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "stolen"
    body = f"import pathlib; pathlib.Path({str(target)!r}).write_bytes(data); return 'written'"
    assert outcome(body) != "written"
    assert not target.exists() or target.read_bytes() == b""


def test_the_child_knows_no_secret() -> None:
    body = "import os; return ' '.join(sorted(os.environ)) + ' text'"
    assert "S4A" not in outcome(body)
    assert "DATABASE" not in outcome(body)


def test_nothing_is_written_by_the_parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    cv.read(files.word("Python " * 1000))
    assert list(tmp_path.iterdir()) == []


def test_a_flood_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.05)
    for _ in range(reading.AT_ONCE):
        assert reading._places.acquire(timeout=1)
    try:
        with pytest.raises(Unavailable) as refusal:
            cv.read(b"Python")
        assert refusal.value.code == "busy"
    finally:
        for _ in range(reading.AT_ONCE):
            reading._places.release()
    assert cv.read(b"Python") == "Python"
