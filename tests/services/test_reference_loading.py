"""The import brings tables in step with the files, on both engines, as often as one likes."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask
from sqlalchemy import func, select

from skills4all.extensions import db
from skills4all.matching.vocabulary import Vocabulary
from skills4all.models import ConceptLabel, Learner, LearnerSkill, OccupationSkill, Skill
from skills4all.reference import files
from skills4all.services.reference_loading import load
from tests.platform.applications import AppOn
from tests.web.people import load_vocabulary

WORLD = files.vocabulary()


@pytest.fixture
def loaded(app_on: AppOn, engine_name: str) -> Flask:
    app = app_on(engine_name)
    load_vocabulary(app)
    return app


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def use(monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> None:
    monkeypatch.setattr(files, "vocabulary", lambda: vocabulary)


def test_everything_is_in_the_tables(app_on: AppOn, engine_name: str) -> None:
    with app_on(engine_name).app_context():
        assert load(db.session())
        db.session.commit()
        assert count(Skill) == len(WORLD.skills)
        wanted = sum(len(role.requirements) for role in WORLD.occupations.values())
        assert count(OccupationSkill) == wanted
        for language in ("fr", "ar", "en"):
            found = db.session.scalar(
                select(ConceptLabel.text).where(
                    ConceptLabel.concept_type == "skill",
                    ConceptLabel.concept_id == "statistics",
                    ConceptLabel.language == language,
                    ConceptLabel.kind == "preferred",
                )
            )
            assert found == WORLD.skills["statistics"].label(language)


def test_a_second_load_changes_nothing(loaded: Flask) -> None:
    with loaded.app_context():
        before = count(ConceptLabel)
        assert not load(db.session())
        assert count(ConceptLabel) == before


def test_a_retired_skill_stays_and_names_its_successor(
    loaded: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = {key: skill for key, skill in WORLD.skills.items() if key != "haskell"}
    newer = dataclasses.replace(
        WORLD, version="next", skills=fewer, replaced_by={"haskell": "functional-programming"}
    )
    use(monkeypatch, newer)
    with loaded.app_context():
        learner = Learner(resume_code_hash="h", expires_at=_later())
        learner.skills = [LearnerSkill(skill_id="haskell", source="declared")]
        db.session.add(learner)
        db.session.commit()
        assert load(db.session())
        db.session.commit()
        retired = db.session.get(Skill, "haskell")
        assert retired is not None
        assert retired.replaced_by_id == "functional-programming"
        assert db.session.scalars(select(LearnerSkill)).one().skill_id == "haskell"
    assert newer.current("haskell") == "functional-programming"


def test_a_changed_weight_is_brought_in(loaded: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    role = WORLD.occupations["data-analyst"]
    first = dataclasses.replace(role.requirements[0], weight=0.11)
    changed = dataclasses.replace(role, requirements=(first, *role.requirements[1:]))
    use(
        monkeypatch,
        dataclasses.replace(
            WORLD, version="next", occupations={**WORLD.occupations, role.id: changed}
        ),
    )
    with loaded.app_context():
        assert load(db.session())
        db.session.commit()
        weight = db.session.scalar(
            select(OccupationSkill.weight).where(
                OccupationSkill.occupation_id == role.id, OccupationSkill.skill_id == first.skill
            )
        )
        assert weight == pytest.approx(0.11)


def _later():
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(days=30)
