"""No page in Arabic or English says anything in French, whoever sees it and whatever they sent.

French texts are those of the catalogue whose translation differs; pages are all of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from skills4all.commands.translations import opened
from skills4all.web.locale import LANGUAGES
from tests.web.rights.addresses import FORMS, Probe, probes
from tests.web.rights.conftest import House
from tests.web.rights.page_texts import texts
from tests.web.rights.world import VISITORS

LONG = 12
"""Characters from which a text is also recognised in the middle of another."""
_NAMES = re.compile(r"%\(\w+\)[sd]|%%")


class French:
    """Texts of the interface that a page in another language must not hold."""

    def __init__(self, language: str) -> None:
        self.whole: set[str] = set()
        parts: set[str] = set()
        own = ""
        for message in opened(language):
            sources, translations = _strings(message.id), _strings(message.string)
            own += "\n".join(translations) + "\n"
            for source in sources:
                # A language is named in itself.
                if message.id and source not in (*translations, *LANGUAGES.values()):
                    self.whole.add(source)
                    parts |= {each.strip() for each in _NAMES.split(source)}
        # A piece that the translations hold too says nothing.
        kept = [each for each in parts if len(each) >= LONG and " " in each and each not in own]
        self.part = re.compile("|".join(map(re.escape, sorted(kept, key=len, reverse=True))))

    def within(self, page: Iterable[str]) -> set[str]:
        return {each for each in page if each in self.whole or self.part.search(each)}


def _strings(value: object) -> list[str]:
    found = list(value) if isinstance(value, (list, tuple)) else [value]
    return [str(each) for each in found if each]


def pages(house: House, language: str) -> Iterator[tuple[str, str]]:
    """Every address and what it answers, as the first visitor who is let in reads it."""
    for probe in probes(house.app):
        path = probe.path([house.found[name] for name in probe.names])
        if not path.startswith("/fr/"):
            continue
        answer = house.ask(
            reader(house, probe),
            probe.method,
            f"/{language}/{path.removeprefix('/fr/')}",
            FORMS.get(probe.endpoint),
        )
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
            yield f"{probe.method} {path}", answer.get_data(as_text=True)


def reader(house: House, probe: Probe) -> str:
    """The one whose page it is; who has none of it sees why not, in their language too."""
    entered = (each for each in VISITORS if probe.answer(each, house.roles[each]) == "in")
    return next(entered, VISITORS[0])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_says_anything_in_french(house: House, language: str) -> None:
    french, seen, wrong = French(language), 0, []
    for name, page in pages(house, language):
        seen += 1
        wrong += [f"{name}: {each}" for each in sorted(french.within(texts(page, language)))]
    assert seen > 120, seen
    assert wrong == []


def test_a_text_left_in_french_is_seen(house: House) -> None:
    """The French pages themselves, called English."""
    french = French("en")
    blind = [
        name
        for name, page in pages(house, "fr")
        if not french.within(texts(page.replace('lang="fr"', 'lang="en"'), "en"))
    ]
    assert blind == []
