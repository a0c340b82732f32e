"""Names of tools that are verbs or other things are told from what stands beside them."""

import pytest

from skills4all.matching.reading.concepts import SkillReader
from skills4all.reference.files import vocabulary

READER = SkillReader(vocabulary())


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("You excel at building relationships", set()),
        ("We want people who excel in maths and physics", {"mathematics", "physics"}),
        ("I excel, honestly", set()),
        ("I use excel in finance", {"excel-basics"}),
        ("Spark our readers' curiosity", set()),
        ("Come and spark joy with us", set()),
        ("Skilled in Spark and Python", {"apache-spark", "python"}),
        ("I taught myself Python", {"python"}),
        ("I taught Python", {"teaching", "python"}),
        ("A swift response is guaranteed", set()),
        ("A Swift developer", {"swift"}),
    ],
)
def test_the_word_beside_tells_a_verb_from_a_tool(text: str, skills: set[str]) -> None:
    found = {mention.concept for mention in READER.read(text)}
    assert found - {"computer-programming"} == skills
