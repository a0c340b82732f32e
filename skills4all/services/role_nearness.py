"""How near each role lies to what a person studied and can do, in meaning, not by the letter.

Settles the order of roles that a person covers alike. It reads names of the concepts we know of
somebody (fields, skills), never their own words: a first name, an age or a town cannot move it.
The parts are fitted with the index and published beside it; a page only opens them.
"""

from collections.abc import Mapping
from functools import lru_cache

from skills4all.matching.documents import Source
from skills4all.matching.index import SkillIndex
from skills4all.matching.ranker import WEIGHTS, TextRanker
from skills4all.matching.ranking import Standing
from skills4all.matching.themes import ThemeSpace
from skills4all.reference.themes import themes
from skills4all.services import knowledge
from skills4all.services.indexing import ROLE_WORDS, THEMES

PARTS = (THEMES, ROLE_WORDS)
VIEWS: Mapping[str, float] = {
    view: weight for view, weight in WEIGHTS.items() if view in ("words", "themes", "meaning")
}
"""Names of concepts are rightly spelt and say nothing beside themselves: the two other views would
add time alone."""


def parts() -> dict[str, SkillIndex]:
    """What pages need of the fitted ranker."""
    ranker = _fitted(knowledge.vocabulary().version)
    return {THEMES: ranker.knowledge.themes.index, ROLE_WORDS: ranker.sparse["words"]}


@lru_cache(maxsize=1)
def _fitted(_vocabulary: str) -> TextRanker:
    """Fitted once a process for a vocabulary: openings change, roles do not."""
    return TextRanker.fit(_texts(), knowledge.text_knowledge())


def _texts() -> dict[str, str]:
    return {
        role.id: knowledge.role_text(role) for role in knowledge.vocabulary().occupations.values()
    }


def nearness(standing: Standing, published: Mapping[str, SkillIndex]) -> dict[str, float]:
    """Role -> nearness; empty when nothing is known of the person or nothing is published yet."""
    text = _names(standing)
    if not text or not set(PARTS) <= set(published):
        return {}
    ranker = _opened(published)
    return dict(zip(ranker.ids, map(float, ranker.scores([text], VIEWS)[0]), strict=True))


def nearest_roles(text: str, published: Mapping[str, SkillIndex]) -> list[str]:
    """All roles, nearest to an opening's text first; none when nothing is published yet.

    An opening is read as it is written: it speaks of a job, not of a person.
    """
    if not set(PARTS) <= set(published):
        return []
    ranker = _opened(published)
    scores = dict(zip(ranker.ids, map(float, ranker.scores([text], VIEWS)[0]), strict=True))
    return sorted(scores, key=lambda role: (-scores[role], role))


_OPENED: dict[str, TextRanker] = {}
"""The ranker of this process, by version of the vocabulary."""


def _opened(published: Mapping[str, SkillIndex]) -> TextRanker:
    version = knowledge.vocabulary().version
    if version not in _OPENED:
        known = knowledge.with_themes(ThemeSpace.of(published[THEMES], themes()))
        _OPENED[version] = TextRanker.of(_texts(), known, {"words": published[ROLE_WORDS]})
    return _OPENED[version]


def _names(standing: Standing) -> str:
    """French names of the fields and skills known of a person, in a fixed order."""
    fields, skills = set(), set()
    for evidence in standing.evidence:
        if evidence.denied or evidence.skill not in standing.holdings.held:
            continue
        skills.add(evidence.skill)
        if evidence.source is Source.INFERRED:
            fields.add(evidence.detail.partition("/")[0])
    studied = "".join(f"{knowledge.label('field', each, 'fr')}. " for each in sorted(fields))
    return studied + " ; ".join(knowledge.label("skill", each, "fr") for each in sorted(skills))
