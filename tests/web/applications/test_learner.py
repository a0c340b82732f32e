"""The learner's pages: shown first, then sent; followed; taken back."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from flask import Flask

from skills4all.models import ApplicationStatus
from skills4all.services.applications.move import Step, move
from skills4all.services.learners import skills
from tests.web.applications.conftest import Fair, account, field_of, learner_of
from tests.web.people import PASSWORD

S = ApplicationStatus


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.get_data(as_text=True))


def test_the_public_page_leads_to_it_and_sign_in_leads_back(site: Flask, fair: Fair) -> None:
    client = site.test_client()
    address = f"/fr/openings/x-{fair.opening}"
    public = text(client.get(address, follow_redirects=True))
    assert fair.apply_page in public
    sent = client.get(fair.apply_page)
    assert sent.status_code == 302
    form = text(client.get(sent.headers["Location"]))
    back = client.post(
        sent.headers["Location"],
        data={"email": "l@example.org", "password": PASSWORD, "next": field_of(form, "next")},
    )
    assert back.headers["Location"].endswith(fair.apply_page)


def test_what_is_shown_is_what_is_sent(fair: Fair) -> None:
    page = text(fair.learner.get(fair.apply_page))
    for shown in ("Python", "autonome", "déclaré par vous", "l@example.org", "Fès"):
        assert shown in page
    assert "Il n’écarte personne" in page
    application = fair.send(message="Bonjour <b>vous</b>")
    assert [each["skill"] for each in (application.profile or {})["skills"]] == ["python"]
    show = text(fair.learner.get(f"/fr/my/applications/{application.public_id}"))
    assert "Bonjour &lt;b&gt;vous&lt;/b&gt;" in show
    assert "Réponse attendue avant le" in show
    assert "/fr/report/opening/" in show
    # Applied once: the page of the form leads to it.
    again = fair.learner.get(fair.apply_page)
    assert again.headers["Location"].endswith(f"/fr/my/applications/{application.public_id}")


def test_a_profile_changed_meanwhile_is_shown_again(fair: Fair) -> None:
    shown = field_of(text(fair.learner.get(fair.apply_page)), "shown")
    skills.declare(fair.market.database, learner_of(fair.market, "l@example.org"), "linux", 2)
    fair.market.database.commit()
    data = {"name": "Amina", "message": "Gardez ceci", "shown": shown}
    page = text(fair.learner.post(fair.apply_page, data=data), 422)
    assert "Votre profil a changé" in page
    assert "Gardez ceci" in page
    assert "Linux" in page
    sent = fair.learner.post(fair.apply_page, data={**data, "shown": field_of(page, "shown")})
    assert sent.status_code == 302


def test_a_name_is_asked_for_and_what_was_typed_stays(fair: Fair) -> None:
    shown = field_of(text(fair.learner.get(fair.apply_page)), "shown")
    data = {"name": "", "message": "Déjà écrit", "shown": shown}
    page = text(fair.learner.post(fair.apply_page, data=data), 422)
    assert "Remplissez ce champ." in page
    assert "Déjà écrit" in page


def test_without_a_profile_one_is_led_to_it(visitor: Any, fair: Fair) -> None:
    client = visitor("n@example.org")
    assert "D’abord votre profil" in text(client.get(fair.apply_page))
    assert text(client.get("/fr/my/applications")).count("Aucune candidature") == 1


def test_a_closed_opening_takes_none(fair: Fair) -> None:
    owner = fair.employer
    data = {"revision": field_of(text(owner.get(f"/fr/employer/openings/{fair.opening}")),
                                 "revision")}  # fmt: skip
    assert owner.post(f"/fr/employer/openings/{fair.opening}/close", data=data).status_code == 302
    assert "ne peut pas postuler" in text(fair.learner.get(fair.apply_page), 410)
    text(fair.learner.post(fair.apply_page, data={"name": "A", "shown": "x"}), 410)
    text(fair.learner.get("/fr/my/openings/nothing/apply"), 404)


def test_the_list_says_what_comes_next(fair: Fair) -> None:
    application = fair.send()
    assert "Réponse attendue avant le" in text(fair.learner.get("/fr/my/applications"))
    owner = account(fair.market, "e@example.org")
    step = Step(S.RECEIVED, S.INTERVIEW, reason="Venez lundi à 10 h", note="motus-et-bouche-cousue")
    move(fair.market.database, owner, application.public_id, step)
    fair.market.database.commit()
    for path in ("/fr/my/applications", f"/fr/my/applications/{application.public_id}"):
        page = text(fair.learner.get(path))
        assert "vous propose un entretien" in page
        assert "motus" not in page
    assert "Venez lundi à 10 h" in page


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_pages_in_each_language(fair: Fair, language: str) -> None:
    application = fair.send()
    for path in ("my/applications", f"my/applications/{application.public_id}"):
        page = text(fair.learner.get(f"/{language}/{path}"))
        assert f'lang="{language}"' in page
        assert ("Réponse attendue" in page) == (language == "fr")


def test_taken_back_after_a_question(fair: Fair) -> None:
    application = fair.send()
    address = f"/fr/my/applications/{application.public_id}"
    sent = fair.learner.post(f"{address}/withdraw")
    assert sent.status_code == 302
    assert fair.stage() == "withdrawn"
    page = text(fair.learner.get(address))
    assert "Votre candidature est retirée." in page
    assert "Postuler de nouveau" in page
    assert fair.learner.get(f"{address}/cv.pdf").status_code == 302
    employer = fair.employer.get(f"/fr/employer/applications/{application.public_id}")
    assert "Amina" not in text(employer)
    assert fair.send(message="Encore").public_id == application.public_id


def test_nobody_else_s_application_exists(visitor: Any, fair: Fair) -> None:
    application = fair.send()
    address = f"/fr/my/applications/{application.public_id}"
    for client in (visitor("x@example.org", "learner"), fair.employer):
        for path in (address, f"{address}/cv.pdf"):
            text(client.get(path), 404)
        text(client.post(f"{address}/withdraw"), 404)
    assert fair.stage() == "received"


def test_the_cv_in_three_languages(fair: Fair) -> None:
    application = fair.send(name="Amina كوثر El Idrissi")
    for language, word in (("fr", "Compétences"), ("en", "Skills"), ("ar", "Python")):
        address = f"/{language}/my/applications/{application.public_id}/cv.pdf"
        answer = fair.learner.get(address)
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        read = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_bounded()
        assert word in read
        assert "@l" in read if language == "ar" else "l@example.org" in read
        assert "Amina" in read


def test_one_s_own_cv_needs_no_application(fair: Fair) -> None:
    page = text(fair.learner.get("/fr/profile"))
    for language in ("fr", "ar", "en"):
        assert f"/{language}/profile/cv.pdf" in page
    assert fair.learner.get("/ar/profile/cv.pdf").data.startswith(b"%PDF")


def test_a_cv_with_letters_our_face_lacks_is_made_all_the_same(fair: Fair) -> None:
    application = fair.send(name="ⴰⵎⵉⵏⴰ 王")
    address = f"/fr/my/applications/{application.public_id}/cv.pdf"
    assert fair.learner.get(address).data.startswith(b"%PDF")


def test_words_of_people_are_no_markup_in_the_cv(fair: Fair) -> None:
    application = fair.send(name='#panic("x") *gras* [')
    answer = fair.learner.get(f"/fr/my/applications/{application.public_id}/cv.pdf")
    read = pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_bounded()
    assert '#panic("x") *gras* [' in read
