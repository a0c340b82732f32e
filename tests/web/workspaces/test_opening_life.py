"""Pages of the life of an opening: the reminder's link, reopening, copies, doubles, the list."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from skills4all.background import letter_delivery
from skills4all.models import Opening, OpeningStatus, OrganisationKind, SkillOrigin, utc_now
from skills4all.services import accounts
from skills4all.services.calendar import today
from skills4all.services.moderation.approve import approve
from skills4all.services.openings import answering
from skills4all.services.openings.asked_skills import Asked
from skills4all.services.openings.expire_openings import remind_owners
from tests.services.market import Market, add_applications
from tests.web.people import mails
from tests.web.workspaces.filled import OPENING, problems, value_of

DAY = timedelta(days=1)


class Desk:
    """An employer's browser, its account and verified organisation, and a moderator."""

    def __init__(self, visitor: Any, market: Market) -> None:
        visitor("o@example.org")
        self.desk = visitor("m@example.org", "moderator")
        self.market, self.database = market, market.database
        owner = accounts.find(market.database, "o@example.org")
        moderator = accounts.find(market.database, "m@example.org")
        assert owner is not None
        assert moderator is not None
        self.owner, self.moderator = owner, moderator
        self.employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
        market.approve(moderator, "organisation", self.employer)
        market.database.commit()
        # A new role has ended earlier sessions.
        self.client = visitor.again("o@example.org")

    def published(self, *, leaves_in: int = 60, **values: Any) -> Opening:
        """`leaves_in`: days until it leaves the lists."""
        opening = self.market.opening(self.owner, self.employer, **values)
        opening.status = OpeningStatus.PENDING
        opening.submitted_at = utc_now()
        self.database.flush()
        key = (opening.public_id, opening.revision)
        approve(self.database, self.moderator, "opening", *key, today())
        opening.expires_on = today() + leaves_in * DAY
        self.database.commit()
        return opening

    def again(self, opening: Opening) -> Opening:
        """The row as the database has it now."""
        self.database.rollback()
        self.database.refresh(opening)
        return opening


@pytest.fixture
def desk(visitor: Any, market: Market) -> Desk:
    return Desk(visitor, market)


def letter(site: Flask, template: str, language: str = "fr") -> Any:
    """The last letter of that name, worded."""
    facts = [row["facts"] for row in mails(site) if row.get("template") == template][-1]
    with site.app_context():
        return letter_delivery.word("o@example.org", language, template, facts)


def path_in(message: Any) -> str:
    return re.findall(r"https?://[^/\s]+(/\S*still-open\S+)", message.text)[0]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_link_of_a_reminder_asks_and_only_a_button_confirms(
    site: Flask, desk: Desk, language: str
) -> None:
    opening = desk.published(leaves_in=5)
    remind_owners(desk.database, today())
    desk.database.commit()
    path = path_in(letter(site, "opening_still_open", language))
    assert path.startswith(f"/{language}/")
    stranger = site.test_client()
    page = stranger.get(path)
    assert page.status_code == 200
    assert stranger.get(path).status_code == 200
    assert desk.again(opening).expires_on == today() + 5 * DAY
    assert stranger.post(path).status_code == 200
    assert desk.again(opening).expires_on == today() + 60 * DAY
    for again in (stranger.get(path), stranger.post(path)):
        assert again.status_code == 410
    public = stranger.get(f"/fr/openings/x-{opening.public_id}", follow_redirects=True)
    assert "Toujours ouverte" in public.get_data(as_text=True)


def test_a_link_that_was_changed_confirms_nothing(site: Flask, desk: Desk) -> None:
    opening = desk.published(leaves_in=5)
    remind_owners(desk.database, today())
    desk.database.commit()
    path = path_in(letter(site, "opening_still_open"))
    for wrong in (path[:-3] + "abc", path.rsplit(".", 1)[0], "/fr/openings/still-open/x"):
        assert site.test_client().post(wrong).status_code == 410
    assert desk.again(opening).expires_on == today() + 5 * DAY


