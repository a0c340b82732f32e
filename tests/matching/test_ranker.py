"""The text ranker on the knowledge that ships: each view joins what it is there to join."""

from functools import lru_cache

import numpy as np
import pytest

from skills4all.matching.passages import lead, passage
from skills4all.matching.ranker import (
    FULL,
    FULL_WORDS,
    LONG,
    WEIGHTS,
    Knowledge,
    TextRanker,
    letter_terms,
)
from skills4all.matching.reading.concepts import Lexicon, SkillReader
from skills4all.matching.themes import Theme, ThemeSpace
from skills4all.matching.vocabulary import Label
from skills4all.reference.files import vocabulary
from skills4all.reference.themes import themes
from skills4all.reference.word_meaning import word_meaning

CORPUS = {
    "forensics": "Digital forensics analyst. Examines disks and logs to find who did what.",
    "games": "Video game designer. Invents rules, levels and characters of games.",
    "health": "Health informatics specialist. Organises patient records in information systems.",
    "maps": "Geographic information technician. Makes digital maps from survey data.",
    "web": "Web developer. Builds websites with HTML, CSS and JavaScript.",
}


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    known = vocabulary()
    roles = Lexicon(tuple(known.occupations.values()))
    return Knowledge(ThemeSpace.fit(themes()), word_meaning(), SkillReader(known), roles)


@lru_cache(maxsize=1)
def ranker() -> TextRanker:
    return TextRanker.fit(CORPUS, knowledge())


def first(text: str) -> str:
    return ranker().rank(text)[0][0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Infirmière en service de réanimation, soins et dossiers des patients", "health"),
        ("Police detective, investigation of frauds and evidence", "forensics"),
        ("Géomètre topographe : relevés de terrain au GPS", "maps"),
        ("مهندس طوبوغرافي يقوم بعمليات المسح الطبوغرافي", "maps"),
        ("ممرضة في المستشفى، رعاية المرضى", "health"),
        ("Theatre director, stories and characters on stage", "games"),
        ("intégrateur de sites internet", "web"),
    ],
)
def test_texts_that_share_no_word_meet(text: str, expected: str) -> None:
    assert first(text) == expected


def test_typing_errors_and_endings_do_not_part_words() -> None:
    assert first("websits developement in javascrpt") == "web"


def test_scores_do_not_depend_on_who_is_asked_beside() -> None:
    alone = ranker().scores(["topographe"])[0]
    among = ranker().scores(["infirmière", "topographe", ""])[1]
    assert np.allclose(alone, among, atol=1e-6)


def test_an_empty_or_foreign_text_ranks_by_identifier() -> None:
    for text in ("", "…", "12 345"):
        assert [each for each, _ in ranker().rank(text)] == sorted(CORPUS)
        assert not ranker().scores([text]).any()


def test_order_of_the_corpus_changes_nothing() -> None:
    turned = TextRanker.fit(dict(reversed(CORPUS.items())), knowledge())
    assert turned.rank("topographe") == ranker().rank("topographe")


def test_a_ranker_opened_from_its_parts_scores_the_same() -> None:
    opened = TextRanker.of(CORPUS, knowledge(), ranker().sparse)
    texts = ["infirmière", "police scientifique"]
    assert np.array_equal(opened.scores(texts), ranker().scores(texts))


def test_no_corpus_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        TextRanker.fit({}, knowledge())


def test_every_view_counts() -> None:
    for view in WEIGHTS:
        scores = ranker().scores(["développement web en JavaScript"], {view: 1.0})
        assert scores.any(), view


def test_words_in_common_tell_more_where_a_query_is_long() -> None:
    few, some, full, more = (
        ranker().scores(["websites " * times], {"words": 1.0})[0].max()
        for times in (1, LONG, FULL, 2 * FULL)
    )
    assert few == pytest.approx(some)
    assert full == more == pytest.approx(FULL_WORDS * few)


def test_a_title_leads_and_a_list_of_labels_by_its_first() -> None:
    assert lead("Data analyst. Reads figures all day.") == "Data analyst"
    assert lead("technicien réseau ; technicienne réseau") == "technicien réseau"
    assert lead("SQL") == "SQL"
    long = "word " * 40
    assert lead(long) == long


def test_letters_are_those_of_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()
    text = "a de web données"
    assert sorted(letter_terms(passage(text)).items()) == sorted(
        {
            term: theirs("a de web donnees").count(term) for term in theirs("a de web donnees")
        }.items()
    )


def test_a_theme_reaches_its_neighbour_and_not_beyond() -> None:
    def theme(name: str, *near: tuple[str, float]) -> Theme:
        return Theme(name, (Label(name, "en", "preferred"),), near)

    space = ThemeSpace.fit(
        [theme("alpha", ("beta", 0.5)), theme("beta", ("gamma", 0.5)), theme("gamma")]
    )
    row = space.rows([space.place({"alpha": 1.0}, {})])[0]
    found = dict(zip(space.index.ids, row, strict=True))
    assert found["alpha"] > found["beta"] > 0
    assert found["gamma"] == 0


def test_a_word_nobody_listed_means_what_begins_like_it() -> None:
    meaning = word_meaning()
    known = meaning.row("superviseur")
    assert known is not None
    assert meaning.row("superviseuse") == known or "superviseuse" in meaning.words
    assert meaning.row("xqzvwkjp") is None
    assert meaning.row("go") == meaning.row("go")


def test_near_words_mean_alike_across_languages() -> None:
    meaning = word_meaning()

    def likeness(one: str, two: str) -> float:
        rows = [meaning.row(one), meaning.row(two)]
        assert None not in rows, (one, two)
        a, b = meaning.vectors([row for row in rows if row is not None])
        return float(a @ b)

    for one, two, other in (
        ("nurse", "infirmiere", "reseau"),
        ("reseau", "network", "nurse"),
        ("chimie", "chemistry", "painter"),
    ):
        assert likeness(one, two) > likeness(one, other) + 0.1
