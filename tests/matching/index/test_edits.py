"""Any series of edits, flushes and merges answers as if the corpus had been indexed so."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from skills4all.matching.index import IndexDocument, SkillIndex
from tests.matching.index.corpus import document, documents, plainly

QUERY = document(3, seed=77).terms
NUMBERS = st.integers(0, 70)


class Editing(RuleBasedStateMachine):
    """Beside the index stands what it should hold."""

    held: dict[str, IndexDocument]

    @initialize()
    def start(self) -> None:
        corpus = documents(50)
        self.index = SkillIndex.fit(corpus, "region", "role")
        self.held = {each.id: each for each in corpus}

    @rule(number=NUMBERS, seed=st.integers(0, 5))
    def add(self, number: int, seed: int) -> None:
        found = document(number, seed)
        self.index.add(found)
        self.held[found.id] = found

    @rule(number=NUMBERS)
    def bring_a_new_word(self, number: int) -> None:
        found = IndexDocument(f"new{number}", [f"w:new{number}", "w:1"], {"region": "d"})
        self.index.add(found)
        self.held[found.id] = found

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        self.index.remove(document(number).id)
        self.held.pop(document(number).id, None)

    @rule()
    def flush(self) -> None:
        self.index.flush()

    @rule(max_small=st.integers(0, 2))
    def merge(self, max_small: int) -> None:
        self.index.merge(max_small)

    @rule()
    def reweight(self) -> None:
        if not self.held:
            return
        self.index.reweight()
        fresh = SkillIndex.fit(self.held.values(), "region", "role")
        assert self.index.query(QUERY, 100) == fresh.query(QUERY, 100)
        assert self.index.tfidf.terms == fresh.tfidf.terms

    @invariant()
    def answers_exactly(self) -> None:
        assert len(self.index) == len(self.held)  # and the words of the last edit are counted
        expected = plainly(self.index, self.held.values(), QUERY, 15)
        assert self.index.query(QUERY, 15) == expected
        assert self.index.query_batch([QUERY], 15) == [expected]
        here = {"region": ["a", "d"]}
        assert self.index.query(QUERY, 15, here) == plainly(
            self.index, self.held.values(), QUERY, 15, here
        )
        assert set(self.index.ids) == set(self.held)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=settings().max_examples // 10, stateful_step_count=30)


def test_an_edit_rebuilds_nothing(tmp_path: Path) -> None:
    index = SkillIndex.fit(documents(500), "region")
    index.save(tmp_path)
    before = _written(tmp_path)
    index.add(document(3, seed=9))
    index.save(tmp_path)
    after = _written(tmp_path)
    assert {name: after[name] for name in before} == before, "what was written stays untouched"
    assert sum(after[name][1] for name in set(after) - set(before)) < 20_000


def _written(folder: Path) -> Mapping[str, tuple[int, int]]:
    found = (path for path in folder.glob("s-*/*"))
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


def test_an_empty_index_can_be_filled() -> None:
    index = SkillIndex.empty("region")
    index.add(document(1), document(2))
    assert {name for name, _ in index.query(document(1).terms)} >= {"d00001"}
    index.reweight()
    assert index.query(QUERY) == SkillIndex.fit([document(1), document(2)], "region").query(QUERY)


def test_small_segments_are_merged_and_so_are_many_dead() -> None:
    index = SkillIndex.fit(documents(100), "region")
    for number in range(100, 109):
        index.add(document(number))
        index.flush()
    assert index.stats()["segments"] == 10
    assert index.merge()
    assert index.stats()["segments"] == 2
    index.remove(*(document(number).id for number in range(30)))
    assert index.merge()
    assert index.stats()["segments"] == 1
    assert index.stats()["dead"] == 0
