"""What is not about the writer's skills is not read."""

import pytest

from skills4all.matching.reading.concepts import SkillReader
from skills4all.reference.files import vocabulary

READER = SkillReader(vocabulary())


def read(text: str) -> set[str]:
    return {mention.concept for mention in READER.read(text)}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Écrire à java.python@oracle-conseil.ma ou www.python-maroc.ma/sql", set()),
        ("https://github.com/moi/python", set()),
        ("ASP.NET et Node.js", {"asp-net", "nodejs"}),
        ("Administrateur salesforce.com", {"salesforce"}),
        ("Vos données personnelles sont traitées selon la loi 09-08.", set()),
        ("معطياتكم الشخصية محمية بالقانون 09.08", set()),
        ("Mise en conformité RGPD", {"gdpr-law-09-08"}),
        ("Windows 11 laptop provided, Python required", {"python"}),
        ("Ce que nous offrons : cours d'anglais, PC sous Windows 11.", set()),
        ("Mon frère code en Java, moi en Python.", {"python"}),
        ("My sister does nursing; I write Python.", {"python"}),
        ("Sous la responsabilité du chef de projet, vous utilisez Excel.", {"excel-basics"}),
        ("Contactez notre service client.", set()),
        ("M. Pascal Ruby, responsable", set()),
        ("A leading provider of cloud and security. You write Python.", {"python"}),
        ("Société spécialisée en cybersécurité recherche un expert Sage", {"sage-software"}),
        ("شركة رائدة في مجال الاتصالات تبحث عن خبير في بايثون", {"python"}),
        ("Our platform uses artificial intelligence; we need Django.", {"django"}),
        ("الإبداع والتواصل قيم نعتز بها", set()),
        ("You will help teachers who use Python.", {"python"}),
        ("We are hiring teachers in Agadir.", {"teaching"}),
        ("Vous travaillerez avec nos développeurs et nos comptables.", set()),
        ("The interview takes place over Teams.", set()),
    ],
)
def test_passages_that_are_not_about_skills(text: str, skills: set[str]) -> None:
    assert read(text) == skills


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Unity is strength: we go on a picnic.", set()),
        ("Unity and C# for five years", {"unity-engine", "c-sharp"}),
        ("afterwork au Java Café, ambiance Spring Break", set()),
        ("Julia Benali connaît Python", {"python"}),
        ("Langages : Julia, Pascal", {"julia", "pascal"}),
        ("Je travaille chez Oracle, en Python", {"python"}),
        ("Permis C et Excel", {"excel-basics"}),
        ("Une société française ; français courant", {"french-language"}),
        ("fluent French, for a Spanish company", {"french-language"}),
    ],
)
def test_names_in_doubt(text: str, skills: set[str]) -> None:
    assert read(text) == skills
