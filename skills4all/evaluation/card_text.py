"""The model card in English, for people who judge or run the service: docs/model-card.md."""

from collections.abc import Iterator, Mapping
from textwrap import fill

from skills4all.evaluation.card import (
    LEAST_QUERIES,
    NO_STUDIES,
    OTHER_STUDIES,
    WIDE,
    Line,
    Measured,
    golden_line,
    lines,
    not_measured,
    right_share,
)

WIDTH = 100

LANGUAGES: Mapping[str, str] = {
    "fr": "French",
    "ar": "Arabic",
    "en": "English",
    "darija": "Darija in Latin letters",
}
GROUPS: Mapping[str, str] = {
    "05": "sciences and mathematics",
    "07": "engineering, industry and construction",
    "06": "computing",
    OTHER_STUDIES: "other studies",
    NO_STUDIES: "no studies told",
}
QUESTIONS: Mapping[str, str] = {
    "b1_onet_nonit_to_it": "I work outside IT: which IT role is near? (US, English)",
    "b2_onet_related_all": "Which occupations resemble mine? (US, English)",
    "b3_cip_field_to_it_role": "I studied this: which IT role? (US, English)",
    "b4_cip_stem_to_occupation": "I studied science: which of all occupations? (US, English)",
    "b5_esco_role_to_skill_en": "Which skills does this role need? (Europe, English)",
    "b5_esco_role_to_skill_fr": "Which skills does this role need? (Europe, French)",
    "b6_skills_to_role_en": "I can do these six things: which role? (Europe, English)",
    "b6_skills_to_role_fr": "I can do these six things: which role? (Europe, French)",
    "b7_rome_mobility_fr": "Where does my occupation lead? (France, French)",
    "b8_rome_title_to_role_fr": "Which occupation is this title? (France, French)",
    "b9_melo_fr_to_en": "French titles, English occupations",
    "b9_melo_fr_to_fr": "French titles, French occupations",
    "b10_skill_to_course_en": "Which course teaches this skill? (English)",
    "b13_rome_field_to_role_fr": "My degree: which occupations? (France, French; few queries)",
}

DOES = """\
From what a person studied, can do and says in French, Arabic or English, it computes for each
role how much of what the role asks they cover, says why, what is missing, and orders the roles. The
same computation serves openings, and measures what a training plan would add.

- A reader finds skills in text: labels, word forms, levels, what is denied.
- Coverage adds up what is held, essential skills first; it is the score people see. Unknown adds
  nothing, and an empty profile gets no score.
- Roles that are covered alike are ordered by nearness of texts: words, letters, concepts,
  themes, and word vectors distilled once from two sentence models. No network is asked while the
  service runs.
- No part of it learns from users."""

NEVER = """\
Used: field and level of studies; skills declared, read, certified. The province, hours and budget
choose sessions and openings; they change no coverage.

Never used: name, gender, age, nationality, photo, town of birth, family. The model has no such
field, and `tests/matching_quality/test_fairness.py` fails when a name, a gender, an age, a town or
a family in a text moves any score or any evidence. Texts given to read are forgotten once read."""

NOT_FOR = """\
- Rejecting, hiding or filtering a person: it orders and explains, nobody is left out by a score.
- Deciding alone on a hiring, an admission or a grant. A person decides, and hears the other.
- Ranking people against each other: a coverage says what one role asks of one person.
- Telling a chance of being hired: it does not know any.
- Counting or comparing populations, schools or regions."""

OUTCOMES = """\
With what happened to US graduates, from a field and a level alone ([outcomes.md](outcomes.md) says
what this does not mean): over 19 fields, our order of fields agrees with the share who work in
computing (Spearman 0.88). Within a group, our order of roles, like with like, agrees for
engineering (0.76), weakly for the life sciences (0.36, not told from chance) and not at all for the
physical sciences (−0.08). Nobody publishes such figures for Morocco."""

ALWAYS = (
    "What a field of study confers is written by us from Moroccan programmes, not measured on "
    "graduates; whoever answers replaces it.",
    "The golden set and the annotated texts were written by the people who wrote the vocabulary: "
    "they flatter. The benchmarks come from others.",
    "No benchmark is in Arabic and none is Moroccan: Arabic is measured on our own texts only.",
    "A skill or a role outside the vocabulary is not seen at all.",
    "Darija is read in Latin letters, on few texts; spoken forms and new spellings are missed.",
    "What US graduates became agrees little with our roles for the life sciences, and not at all "
    "for the physical sciences (chemistry, physics, Earth).",
)

CONTEST = """\
Every skill counted shows where it comes from; each supposition can be confirmed or denied on the
result page, and the answer replaces it at once. What is kept about a person can be seen, corrected,
copied and erased on the page "Your data". Whoever runs the service is named there with the receipt
of the National Commission (CNDP), to whom anybody may turn. An error in the vocabulary is mended by
a line in `skills4all/reference/` (CONTRIBUTING.md)."""


def markdown(measured: Measured) -> str:
    """The whole document; the same bytes for the same figures."""
    return "\n".join(_document(measured)).rstrip() + "\n"


