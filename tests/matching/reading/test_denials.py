"""What a text denies, in which direction and how far, on the shipped vocabulary."""

import time

import pytest

from skills4all.matching.reading.concepts import SkillReader
from skills4all.reference.files import vocabulary

READER = SkillReader(vocabulary())


def read(text: str) -> tuple[set[str], set[str]]:
    mentions = READER.read(text)
    stated = {each.concept for each in mentions if not each.negated}
    return stated, {each.concept for each in mentions if each.negated} - stated


@pytest.mark.parametrize(
    ("text", "stated", "denied"),
    [
        ("Java : non. Python : oui.", {"python"}, {"java"}),
        ("Java n'est pas exigé, Python oui.", {"python"}, {"java"}),
        ("Excel connu, SPSS jamais.", {"excel-basics"}, {"spss"}),
        ("Word et Excel maîtrisés, Access jamais touché", None, {"microsoft-access"}),
        ("Java, je ne connais pas.", set(), {"java"}),
        ("Docker is not required.", set(), {"docker"}),
        ("You are not required to know Docker.", set(), {"docker"}),
        ("Kubernetes and Helm are not required; Docker is.", {"docker"}, {"kubernetes", "helm"}),
        ("معرفة Java ليست إلزامية", set(), {"java"}),
        ("أتقن Python، أما Java فلا أعرفه", {"python"}, {"java"}),
        ("Java machi darouri", set(), {"java"}),
        ("Those who do not know Java will not be considered.", {"java"}, set()),
        ("Les dossiers sans anglais ne seront pas retenus", {"english-language"}, set()),
        ("Apart from Java, I know Kotlin.", {"java", "kotlin"}, set()),
        ("You don't need to be an expert in SQL.", {"sql"}, set()),
        ("I have never used Java, unlike Python.", {"python"}, {"java"}),
        ("لم أستعمل Java من قبل، بخلاف Python", {"python"}, {"java"}),
        ("Java ma kan3refhach", set(), {"java"}),
    ],
)
def test_what_stands_before_is_denied_when_nothing_follows(
    text: str, stated: set[str] | None, denied: set[str]
) -> None:
    found = read(text)
    assert found[1] == denied
    assert stated is None or found[0] == stated


@pytest.mark.parametrize(
    ("text", "stated", "denied"),
    [
        ("Pas de Java, PHP ou Ruby.", set(), {"java", "php", "ruby"}),
        ("Sans expérience, formé à Python.", {"python"}, set()),
        ("Je n'ai jamais fait de Java et j'utilise Python.", {"python"}, {"java"}),
        ("Je ne connais pas Java, uniquement Python", {"python"}, {"java"}),
        ("Pas de PHP ? Nous utilisons Python.", {"python"}, {"php"}),
        ("No experience: we train you in Python.", {"python"}, set()),
        ("Skills I lack: Docker, Git.", set(), {"docker", "git"}),
        ("No Java, knowledge of Python required.", {"python"}, {"java"}),
        ("Everything in Office except Access", None, {"microsoft-access"}),
        ("لا خبرة لي في Java باستثناء Python", {"python"}, {"java"}),
        ("ليس لدي خبرة في Java، لدي خبرة في Python", {"python"}, {"java"}),
        ("ma3ndich Java, 3endi Python", {"python"}, {"java"}),
        ("Ma kan3refch Java walakin kan3ref Python", {"python"}, {"java"}),
    ],
)
def test_a_denial_ends_where_the_sentence_says_something_else(
    text: str, stated: set[str] | None, denied: set[str]
) -> None:
    found = read(text)
    assert found[1] == denied
    assert stated is None or found[0] == stated


@pytest.mark.parametrize(
    "text",
    [
        "Sans oublier Python.",
        "Pas que Python",
        "Pas un jour sans Python.",
        "Je ne peux pas me passer de Python",
        "Python n'a pas de secret pour moi",
        "J'utilise Python sans aide",
        "I can't live without Python",
        "I'm no stranger to Python",
        "There is no better tool than Python",
        "Not a day without Python",
        "لا بد من إتقان Python",
        "لا غنى عن Python",
        "خبرة لا تقل عن سنتين في Python",
        "ليس فقط Python",
        "معطيات غير مهيكلة بواسطة Python",
        "données non structurées et Python",
    ],
)
def test_negative_words_that_deny_nothing(text: str) -> None:
    stated, denied = read(text)
    assert "python" in stated
    assert not denied


@pytest.mark.parametrize(
    "text",
    ["pas de Java, " * 1500, "Java " + "non, " * 4000, "pas " * 5000, "Java, sans " * 1800],
    ids=["enumeration", "afterwards", "cues", "without"],
)
def test_reading_takes_linear_time(text: str) -> None:
    READER.read(text[:1000])
    start = time.perf_counter()
    READER.read(text)
    assert time.perf_counter() - start < 2
