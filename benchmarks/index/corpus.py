"""Openings and profiles of any number, made from the shipped vocabulary: the same for a seed.

Roles, skills, words and employers follow Zipf's law; languages are French, English and Arabic as
on the market. An opening names its role and 8 to 20 of its skills, says the usual things around
them and holds two tokens that hardly any other has. A profile has 10 to 40 skills, a third of them
from elsewhere, and some text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from random import Random

from skills4all.matching.index import IndexDocument
from skills4all.matching.text import keys
from skills4all.matching.vocabulary import LANGUAGES, Language, Occupation
from skills4all.reference.files import vocabulary

SHARES = {"fr": 55, "en": 30, "ar": 15}
CONTRACTS = ("permanent", "fixed-term", "internship", "freelance", "apprenticeship")
EVERYWHERE = 0.02
EMPLOYERS = 5_000
FLAT = 10


def zipf(count: int, flat: int = 0) -> list[float]:
    """Cumulative weights: 1 / (rank + flat). Without `flat` the n-th is 1/n as likely as the first;
    with it the first ones are alike, as words are once the little ones are left out.
    """
    return list(accumulate(1 / (rank + 1 + flat) for rank in range(count)))


@dataclass(frozen=True)
class World:
    seed: int = 1

    @cached_property
    def roles(self) -> Sequence[Occupation]:
        found = sorted(vocabulary().occupations.values(), key=lambda role: role.id)
        Random(self.seed).shuffle(found)
        return found

    @cached_property
    def skill_words(self) -> dict[tuple[str, Language], list[str]]:
        return {
            (skill.id, language): [f"w:{key}" for key in keys(skill.label(language))]
            for skill in vocabulary().skills.values()
            for language in LANGUAGES
        }

    @cached_property
    def role_words(self) -> dict[tuple[str, Language], list[str]]:
        return {
            (role.id, language): [f"w:{key}" for key in keys(role.label(language))]
            for role in self.roles
            for language in LANGUAGES
        }

    @cached_property
    def common_words(self) -> dict[Language, list[str]]:
        """Words of a language, from all that is written in the vocabulary: what postings say
        around what they want.
        """
        known = vocabulary()
        concepts = (*known.skills.values(), *self.roles, *known.fields.values())
        found: dict[Language, list[str]] = {}
        for language in LANGUAGES:
            labels = (each for item in concepts for each in item.labels)
            texts = [each.text for each in labels if each.language == language]
            texts += [role.description(language) for role in self.roles]
            found[language] = sorted({f"w:{key}" for text in texts for key in keys(text)})
            Random(self.seed).shuffle(found[language])
        return found

    @cached_property
    def regions(self) -> list[str]:
        return sorted(place.id for place in vocabulary().places.values() if place.kind == "region")

    def openings(self, count: int) -> Iterator[IndexDocument]:
        rng = Random(self.seed + 1)
        of_roles, of_regions = zipf(len(self.roles)), zipf(len(self.regions))
        of_employers = zipf(EMPLOYERS)
        of_words = {each: zipf(len(self.common_words[each]), FLAT) for each in LANGUAGES}
        for number in range(count):
            role = rng.choices(self.roles, cum_weights=of_roles)[0]
            language = _language(rng)
            skills = self._skills_of(rng, role, rng.randint(8, 20))
            terms = self._terms(skills, language) + 2 * self.role_words[role.id, language]
            words = self.common_words[language]
            terms += rng.choices(words, cum_weights=of_words[language], k=60)
            terms += [f"w:emp{rng.choices(range(EMPLOYERS), cum_weights=of_employers)[0]}"]
            terms += [f"w:ref{rng.randrange(count // 4 + 1)}" for _ in range(2)]
            region = rng.choices(self.regions, cum_weights=of_regions)[0]
            facets = {
                "region": "everywhere" if rng.random() < EVERYWHERE else region,
                "occupation": role.id,
                "contract": rng.choices(CONTRACTS, (50, 20, 15, 10, 5))[0],
            }
            yield IndexDocument(f"o{number:08x}", terms, facets)

    def profiles(self, count: int) -> Iterator[list[str]]:
        rng = Random(self.seed + 2)
        of_roles = zipf(len(self.roles))
        everything = sorted(vocabulary().skills)
        of_words = {each: zipf(len(self.common_words[each]), FLAT) for each in LANGUAGES}
        for _ in range(count):
            role = rng.choices(self.roles, cum_weights=of_roles)[0]
            language = _language(rng)
            wanted = rng.randint(10, 40)
            skills = self._skills_of(rng, role, round(wanted * 0.7))
            skills += rng.sample(everything, wanted - len(skills))
            words = self.common_words[language]
            text = rng.choices(words, cum_weights=of_words[language], k=60)
            yield self._terms(skills, language) + text

    def _skills_of(self, rng: Random, role: Occupation, count: int) -> list[str]:
        rows = role.requirements
        weights = [row.weight for row in rows]
        return sorted({row.skill for row in rng.choices(rows, weights, k=count)})

    def _terms(self, skills: Sequence[str], language: Language) -> list[str]:
        found = []
        for skill in skills:
            found += [f"s:{skill}", f"s:{skill}", *self.skill_words[skill, language]]
        return found


def _language(rng: Random) -> Language:
    return rng.choices(LANGUAGES, [SHARES[each] for each in LANGUAGES])[0]
