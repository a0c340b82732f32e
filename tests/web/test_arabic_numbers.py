"""Every Arabic text that counts, said for the numbers where the language changes.

The catalogue's own rule chooses the form, so a header that orders the last two forms otherwise than
the texts were written is found here, and so is a text written for another order.
"""

from io import BytesIO

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.support import Translations

from skills4all.commands.translations import opened

CATALOGUE = opened("ar")
COUNTED = [text for text in CATALOGUE if text.id and text.pluralizable]
ORDER = ("zero", "one", "two", "few", "many", "other")
NUMBERS = (0, 1, 2, 3, 10, 11, 99, 100, 102)
ACCUSATIVE = "\N{ARABIC FATHATAN}"


@pytest.fixture(scope="module")
def arabic() -> Translations:
    compiled = BytesIO()
    write_mo(compiled, CATALOGUE)
    compiled.seek(0)
    return Translations(compiled)


def said(arabic: Translations, text: Message, number: int) -> str:
    return str(arabic.ungettext(text.id[0], text.id[1], number))


def test_the_catalogue_orders_its_forms_as_the_language_does(arabic: Translations) -> None:
    rule = Locale("ar").plural_form
    wrong = [n for n in range(1200) if ORDER[arabic.plural(n)] != rule(n)]
    assert wrong == []


def test_nothing_counted_is_left_without_words(arabic: Translations) -> None:
    assert COUNTED
    silent = [
        (text.id[0], number)
        for text in COUNTED
        for number in NUMBERS
        if not said(arabic, text, number).replace("%(num)s", "").strip()
        or said(arabic, text, number) in text.id
    ]
    assert silent == []


def test_what_is_counted_takes_the_ending_of_its_number(arabic: Translations) -> None:
    """After 11 to 99 it is accusative (« 11 يومًا »), after hundreds it is not (« 100 يوم »)."""
    swapped = [
        text.id[0]
        for text in COUNTED
        if said(arabic, text, 11).count(ACCUSATIVE) < said(arabic, text, 100).count(ACCUSATIVE)
    ]
    assert swapped == []


def test_two_and_few_differ_wherever_eleven_differs(arabic: Translations) -> None:
    alike = [
        text.id[0]
        for text in COUNTED
        if said(arabic, text, 11) != said(arabic, text, 100)
        and len({said(arabic, text, number) for number in (1, 2, 3, 11)}) < 4
    ]
    assert alike == []
