"""Money, dates, yes and no, slots: as people write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills4all.services.importing.languages import language_of
from skills4all.services.importing.slots import slots
from skills4all.services.importing.values import BadValue, day, money, whole, yes_no


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("8 000 DH", 8000, 8000),
        ("8\u202f000\xa0DHs", 8000, 8000),
        ("8000-12000 MAD/mois", 8000, 12000),
        ("8 000 - 12 000", 8000, 12000),
        ("de 8 000 à 12 000 dirhams nets par mois", 8000, 12000),
        ("entre 8000 et 12000 DH", 8000, 12000),
        ("8.000,50 DH", 8000.5, 8000.5),
        ("8,000 MAD", 8000, 8000),
        ("8k", 8000, 8000),
        ("8-12k DH", 8000, 12000),
        ("9000 to 13000 MAD per month", 9000, 13000),
        ("٨٠٠٠ درهم", 8000, 8000),
        ("بين ٨٠٠٠ و ١٢٠٠٠ درهم شهريا", 8000, 12000),
        ("من 8000 إلى 12000 درهم", 8000, 12000),
        ("120 000 DH/an", 10000, 10000),
        ("Gratuit", 0, 0),
        ("0", 0, 0),
        ("مجانا", 0, 0),
    ],
)
def test_money(text: str, least: float, most: float) -> None:
    assert money(text) == (least * 100, most * 100)


@pytest.mark.parametrize("text", ["à négocier", "Selon profil", "competitive", "حسب التجربة"])
def test_money_left_open(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2000 €", "currency"),
        ("$500", "currency"),
        ("bon salaire", "money"),
        ("12000-8000", "range_order"),
        ("-5000", "money"),
        ("1 2 3 4", "money"),
        ("8000 DH + voiture de fonction", "money"),
        ("999999999999 DH", "money"),
    ],
)
def test_bad_money(text: str, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        money(text)
    assert bad.value.code == code


@given(st.integers(0, 9_999_999))
def test_money_written_with_spaces_reads_back(amount: int) -> None:
    assert money(f"{amount:,}".replace(",", " ") + " DH") == (amount * 100, amount * 100)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31", "31/12/2026", "31-12-26", "31.12.2026", "٣١/١٢/٢٠٢٦", "31 décembre 2026",
        "December 31, 2026", "31 دجنبر 2026", "2026-12-31T08:00:00Z", "jeudi 31 décembre 2026",
    ],
)  # fmt: skip
def test_dates(text: str) -> None:
    assert day(text) == date(2026, 12, 31)


@pytest.mark.parametrize("text", ["31/02/2026", "12/31/2026", "demain", "2026", "31 brumaire 2026"])
def test_bad_dates(text: str) -> None:
    with pytest.raises(BadValue, match="date"):
        day(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_reads_back_in_both_forms(when: date) -> None:
    assert day(when.isoformat()) == when == day(f"{when:%d/%m/%Y}")


def test_yes_and_no() -> None:
    assert all(yes_no(text) for text in ("Oui", "yes", "نعم", "1", "VRAI", "x"))
    assert not any(yes_no(text) for text in ("Non", "no", "لا", "0", "FAUX"))
    with pytest.raises(BadValue, match="yes_no"):
        yes_no("peut-être")


def test_whole_numbers() -> None:
    assert whole("60 h", 1, 100) == 60
    assert whole("١٢", 1, 100) == 12
    for text in ("0", "101", "douze", "-3", "1.5"):
        with pytest.raises(BadValue, match="number"):
            whole(text, 1, 100)


MONDAY_EVENING = (0, time(18), time(20))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lun 18:00-20:00; sam 09:00-13:00", (MONDAY_EVENING, (5, time(9), time(13)))),
        ("Samedi 9h-13h, lundi de 18h à 20h", (MONDAY_EVENING, (5, time(9), time(13)))),
        ("Mon 18:00-20:00", (MONDAY_EVENING,)),
        ("الاثنين 18:00-20:00", (MONDAY_EVENING,)),
        ("lundi et mercredi 18h à 20h", (MONDAY_EVENING, (2, time(18), time(20)))),
        ("lun/mer 18h30-20h30", ((0, time(18, 30), time(20, 30)), (2, time(18, 30), time(20, 30)))),
        ("Mon-Wed 09:00-12:00", tuple((each, time(9), time(12)) for each in range(3))),
        ("السبت من 9 إلى 13", ((5, time(9), time(13)),)),
    ],
)
def test_slots(text: str, expected: tuple[object, ...]) -> None:
    assert slots(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("le soir", "slots"),
        ("lun 20:00-18:00", "slots"),
        ("lun 25:00-26:00", "slots"),
        ("18:00-20:00", "slots"),
        ("lune 18:00-20:00", "slots"),
        ("lun 18:00-20:00; lun 18:00-21:00", "slots_meet"),
    ],
)
def test_bad_slots(text: str, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        slots(text)
    assert bad.value.code == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vous rejoignez une équipe qui développe des applications", "fr"),
        ("You will join a team that builds the applications", "en"),
        ("نبحث عن مطور ويب يتقن JavaScript وHTML", "ar"),
        ("Data scientist", "fr"),
    ],
)
def test_language_of_content(text: str, language: str) -> None:
    assert language_of(text) == language
