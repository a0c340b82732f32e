"""Forms as people fill them in, and short ways to read a page."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

from skills4all.services.calendar import today
from tests.services.market import LONG_TEXT, OCCUPATION

ORGANISATION = {
    "kind": "centre",
    "name": "Centre Atlas",
    "place": "fes",
    "description": "Nous formons aux métiers du numérique.",
    "content_language": "fr",
    "website": "https://atlas.example.org",
    "contact_email": "contact@example.org",
}
PROGRAMME = {
    "title": "Python et bases de données",
    "description": LONG_TEXT,
    "content_language": "fr",
    "teaching_language": "fr",
    "teaching_cefr": "B1",
    "entry_level": "",
    "mode": "onsite",
    "hours": "120",
    "price": "4 500,50",
    "funding": "paid",
    "certificate": "Attestation",
    "occupation": "",
    "skills-0-skill": "python",
    "skills-0-level": "2",
    "skills-0-relation": "taught",
    "skills-1-skill": "french-language",
    "skills-1-level": "4",
    "skills-1-relation": "required",
}
OPENING = {
    "title": "Développeur web débutant",
    "description": LONG_TEXT,
    "content_language": "fr",
    "occupation": OCCUPATION,
    "contract": "cdi",
    "place": "fes",
    "pay_min": "6000",
    "pay_max": "8000",
    "positions": "2",
    "skills-0-skill": "python",
    "skills-0-level": "2",
    "skills-0-relation": "essential",
}


def session_form(**values: str) -> dict[str, str]:
    return {
        "starts_on": str(today() + timedelta(days=30)),
        "ends_on": str(today() + timedelta(days=90)),
        "enrol_by": "",
        "seats": "15",
        "slots-0-weekday": "0",
        "slots-0-starts": "18:00",
        "slots-0-ends": "20:30",
        "slots-1-weekday": "",
        "slots-1-starts": "",
        "slots-1-ends": "",
        "hours_per_week": "",
        "mode": "",
        "place": "fes",
        "address": "",
        "price": "",
        **values,
    }


def pledge_form(**values: str) -> dict[str, str]:
    return {
        "occupation": OCCUPATION,
        "positions": "10",
        "starts_on": str(today() + timedelta(days=200)),
        "session": "",
        "description": "",
        "content_language": "fr",
        "contract": "cdi",
        "place": "fes",
        "pay_min": "",
        "pay_max": "",
        "skills-0-skill": "python",
        "skills-0-level": "2",
        "skills-0-relation": "essential",
        **values,
    }


def problems(response: Any, field: str) -> list[str]:
    """Sentences tied to a field, in the page."""
    page = response.get_data(as_text=True)
    found = re.search(rf'<ul class="field-errors" id="{field}-errors">(.*?)</ul>', page, re.DOTALL)
    if found is None:
        return []
    tied = re.search(rf'id="{field}"[^>]*|aria-describedby="[^"]*{field}-errors', page)
    assert tied, f"{field} is not tied to its errors"
    return [unescape(each) for each in re.findall(r"<li>(.*?)</li>", found.group(1))]


def value_of(response: Any, field: str) -> str:
    """What stands in an input of the page."""
    page = response.get_data(as_text=True)
    tag = re.search(rf'<input[^>]*name="{re.escape(field)}"[^>]*>', page)
    assert tag, f"no input {field}"
    value = re.search(r'value="([^"]*)"', tag.group())
    return unescape(value.group(1)) if value else ""


def rows(response: Any) -> list[str]:
    """Skills of the rows of a page, in order."""
    page = response.get_data(as_text=True)
    tags = re.findall(r'<input[^>]*name="skills-\d+-skill"[^>]*>', page)
    return [re.search(r'value="([^"]*)"', tag).group(1) for tag in tags]  # type: ignore[union-attr]
