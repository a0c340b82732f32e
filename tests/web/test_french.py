"""French as it is printed: signs keep to their line, none and one are singular."""

import pytest
from flask import Flask
from flask_babel import force_locale, gettext, ngettext

from skills4all.web.french import French, spaced

THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vous aviez écrit : « %(text)s » ?", "Vous aviez écrit_: «_%(text)s_»_?"),
        ("Un ; deux !", "Un_; deux_!"),
        ("10 %% à 20 %", "10_%% à 20_%"),
        ("à %(num)s de %(day)s", "à %(num)s de %(day)s"),
        ("Voir https://example.ma/?a=1", "Voir https://example.ma/?a=1"),
        (" : ", "_: "),
    ],
)
def test_a_sign_never_begins_a_line(typed: str, printed: str) -> None:
    assert spaced(typed) == printed.replace("_", THIN)
    assert spaced(spaced(typed)) == spaced(typed)


def test_none_and_one_are_singular() -> None:
    said = [French().ngettext("%(num)s place", "%(num)s places", number) for number in (0, 1, 2)]
    assert said == ["%(num)s place", "%(num)s place", "%(num)s places"]


def test_pages_and_letters_read_it(app: Flask) -> None:
    with app.test_request_context("/fr/"), force_locale("fr"):
        assert gettext("« %(title)s » :", title="A : b") == f"«{THIN}A : b{THIN}»{THIN}:"
        assert ngettext("%(num)s place", "%(num)s places", 0) == "0 place"
    with app.test_request_context("/en/"), force_locale("en"):
        assert gettext(" : ") == ": "