def test_the_same_button_in_the_workspace(desk: Desk) -> None:
    opening = desk.published(leaves_in=5)
    address = f"/fr/employer/openings/{opening.public_id}"
    page = desk.client.get(address)
    assert "Elle est toujours ouverte" in page.get_data(as_text=True)
    data = {"revision": value_of(page, "revision")}
    assert desk.client.post(f"{address}/confirm", data=data).status_code == 302
    assert desk.again(opening).expires_on == today() + 60 * DAY


def test_a_closed_opening_says_so_and_is_reopened(site: Flask, desk: Desk) -> None:
    opening, other = desk.published(), desk.published(title="Développeur PHP")
    address = f"/fr/employer/openings/{opening.public_id}"
    public = f"/fr/openings/x-{opening.public_id}"
    seen = {"revision": str(opening.revision)}
    assert desk.client.post(f"{address}/close", data=seen).status_code == 302
    gone = site.test_client().get(public)
    assert gone.status_code == 410
    assert other.title in gone.get_data(as_text=True)
    seen = {"revision": value_of(desk.client.get(address), "revision")}
    past = {**seen, "deadline": str(today() - DAY)}
    refused = desk.client.post(f"{address}/reopen", data=past)
    assert refused.status_code == 422
    assert problems(refused, "deadline")
    assert desk.client.post(f"{address}/reopen", data=seen).status_code == 302
    assert desk.again(opening).status is OpeningStatus.PUBLISHED
    assert site.test_client().get(public, follow_redirects=True).status_code == 200


def test_what_was_never_public_is_unknown_when_closed(site: Flask, desk: Desk) -> None:
    opening = desk.market.opening(desk.owner, desk.employer)
    opening.status = OpeningStatus.CLOSED
    desk.database.commit()
    assert site.test_client().get(f"/fr/openings/x-{opening.public_id}").status_code == 404


def test_a_copy_is_shown_as_a_double_to_its_writer_and_the_moderator(desk: Desk) -> None:
    opening = desk.published()
    address = f"/fr/employer/openings/{opening.public_id}"
    assert "presque pareille" not in desk.client.get(address).get_data(as_text=True)
    copied = desk.client.post(f"{address}/duplicate")
    assert re.fullmatch(r"/fr/employer/openings/\w+/edit", copied.location)
    page = desk.client.get(copied.location.removesuffix("/edit")).get_data(as_text=True)
    assert "presque pareille" in page
    assert f'href="{address}"' in page
    moderated = desk.desk.get(f"/fr/moderation/opening/{opening.public_id}")
    assert "a une offre presque pareille" in moderated.get_data(as_text=True)


def test_the_text_of_another_employer_is_flagged_to_the_moderator_only(
    visitor: Any, desk: Desk
) -> None:
    desk.published()
    client = visitor("c@example.org")
    copier = accounts.find(desk.database, "c@example.org")
    assert copier is not None
    other = desk.market.organisation(copier, OrganisationKind.EMPLOYER, name="Copie SARL")
    copy = desk.market.opening(copier, other, title="Autre titre")
    desk.database.commit()
    moderated = desk.desk.get(f"/fr/moderation/opening/{copy.public_id}").get_data(as_text=True)
    assert "Un autre employeur publie le même texte" in moderated
    mine = client.get(f"/fr/employer/openings/{copy.public_id}").get_data(as_text=True)
    assert "Rif Digital" not in mine


def test_what_was_read_is_kept_as_read(desk: Desk) -> None:
    address = f"/fr/employer/{desk.employer.public_id}/openings/new"
    kept = {**OPENING, "skills-1-skill": "sql", "skills-1-level": "2"}
    kept |= {"skills-1-relation": "essential", "skills-1-origin": "read"}
    assert desk.client.post(address, data=kept).status_code == 302
    opening = desk.market.only(Opening)
    origins = {row.skill_id: row.origin for row in opening.skills}
    assert origins == {"python": SkillOrigin.WRITTEN, "sql": SkillOrigin.READ}
    form = desk.client.get(f"/fr/employer/openings/{opening.public_id}/edit")
    assert form.get_data(as_text=True).count("lue dans le texte") == 1
    forged = {**OPENING, "skills-0-origin": "<b>"}
    assert desk.client.post(address, data=forged).status_code == 302


