"""Heads: one true address a page, its other languages, a preview, and nothing of one's answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skills4all.permissions import ENDPOINTS, Audience
from tests.web.public.found.conftest import LANGUAGES, Head, head_of

SITE = "http://127.0.0.1:8000"
ANSWERS = "field=smp&level=licence&place=taza&have=python&lack=sql&budget=5000"
INDEXED = (
    "home", "about", "model", "occupations", "programmes", "openings", "occupation",
    "opening", "session", "programme", "pledge", "organisation",
)  # fmt: skip
LOCALES = {"fr": "fr_FR", "ar": "ar_AR", "en": "en_GB"}


def alternates(head: Head) -> dict[str, str]:
    return {each["hreflang"]: each["href"] for each in head.link("alternate") if "hreflang" in each}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", INDEXED)
def test_every_public_page_has_one_address_and_its_other_languages(
    reader: FlaskClient, paths: dict[str, str], kind: str, language: str
) -> None:
    head = head_of(reader, f"/{language}{paths[kind]}")
    here = {each: f"{SITE}/{each}{paths[kind]}" for each in LANGUAGES}
    (canonical,) = head.link("canonical")
    assert canonical["href"] == here[language] == head.meta("og:url")
    assert alternates(head) == {**here, "x-default": here["fr"]}
    assert head.meta("robots") == "index, follow"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*INDEXED, "pathway", "roles"])
def test_every_public_page_can_be_shared(
    reader: FlaskClient, paths: dict[str, str], kind: str, language: str
) -> None:
    head = head_of(reader, f"/{language}{paths[kind]}")
    assert head.meta("og:title")
    assert head.meta("og:description") == head.meta("description").strip()
    assert len(head.meta("description")) > 20
    assert head.meta("og:locale") == LOCALES[language]
    assert set(head.metas["og:locale:alternate"]) == set(LOCALES.values()) - {LOCALES[language]}
    assert head.meta("twitter:card") == "summary_large_image"
    assert head.meta("og:type") in ("website", "article")
    assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")
    picture = urlsplit(head.meta("og:image"))
    assert f"{picture.scheme}://{picture.netloc}" == SITE
    assert picture.path.startswith(f"/{language}/previews/")


def test_descriptions_tell_pages_apart(reader: FlaskClient, paths: dict[str, str]) -> None:
    told = [head_of(reader, f"/fr{paths[kind]}").meta("description") for kind in INDEXED]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("kind", ["roles", "pathway"])
def test_a_shared_result_tells_the_role_and_no_answer(
    reader: FlaskClient, paths: dict[str, str], kind: str
) -> None:
    head = head_of(reader, f"/fr{paths[kind]}?{ANSWERS}")
    plain = head_of(reader, f"/fr{paths[kind]}")
    told = [*(text for texts in head.metas.values() for text in texts)]
    told += [each["href"] for each in head.links]
    for answer in ("field=", "smp", "taza", "licence", "budget", "5000"):
        assert not [text for text in told if answer in text.lower()]
    assert head.meta("og:url") == plain.meta("og:url") == f"{SITE}/fr{paths[kind]}"
    assert head.meta("og:image") == plain.meta("og:image")
    assert "noindex" in head.meta("robots")
    if kind == "pathway":
        role = paths[kind].rpartition("/")[2]
        assert f"/previews/occupation/{role}." in head.meta("og:image")


def test_only_the_number_of_a_page_is_part_of_an_address(reader: FlaskClient) -> None:
    def canonical(query: str) -> str:
        return head_of(reader, f"/fr/openings?{query}").link("canonical")[0]["href"]

    assert canonical("page=2") == f"{SITE}/fr/openings?page=2"
    assert canonical("page=1") == f"{SITE}/fr/openings"
    assert canonical("page=2&q=python") == f"{SITE}/fr/openings"
    assert canonical("page=x") == f"{SITE}/fr/openings"
    assert canonical("place=fes&contract=cdi") == f"{SITE}/fr/openings"


def test_an_error_has_no_address(reader: FlaskClient) -> None:
    for address in ("/fr/nothing", "/fr/openings/x-AAAAAAAAAAAAAAAAAAAAAA", "/nothing"):
        head = head_of(reader, address, 404)
        assert head.link("canonical") == []
        assert alternates(head) == {}
        assert head.meta("robots") == "noindex"


def pages(shared: Flask) -> Iterator[str]:
    """Pages of the site that anyone may ask for and that need nothing in their address."""
    for rule in shared.url_map.iter_rules():
        audience = ENDPOINTS[rule.endpoint]
        for_anyone = audience in (Audience.ANYONE, Audience.SIGNED_OUT)
        if for_anyone and rule.arguments == {"lang"} and "GET" in (rule.methods or ()):
            yield rule.rule.partition(">")[2]


def test_no_page_for_anyone_is_without_its_languages_or_doubly_described(shared: Flask) -> None:
    asked = 0
    for path in pages(shared):
        answer = shared.test_client().get(f"/en{path}")
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        asked += 1
        text = answer.get_data(as_text=True)
        assert len(re.findall(r'rel="canonical"', text)) == 1, path
        assert len(re.findall(r'name="robots"', text)) == 1, path
        assert len(re.findall(r'property="og:image"', text)) == 1, path
        assert len(re.findall(r'hreflang="x-default"', text)) == 1, path
    assert asked >= 12


def test_feeds_are_announced_where_people_look(reader: FlaskClient, paths: dict[str, str]) -> None:
    def feeds(path: str) -> list[str]:
        links = head_of(reader, path).link("alternate")
        return [each["href"] for each in links if each.get("type") == "application/atom+xml"]

    assert feeds("/ar/openings") == [f"{SITE}/ar/openings.atom"]
    assert feeds("/ar/programmes") == [f"{SITE}/ar/sessions.atom"]
    assert feeds("/fr/openings?place=fes-meknes") == [f"{SITE}/fr/openings.atom?region=fes-meknes"]
    assert feeds("/fr/openings?place=nowhere") == [f"{SITE}/fr/openings.atom"]
    shown = reader.get("/ar/openings").get_data(as_text=True).partition('<footer class="foot">')[2]
    assert f'href="{SITE}/ar/openings.atom"' in shown
    role = paths["occupation"].rpartition("/")[2]
    assert feeds(f"/fr{paths['occupation']}") == [
        f"{SITE}/fr/openings.atom?occupation={role}",
        f"{SITE}/fr/sessions.atom?occupation={role}",
    ]
