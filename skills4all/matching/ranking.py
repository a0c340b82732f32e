"""Rank roles and openings for one learner, by coverage; near equals by TF-IDF, then by id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from skills4all.matching.analyser import Analyser
from skills4all.matching.coverage import Coverage, Known, asked, cover, cover_asked, telling_weights
from skills4all.matching.documents import Evidence, LearnerProfile, OpeningDocument, Source
from skills4all.matching.gap import Gap, split
from skills4all.matching.holdings import Holdings, weigh
from skills4all.matching.priors import inferred_evidence, untaught_skills
from skills4all.matching.reading.concepts import SkillReader
from skills4all.matching.vocabulary import Occupation, Requirement, Vocabulary

MODEL_VERSION = "3"
"""Bump with any change that can move a score or an order."""

_DECIMALS = 6


@dataclass(frozen=True)
class Standing:
    """A learner as the matcher sees them: all evidence, weighed, and what was never taught."""

    evidence: tuple[Evidence, ...]
    holdings: Holdings
    untaught: frozenset[str]
    text: str = ""

    @cached_property
    def known(self) -> Known:
        """What requirements are held against."""
        return Known(self.holdings, self.untaught)


@dataclass(frozen=True)
class RoleMatch:
    occupation: Occupation
    coverage: Coverage
    similarity: float = 0.0

    @cached_property
    def gap(self) -> Gap:
        """Made when asked for: a page shows a few of the hundred roles it ranks."""
        return split(self.coverage)


@dataclass(frozen=True)
class OpeningMatch:
    opening: OpeningDocument
    coverage: Coverage
    similarity: float = 0.0

    @cached_property
    def gap(self) -> Gap:
        return split(self.coverage)


class Matcher:
    """Recommends over one frozen vocabulary. Holds no learner; safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.reader = SkillReader(vocabulary)
        self.analyser = Analyser(self.reader)
        self.telling = telling_weights(vocabulary)
        self._asked = {
            role.id: asked(role.requirements, self.telling)
            for role in vocabulary.occupations.values()
        }

    def standing(self, profile: LearnerProfile) -> Standing:
        """Gather what studies, text and statements say of a learner, and weigh it."""
        evidence = (
            *inferred_evidence(self.vocabulary, profile.backgrounds),
            *self.read(profile.text),
            *profile.evidence,
        )
        untaught = untaught_skills(self.vocabulary, profile.backgrounds)
        return Standing(evidence, weigh(self.vocabulary, evidence), untaught, profile.text)

    def read(self, text: str) -> tuple[Evidence, ...]:
        """Skills read from free text, each with the words it was read from; "no Java" denies."""
        return tuple(
            Evidence(
                mention.concept,
                Source.READ,
                level=mention.level,
                denied=mention.negated,
                reason="read",
                detail=mention.words,
            )
            for mention in self.reader.read(text)
        )

    def role(self, standing: Standing, occupation: Occupation, similarity: float = 0) -> RoleMatch:
        rows = self._asked[occupation.id]
        return RoleMatch(occupation, cover_asked(rows, standing.known), similarity)

    def cover(self, standing: Standing, requirements: Sequence[Requirement]) -> Coverage:
        return cover(requirements, standing.known, self.telling)

    def roles(
        self, standing: Standing, similarity: Mapping[str, float] | None = None
    ) -> list[RoleMatch]:
        """All roles, best first. Ties within 1e-6 go to the nearer text, then to the id."""
        nearness = similarity or {}
        matches = [
            self.role(standing, occupation, nearness.get(occupation.id, 0.0))
            for occupation in self.vocabulary.occupations.values()
        ]
        return sorted(
            matches, key=lambda m: _order(m.coverage.score, m.similarity, m.occupation.id)
        )

    def openings(
        self,
        standing: Standing,
        openings: Iterable[OpeningDocument],
        similarity: Mapping[str, float] | None = None,
    ) -> list[OpeningMatch]:
        """Openings best first, by the same rule as roles; none is left out by its score."""
        nearness = similarity or {}
        matches = []
        for opening in openings:
            coverage = self.cover(standing, opening.requirements)
            near = nearness.get(opening.id, 0.0)
            matches.append(OpeningMatch(opening, coverage, near))
        return sorted(matches, key=lambda m: _order(m.coverage.score, m.similarity, m.opening.id))

    def with_skills(self, standing: Standing, learned: Mapping[str, int]) -> Standing:
        """The same learner once `learned` (skill -> level) is certified: for plans and what-if."""
        gained = tuple(
            Evidence(skill, Source.CERTIFIED, level=level, reason="planned")
            for skill, level in sorted(learned.items())
        )
        evidence = (*standing.evidence, *gained)
        return replace(standing, evidence=evidence, holdings=weigh(self.vocabulary, evidence))


def _order(score: float | None, similarity: float, identifier: str) -> tuple[float, float, str]:
    rounded = -1.0 if score is None else round(score, _DECIMALS)
    return (-rounded, -round(similarity, _DECIMALS), identifier)
