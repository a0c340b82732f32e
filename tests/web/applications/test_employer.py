"""The employer's pages: everybody is in the list, explained; each step is told; rights hold."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from skills4all.background import outbox_delivery
from skills4all.extensions import db
from skills4all.models import Application, ApplicationEvent, AuditEvent, Opening
from skills4all.permissions import ENDPOINTS
from skills4all.services.applications import ranking
from skills4all.services.applications.note import add_note
from skills4all.services.privacy import erasure
from tests.platform.smtp import Letterbox
from tests.services.market import add_learner
from tests.web.applications.conftest import Fair, account, field_of
from tests.web.applications.test_learner import text


def crowd(visitor: Any, fair: Fair, *levels: int) -> list[Application]:
    """One applicant for each level of Python, in that order of time."""
    sent = []
    for number, level in enumerate(levels):
        email = f"p{number}@example.org"
        client = visitor(email, "learner")
        fair.market.database.rollback()
        skills = {"python": level} if level else {"linux": 1}
        add_learner(fair.market.database, account(fair.market, email), skills)
        fair.market.database.commit()
        sent.append(fair.send(client, name=f"Personne {number}"))
    return sent


def names_in(page: str) -> list[str]:
    return re.findall(r"<bdi>(Personne \d+)</bdi></a>", page)


def list_page(fair: Fair, query: str = "") -> str:
    return f"/fr/employer/openings/{fair.opening}/applicants{query}"


def step(fair: Fair, application: Application, **values: str) -> Any:
    address = f"/fr/employer/applications/{application.public_id}"
    return fair.employer.post(f"{address}/step", data=values)


def test_everybody_is_in_the_list_those_who_cover_most_first(visitor: Any, fair: Fair) -> None:
    crowd(visitor, fair, 1, 0, 3, 1)
    page = text(fair.employer.get(list_page(fair)))
    assert names_in(page) == ["Personne 2", "Personne 0", "Personne 3", "Personne 1"]
    assert "ne cache personne" in page
    assert "4 lignes" in page
    oldest = text(fair.employer.get(list_page(fair, "?sort=applied")))
    assert names_in(oldest) == [f"Personne {number}" for number in range(4)]
    assert names_in(text(fair.employer.get(list_page(fair, "?q=personne+3")))) == ["Personne 3"]
    turned = names_in(text(fair.employer.get(list_page(fair, "?sort=-coverage"))))
    assert turned[0] == "Personne 1"


def test_a_crowd_is_paged_and_nobody_is_lost(visitor: Any, fair: Fair) -> None:
    """Every applicant is reached by the pages, whatever the score."""
    first = crowd(visitor, fair, 2)[0]
    database = fair.market.database
    for number in range(1, 61):
        person = fair.market.account(f"q{number}@example.org", "learner")
        learner = add_learner(database, person, {"linux": 1} if number % 2 else {"python": 2})
        profile = {**(first.profile or {}), "name": f"Personne {number}"}
        if number % 2:
            profile = {**profile, "skills": []}
        row = Application(learner_id=learner.id, opening_id=first.opening_id, profile=profile)
        database.add(row)
    database.commit()
    seen: list[str] = []
    for page in (1, 2, 3):
        seen += names_in(text(fair.employer.get(list_page(fair, f"?page={page}"))))
    assert sorted(seen, key=lambda name: int(name.split()[1])) == [
        f"Personne {number}" for number in range(61)
    ]


def test_the_stages_are_tabs(visitor: Any, fair: Fair) -> None:
    first, second = crowd(visitor, fair, 2, 2)
    text(fair.employer.get(f"/fr/employer/applications/{first.public_id}"))
    page = text(fair.employer.get(list_page(fair)))
    for words in ("Toutes (2)", "Reçue (1)", "Lue (1)", "Refusée (0)"):
        assert words in page
    assert names_in(text(fair.employer.get(list_page(fair, "?stage=viewed")))) == ["Personne 0"]
    assert len(names_in(text(fair.employer.get(list_page(fair, "?stage=unknown"))))) == 2
    assert second.opening_id == first.opening_id


def test_the_file_explains_itself_and_runs_no_formula(fair: Fair) -> None:
    fair.send(name="=cmd|' /C calc'!A0")
    # Once the page was read its order is remembered: the file needs the opening all the same.
    text(fair.employer.get(list_page(fair)))
    answer = fair.employer.get(list_page(fair, "?format=csv"))
    assert answer.mimetype == "text/csv"
    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    assert row["Nom"] == "'=cmd|' /C calc'!A0"
    assert row["Adresse e-mail"] == "l@example.org"
    assert row["Présentes"] == "Python"
    assert row["Rien ne le dit"] == "SQL"


def test_one_applicant_read_and_decided(fair: Fair) -> None:
    application = fair.send(message="Je peux commencer lundi.")
    address = f"/fr/employer/applications/{application.public_id}"
    page = text(fair.employer.get(address))
    for words in (
        "Amina El Idrissi",
        "l@example.org",
        "Je peux commencer lundi.",
        "déclaré par la personne",
        "À sa portée",
    ):
        assert words in page
    assert "par vous" not in page
    assert fair.stage() == "viewed"
    assert "Lue" in text(fair.learner.get(f"/fr/my/applications/{application.public_id}"))
    seen = field_of(page, "seen")
    assert seen == "viewed"
    refused = step(fair, application, seen=seen, to="refused", note="pas assez d’expérience")
    form = text(refused, 422)
    assert "Remplissez ce champ." in form
    assert "pas assez d’expérience" in form
    assert fair.stage() == "viewed"
    done = step(fair, application, seen=seen, to="refused", reason="Poste pourvu", note="bien")
    assert done.status_code == 302
    page = text(fair.employer.get(address))
    assert "Poste pourvu" in page
    assert "bien" in page
    assert "e@example.org" in page


def test_both_sides_read_the_same_reasons(fair: Fair) -> None:
    application = fair.send()
    employer = text(fair.employer.get(f"/fr/employer/applications/{application.public_id}"))
    learner = text(fair.learner.get(f"/fr/my/applications/{application.public_id}"))

    def lists(page: str) -> list[tuple[str, list[str]]]:
        found = re.findall(r'<section class="gap-list gap-(\w+)">(.*?)</section>', page, re.S)
        return [(name, re.findall(r'skill-name">([^<]+)<', body)) for name, body in found]

    assert lists(employer) == lists(learner) != []


def test_the_second_of_two_members_is_told(fair: Fair) -> None:
    application = fair.send()
    address = f"/fr/employer/applications/{application.public_id}"
    seen = field_of(text(fair.colleague.get(address)), "seen")
    assert step(fair, application, seen=seen, to="interview").status_code == 302
    late = {"seen": seen, "to": "refused", "reason": "Trop tard", "note": "à garder"}
    page = text(fair.colleague.post(f"{address}/step", data=late), 409)
    assert "Quelqu’un d’autre a modifié" in page
    assert "Trop tard" in page
    assert "à garder" in page
    assert fair.stage() == "interview"
    assert field_of(page, "seen") == "interview"


def test_a_stage_that_does_not_exist_is_refused(fair: Fair) -> None:
    application = fair.send()
    for values in ({"to": "withdrawn"}, {"to": "x", "seen": "received"}, {}):
        assert step(fair, application, **values).status_code == 422
    assert step(fair, application, to="offer").status_code == 422
    assert fair.stage() == "received"


def test_a_note_without_a_step(fair: Fair) -> None:
    application = fair.send()
    address = f"/fr/employer/applications/{application.public_id}"
    assert "Remplissez ce champ." in text(fair.employer.post(f"{address}/note"), 422)
    sent = fair.employer.post(f"{address}/note", data={"note": "rappeler-mardi"})
    assert sent.status_code == 302
    assert "rappeler-mardi" in text(fair.employer.get(address))
    own = f"/fr/my/applications/{application.public_id}"
    assert "rappeler-mardi" not in text(fair.learner.get(own))


def test_for_anyone_else_it_does_not_exist(visitor: Any, fair: Fair) -> None:
    application = fair.send()
    address = f"/fr/employer/applications/{application.public_id}"
    for client in (visitor("x@example.org", "employer"), fair.learner):
        for path in (address, f"{address}/cv.pdf", list_page(fair), list_page(fair, "?format=csv")):
            text(client.get(path), 404)
        for verb in ("step", "note"):
            text(client.post(f"{address}/{verb}", data={"seen": "received", "to": "offer"}), 404)
    assert fair.stage() == "received"


def test_once_filled_the_employer_is_asked_to_close(fair: Fair) -> None:
    application = fair.send()
    step(fair, application, seen="received", to="hired")
    page = text(fair.employer.get(list_page(fair)))
    assert "Le poste est pourvu" in page
    data = {"revision": field_of(page, "revision")}
    fair.employer.post(f"/fr/employer/openings/{fair.opening}/close", data=data)
    assert fair.market.only(Opening).status.value == "closed"
    assert "Le poste est pourvu" not in text(fair.employer.get(list_page(fair)))


def test_an_empty_list_says_what_to_do(fair: Fair) -> None:
    assert "Partagez l’adresse" in text(fair.employer.get(list_page(fair)))


def test_erasure_leaves_the_count_and_no_word(fair: Fair) -> None:
    application = fair.send(message="mot-à-effacer")
    public_id = application.public_id
    step(fair, application, seen="received", to="shortlisted", reason="raison", note="remarque")
    database = fair.market.database
    add_note(database, account(fair.market, "e@example.org"), public_id, "encore")
    database.commit()
    ranking.order(database, application.opening)
    erasure.erase_account(database, account(fair.market, "l@example.org"))
    database.commit()
    row = fair.market.only(Application)
    told = (row.learner_id, row.profile, row.message, row.reason)
    assert told == (None, None, None, None)
    assert row.answered_at is not None
    events = database.query(ApplicationEvent).all()
    assert events
    assert {(event.reason, event.note) for event in events} == {(None, None)}
    page = text(fair.employer.get(list_page(fair)))
    assert "1 candidature retirée ou effacée" in page
    text(fair.employer.get(f"/fr/employer/applications/{public_id}"), 404)
    trail = str([event.details for event in database.query(AuditEvent)])
    assert "raison" not in trail
    assert "remarque" not in trail


def test_no_route_decides_for_many_or_by_a_score(fair: Fair) -> None:
    """Each decision is about one application: a structural promise of the product."""
    ours = {name for name in ENDPOINTS if name.startswith(("applicants.", "applications."))}
    with fair.employer.application.app_context():
        rules = [
            rule
            for rule in fair.employer.application.url_map.iter_rules()
            if rule.endpoint in ours and "POST" in (rule.methods or ())
        ]
    assert len(rules) == 4
    assert all("public_id" in rule.arguments for rule in rules)
    assert not any("opening" in rule.rule for rule in rules if "employer" in rule.rule)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_learner_reads_the_answer_in_their_language(
    fair: Fair, smtp_server: Letterbox, language: str
) -> None:
    application = fair.send()
    account(fair.market, "l@example.org").locale = language
    fair.market.database.commit()
    step(fair, application, seen="received", to="refused", reason="Merci, poste pourvu")
    app = fair.employer.application
    app.extensions["mailman"].backend = "smtp"
    app.extensions["mailman"].server = smtp_server.host
    app.extensions["mailman"].port = smtp_server.port
    with app.app_context():
        outbox_delivery.sweep(db.session())
    sent = [each for each in smtp_server.messages if "l@example.org" in each["To"]]
    body = sent[-1].get_body(("plain",))
    assert body is not None
    words = body.get_content()
    assert "Merci, poste pourvu" in words
    assert f"/{language}/my/applications/{application.public_id}" in words
    title = {"fr": "Réponse à votre candidature", "ar": "جواب عن ترشيحك"}[language]
    assert title in sent[-1]["Subject"]
    to_owner = [each for each in smtp_server.messages if "e@example.org" in each["To"]]
    assert any("Nouvelle candidature" in each["Subject"] for each in to_owner)


@pytest.mark.parametrize("template", ["application_closed", "opening_filled"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_other_letters_can_be_worded(fair: Fair, template: str, language: str) -> None:
    from skills4all.background.letter_delivery import word

    facts = {"id": "x" * 22, "title": "Data analyst", "employer": "Rif", "days": 7}
    with fair.employer.application.app_context():
        told = word("a@example.org", language, template, facts)
    assert "Data analyst" in told.subject
    assert f"/{language}/" in told.text
