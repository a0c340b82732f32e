"""What is saved answers the same, mapped; writers take turns; the dead leave nothing behind."""

import json
import multiprocessing
import os
import signal
import stat
import time
from pathlib import Path

import numpy as np
import pytest

from skills4all.matching.index import SkillIndex, files
from skills4all.matching.index.files import IndexBusyError, IndexMovedError, writing
from tests.matching.index.corpus import document, documents

QUERY = document(5, seed=9).terms


def test_what_was_saved_answers_the_same(tmp_path: Path) -> None:
    index = SkillIndex.fit(documents(300), "region", "role")
    index.remove("d00007")
    index.save(tmp_path, "v1")
    opened = SkillIndex.open(tmp_path, "v1")
    for where in ({}, {"region": "a"}, {"contract": "p"}):
        assert opened.query(QUERY, 50, where) == index.query(QUERY, 50, where)
    assert opened.explain(QUERY, opened.query(QUERY)[0][0])


def test_arrays_are_mapped_not_copied(tmp_path: Path) -> None:
    SkillIndex.fit(documents(300), "region").save(tmp_path)
    segment = files.read(tmp_path, "").snapshot.parts[0].segment
    for array in (segment.doc, segment.val, segment.rows.tf, segment.ids):
        assert isinstance(array.base, np.memmap)


def test_only_the_owner_reads(tmp_path: Path) -> None:
    SkillIndex.fit(documents(30), "region").save(tmp_path)
    for path in tmp_path.rglob("[!.]*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path.name


def test_a_reader_follows(tmp_path: Path) -> None:
    writer = SkillIndex.fit(documents(30), "region")
    writer.save(tmp_path, "v1")
    reader = SkillIndex.open(tmp_path, "v1")
    assert not reader.refresh("v1")
    held = reader.query(QUERY)
    for number in range(40, 60):
        writer.add(document(number))
        writer.merge(3)
        writer.save(tmp_path, "v1")
    assert reader.query(QUERY) == held, "nothing moves before it is asked to"
    assert reader.refresh("v1")
    assert reader.query(QUERY, 100) == writer.query(QUERY, 100)
    writer.reweight()
    writer.save(tmp_path, "v1")
    assert reader.refresh("v1")
    assert reader.query(QUERY, 100) == writer.query(QUERY, 100)


def test_what_nobody_needs_goes_and_the_state_before_stays(tmp_path: Path) -> None:
    index = SkillIndex.fit(documents(30), "region")
    for number in range(30, 50):
        index.add(document(number))
        index.merge(2)
        index.save(tmp_path)
    named = files._named(json.loads((tmp_path / files.MANIFEST).read_text()))
    left = {path.name for path in tmp_path.glob("[esdt]-*")}
    assert named <= left
    assert len(left) <= 2 * len(named) + 2


def test_of_two_writers_one_wins(tmp_path: Path) -> None:
    SkillIndex.fit(documents(30), "region").save(tmp_path)
    one, two = SkillIndex.open(tmp_path), SkillIndex.open(tmp_path)
    one.add(document(40))
    two.add(document(41))
    one.save(tmp_path)
    with pytest.raises(IndexMovedError):
        two.save(tmp_path)
    assert SkillIndex.open(tmp_path).query(QUERY, 100) == one.query(QUERY, 100)


def _hold(folder: Path, held: "multiprocessing.synchronize.Event") -> None:
    with writing(folder):
        held.set()
        time.sleep(60)


def test_a_lock_ends_with_its_holder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    holder = context.Process(target=_hold, args=(tmp_path, held))
    holder.start()
    assert held.wait(30)
    with pytest.raises(IndexBusyError), writing(tmp_path, wait=0.1):
        pytest.fail("two writers at once")
    assert holder.pid
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    with writing(tmp_path, wait=5):
        pass


def _edit_for_ever(folder: Path) -> None:
    index = SkillIndex.open(folder)
    while True:
        index.add(document(1000 + index.generation))
        index.merge(2)
        index.save(folder)


def test_killed_at_any_moment_the_next_start_is_whole(tmp_path: Path) -> None:
    SkillIndex.fit(documents(50), "region").save(tmp_path)
    context = multiprocessing.get_context("spawn")
    seen = 0
    for round_number in range(6):
        writer = context.Process(target=_edit_for_ever, args=(tmp_path,))
        writer.start()
        give_up = time.monotonic() + 30
        start = files.generation(tmp_path)
        while files.generation(tmp_path) < start + 3 and time.monotonic() < give_up:
            time.sleep(0.001)
        time.sleep(0.0007 * round_number)
        assert writer.pid
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        opened = SkillIndex.open(tmp_path)
        assert opened.generation >= start + 3
        assert len(opened) == 50 + opened.generation - 1
        seen = opened.generation
    assert seen > 18


def _read_for_ever(folder: Path, failed: "multiprocessing.synchronize.Event", stop) -> None:  # type: ignore[no-untyped-def]
    reader = SkillIndex.open(folder)
    while not stop.is_set():
        reader.refresh()
        if len(reader.query(["w:1"], 10_000)) != len({i for i, _ in reader.query(["w:1"], 10_000)}):
            failed.set()


def test_readers_of_a_busy_index_never_fail(tmp_path: Path) -> None:
    writer = SkillIndex.fit(documents(50), "region")
    writer.save(tmp_path)
    context = multiprocessing.get_context("spawn")
    failed, stop = context.Event(), context.Event()
    readers = [
        context.Process(target=_read_for_ever, args=(tmp_path, failed, stop)) for _ in range(2)
    ]
    for reader in readers:
        reader.start()
    end = time.monotonic() + 4
    number = 100
    while time.monotonic() < end:
        number += 1
        writer.add(document(number % 400))
        writer.merge(1)
        if number % 20 == 0:
            writer.reweight()
        writer.save(tmp_path)
    stop.set()
    for reader in readers:
        reader.join(20)
    assert [reader.exitcode for reader in readers] == [0, 0]
    assert not failed.is_set()