def test_languages_asked_for_are_added_and_shown_with_their_level(site: Flask, desk: Desk) -> None:
    address = f"/fr/employer/{desk.employer.public_id}/openings/new"
    added = desk.client.post(address, data={**OPENING, "do": "add:french-language"})
    page = added.get_data(as_text=True)
    assert 'value="french-language"' in page
    assert 'value="add:french-language"' not in page
    opening = desk.published(skills={"python": Asked(2), "french-language": Asked(4)})
    public = site.test_client().get(f"/fr/openings/x-{opening.public_id}", follow_redirects=True)
    text = public.get_data(as_text=True)
    assert "Langues demandées" in text
    assert "<bdi>français</bdi> – <bdi>B2</bdi>" in text


def test_the_list_says_what_to_do_first_and_is_taken_along(desk: Desk) -> None:
    quiet = desk.published(title="Poste calme")
    desk.published(title="=Poste urgent", leaves_in=3)
    draft = desk.market.opening(desk.owner, desk.employer, title="Poste en brouillon")
    late = desk.published(title="Poste en retard")
    add_applications(desk.database, late, {9: None, 10: None}, utc_now())
    desk.database.commit()
    page = desk.client.get("/fr/employer/").get_data(as_text=True)
    titles = re.findall(r"<td><a[^>]*><bdi>([^<]+)</bdi>", page)
    assert titles == [late.title, "=Poste urgent", draft.title, quiet.title]
    assert "Répondre à 2 candidatures en retard" in page
    found = desk.client.get("/fr/employer/?q=brouillon").get_data(as_text=True)
    assert draft.title in found
    assert quiet.title not in found
    file = desk.client.get("/fr/employer/?format=csv&sort=title")
    lines = list(csv.reader(io.StringIO(file.get_data(as_text=True).lstrip("\ufeff"))))
    assert lines[1][0] == "'=Poste urgent"
    assert lines[-1][0] == late.title
    assert "2" in lines[-1]


def test_everybody_reads_how_an_employer_answers(site: Flask, desk: Desk) -> None:
    opening = desk.published()
    pages = (
        f"/fr/openings/x-{opening.public_id}",
        f"/fr/organisations/x-{desk.employer.public_id}",
        "/fr/employer/",
    )

    def texts() -> list[str]:
        clients = (site.test_client(), site.test_client(), desk.client)
        return [
            client.get(path, follow_redirects=True).get_data(as_text=True)
            for client, path in zip(clients, pages, strict=True)
        ]

    assert all("pas encore assez de candidatures" in text for text in texts())
    ages = dict.fromkeys(range(20, 28), None) | {30: 26, 31: 27}
    add_applications(desk.database, opening, ages, utc_now())
    desk.database.commit()
    said = "répond à 2 candidatures sur 10, en 4 jours en médiane"
    assert all(said in text for text in texts())
    assert said in site.test_client().get("/fr/openings").get_data(as_text=True)


def test_a_pause_is_said_where_it_is_felt(site: Flask, desk: Desk) -> None:
    opening = desk.published()
    desk.employer.openings_paused_at = utc_now()
    desk.database.commit()
    for path in ("/fr/employer/", f"/fr/employer/openings/{opening.public_id}"):
        assert "Vos offres sont en pause" in desk.client.get(path).get_data(as_text=True)
    public = site.test_client().get(f"/fr/openings/x-{opening.public_id}", follow_redirects=True)
    assert "Offre en pause" in public.get_data(as_text=True)
    assert opening.title not in site.test_client().get("/fr/openings").get_data(as_text=True)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(
    "template", ["applications_waiting", "openings_paused", "openings_resumed"]
)
def test_letters_of_silence_are_worded(
    site: Flask, desk: Desk, template: str, language: str
) -> None:
    opening = desk.published(title="Développeur <b>")
    add_applications(desk.database, opening, {9: None}, utc_now())
    answering._tell(desk.database, desk.employer, template, "now", utc_now())
    desk.database.commit()
    message = letter(site, template, language)
    assert message.subject
    assert "<b>" not in message.html
    if template != "openings_resumed":
        assert f"/{language}/employer/openings/{opening.public_id}" in message.text
        assert "Développeur <b>" in message.text
