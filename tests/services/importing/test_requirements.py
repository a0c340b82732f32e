"""What a text asks for: essential, optional, not at all."""

import pytest

from skills4all.services.importing.occupations import nearest_occupation
from skills4all.services.importing.requirements import read_requirements


def asked(text: str) -> dict[str, tuple[str, int]]:
    return {row.skill: (row.relation, row.level) for row in read_requirements(text)}


@pytest.mark.parametrize(
    ("text", "essential", "optional"),
    [
        ("Python exigé. SQL souhaité.", {"python"}, {"sql"}),
        ("Java et Git. Angular, Docker ou Kafka appréciés.", {"java", "git"},
         {"angular", "docker", "kafka"}),
        ("SQL solide, Docker serait un plus", {"sql"}, {"docker"}),
        ("Idéalement Kubernetes, Terraform", set(), {"kubernetes", "terraform"}),
        ("Python. Nice to have: Docker, Kafka.", {"python"}, {"docker", "kafka"}),
        ("Requis :\n- Java\n- SQL\n\nNice to have:\n- Docker\n- Kafka\n\nProfil : Bac+3, Git",
         {"java", "sql", "git"}, {"docker", "kafka"}),
        ("إتقان JavaScript. يفضل معرفة React. معرفة Docker ميزة.", {"javascript"},
         {"react", "docker"}),
    ],
)  # fmt: skip
def test_softened_demands_are_optional(text: str, essential: set[str], optional: set[str]) -> None:
    found = asked(text)
    assert {skill for skill, (relation, _) in found.items() if relation == "essential"} == essential
    assert {skill for skill, (relation, _) in found.items() if relation == "optional"} == optional


def test_asked_twice_is_essential_once_essential() -> None:
    assert (
        asked("Docker est un plus. Vous utilisez Docker chaque jour.")["docker"][0] == "essential"
    )


def test_denied_and_lifted_demands_are_left_out() -> None:
    assert (
        asked("Sans expérience en Selenium. French is not required. L'anglais n'est pas exigé")
        == {}
    )


def test_levels_are_read_else_two_and_b1_for_languages() -> None:
    found = asked("Maîtrise de Python. Notions de SQL. Git. Anglais B2. Français.")
    assert {skill: level for skill, (_, level) in found.items()} == {
        "python": 3, "sql": 1, "git": 2, "english-language": 4, "french-language": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Développeur Java H/F - Fès", "java-developer"),
        ("Recrutement : testeuse logiciel confirmée", "software-tester"),
        ("Junior Data Analyst (m/f)", "data-analyst"),
        ("مطور ويب", "web-developer"),
    ],
)
def test_the_title_names_the_occupation(title: str, occupation: str) -> None:
    assert nearest_occupation(title, ()) == occupation


def test_without_title_the_skills_decide_and_nothing_gives_none() -> None:
    rows = read_requirements(
        "Serveurs Linux et Windows Server, Active Directory, administration système, "
        "virtualisation VMware, sauvegardes, supervision Zabbix, scripts shell."
    )
    assert nearest_occupation("Collaborateur", rows) == "system-administrator"
    assert nearest_occupation("Cuisinier", ()) is None
    assert nearest_occupation("Serveur en salle", read_requirements("Permis de conduire.")) is None