def _document(measured: Measured) -> Iterator[str]:
    yield "# Model card"
    yield ""
    yield "<!-- Made by `flask matcher card`; its words are in evaluation/card_text.py. -->"
    yield ""
    yield _prose(
        f"**Model {measured['model']}**, vocabulary `{measured['vocabulary']}`, measured on "
        f"{measured['measured_on']}. Every recommendation carries both versions: on the page, in "
        "the API, with a saved pathway and in the ranking log. The same card for everybody: "
        "`/fr/model`, `/ar/model`, `/en/model`."
    )
    yield from _section("What it does", DOES)
    yield from _section("What it uses, and never", NEVER)
    yield from _section("Data", _data(measured["counts"]))
    yield from _section("What it must not be used for", NOT_FOR)
    yield from _reading(measured)
    yield from _golden(measured)
    yield from _benchmarks(measured)
    yield from _section("Outcomes", OUTCOMES)
    yield from _section("Known weaknesses", "\n".join(_item(each) for each in weaknesses(measured)))
    yield from _section("How to contest", CONTEST)


def _section(title: str, text: str) -> Iterator[str]:
    yield from ("", f"## {title}", "", text)


def _data(counts: Mapping[str, int]) -> str:
    return _prose(
        f"{counts['skills']:,} skills, {counts['roles']:,} roles and {counts['fields']:,} fields "
        f"of study, named in three languages; {counts['themes']:,} themes that join domains; "
        f"vectors of {counts['words']:,} words. All of it is in `skills4all/reference/`; sources "
        "and licences: [reference.md](reference.md). No data about users was used to make it."
    )


def _reading(measured: Measured) -> Iterator[str]:
    yield from ("", "## Figures: reading skills from text", "")
    yield _prose(
        "Ordinary texts that we annotated and that the reader was never developed on (of Darija: "
        "the half set apart). Micro averages; denied: skills that the text says one does not have. "
        "Each set is small: one skill moves a figure by about a point."
    )
    yield ""
    yield "| language | texts | precision | recall | denied, precision | denied, recall | denials |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for language, row in measured["reading"].items():
        yield (
            f"| {LANGUAGES[language]} | {row['texts']} | {_percent(row['precision'])} | "
            f"{_percent(row['recall'])} | {_percent(row['denied_precision'])} | "
            f"{_percent(row['denied_recall'])} | {row['denials']} |"
        )


def _golden(measured: Measured) -> Iterator[str]:
    golden = measured["golden"]
    yield from ("", "## Figures: roles for people, by language and group", "")
    yield _prose(
        "The golden set: people in their own words. A case is right when every role that must lead "
        f"stands in the first {golden['leading']}, and none that must not."
    )
    yield from ("", "| whom | cases | right |", "|---|--:|--:|")
    for names, rows in ((LANGUAGES, golden["languages"]), (GROUPS, golden["groups"])):
        for key, name in names.items():
            if key in rows:
                yield f"| {name} | {rows[key]['cases']} | {_percent(right_share(rows[key]))} |"
    line = golden_line(measured)
    if line is not None and line.simple is not None:
        yield ""
        yield _prose(
            f"As a ranking (nDCG@10): ours {line.ours:.2f}, the simple ranker described below "
            f"{line.simple:.2f}."
        )


def _benchmarks(measured: Measured) -> Iterator[str]:
    yield from ("", "## Figures: orders that others judged", "")
    yield _prose(
        "nDCG@10, from 0 to 1, on the development queries: nearness of texts against rankings made "
        "by others. Simple: the mean of word and character TF-IDF. Goal: what we set ourselves."
    )
    yield from ("", "| question | queries | ours | simple | goal |", "|---|--:|--:|--:|--:|")
    found = list(lines(measured))
    for each in found:
        yield (
            f"| {question(each.name)} | {each.queries} | {each.ours:.2f} | "
            f"{_or_none(each.simple)} | {_or_none(each.goal)} |"
        )
    for name in not_measured(measured):
        yield f"| {question(name)} | | not measured | | |"
    ahead = [each for each in found if each.far_ahead]
    if ahead:
        yield ""
        yield _prose(
            f"Better than the simple ranker by {WIDE:.2f} or more over {LEAST_QUERIES} queries or "
            "more, on these; elsewhere the two figures stand without a claim:"
        )
        yield ""
        yield from (f"- {question(each.name)}" for each in ahead)


def weaknesses(measured: Measured) -> Iterator[str]:
    """What the figures say against us, then what no figure says."""
    found = list(lines(measured))
    yield from (
        f"Below our goal: {question(each.name)}, {each.ours:.3f} for {each.goal:.2f}."
        for each in found
        if each.short
    )
    yield from (_behind(each) for each in found if each.behind)
    golden = golden_line(measured)
    if golden is not None and golden.behind:
        yield _behind(golden)
    shares = measured["golden"]["languages"]
    last = min(shares, key=lambda language: right_share(shares[language]))
    yield (
        f"Of the three languages, {LANGUAGES[last]} has the fewest golden cases right: "
        f"{_percent(right_share(shares[last]))}."
    )
    reading = measured["reading"]
    missed = min(reading, key=lambda language: reading[language]["recall"])
    yield (
        f"Skills in text are missed most in {LANGUAGES[missed]}: "
        f"{_percent(reading[missed]['recall'])} of them are read."
    )
    yield from ALWAYS


def _behind(line: Line) -> str:
    return (
        f"The simple ranker does better: {question(line.name)}, {line.simple:.3f} for our "
        f"{line.ours:.3f}."
    )


def question(name: str) -> str:
    """What a benchmark asks; its own name for one that has no sentence yet."""
    return {"golden": "order of the golden set"}.get(name) or QUESTIONS.get(name, f"`{name}`")


def _prose(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _item(text: str) -> str:
    return fill(f"- {text}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _or_none(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
