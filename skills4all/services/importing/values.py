"""Cells to values: money, dates, numbers, yes and no, as people write them in three languages.

A cell that cannot be read raises `BadValue` with the code of its problem; nothing is guessed.
"""

import re
from datetime import date

from skills4all.matching.text import fold

CENTIMES = 100
MOST_MONEY = 10_000_000
"""Dirhams; more is a slip."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "0123456789" * 2 + ".,")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_AMOUNT = re.compile(r"(?<![\w.,])(\d{1,3}(?:[ .,]\d{3})+|\d+)([.,]\d{1,2})?(?!\d)\s*(k\b)?")
_FOREIGN = re.compile(r"€|\$|£|\beur(?:os?)?\b|\busd\b|\bdollars?\b|اورو|دولار")
_YEARLY = re.compile(r"/ ?an\b|\bpar an|\bannuel|\b(?:per|a) year|/ ?year|\byearly|سنوي|في السنه")
_FREE = re.compile(r"\bgratuit|\bfree\b|مجان|بالمجان")
_OPEN = re.compile(
    r"\bnegoci|\bselon|\ba discuter|\ba definir|\bnon precise|\bcompetitive|\bnegotiable|\bn/?a\b"
    r"|\baccording|حسب|للتفاوض|قابل للنقاش"
)
_MONEY_WORDS = re.compile(
    r"[\s\d.,k/–—-]|\bdhs?\b|\bmad\b|\bdirhams?\b|درهما?|دراهم|\bmois\b|\bmensuels?\b|\bmonth(?:ly)?\b"
    r"|\bpar\b|\bper\b|\bnet(?:te|s)?\b|\bbrut(?:e|s)?\b|\bgross\b|\bde\b|\ba\b|\bentre\b|\bet\b"
    r"|\bbetween\b|\band\b|\bfrom\b|\bto\b|\bdu\b|\bjusqu\b|\bau\b|\bplus\b|\bttc\b|\bht\b|\ban(?:nuels?)?\b"
    r"|\byear(?:ly)?\b|شهريا|في الشهر|الشهر|بين|الي|من|سنويا|في السنه|\bو|صافي|خام|[()~+':]"
)
_YES = frozenset("oui o yes y true vrai 1 x نعم اجل".split())  # noqa: SIM905
_NO = frozenset("non n no false faux 0 لا".split())  # noqa: SIM905
_MONTHS = {
    fold(name): number
    for number, names in enumerate(
        (
            "janvier janv january jan يناير",
            "février fevr fév february feb فبراير",
            "mars march mar مارس",
            "avril avr april apr أبريل ابريل",
            "mai may ماي مايو",
            "juin june jun يونيو",
            "juillet juil july jul يوليوز يوليو",
            "août aout august aug غشت أغسطس",
            "septembre sept september sep شتنبر سبتمبر",
            "octobre oct october أكتوبر",
            "novembre nov november نونبر نوفمبر",
            "décembre déc dec december دجنبر ديسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_LOCAL = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_WORDED = re.compile(r"(?:\w+ )?(\d{1,2})(?:er|st|nd|rd|th)? ([^\W\d]+)\.? (\d{4})")
_ENGLISH = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


class BadValue(Exception):
    """The cell cannot be read; `code` is in `problems.SENTENCES`."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details
        super().__init__(code)


def plain(text: str) -> str:
    """Folded, Western digits, single spaces: how cells are compared."""
    return _SPACES.sub(" ", fold(text.translate(_DIGITS)).translate(_DIGITS)).strip()


def money(text: str) -> tuple[int, int] | None:
    """Centimes a month (or in all, for a price), least and most; None for "à négocier"."""
    written = plain(text)
    if _FREE.search(written):
        return 0, 0
    if _FOREIGN.search(written) or "€" in text or "$" in text:
        raise BadValue("currency", value=text)
    amounts = [_amount(*found) for found in _AMOUNT.findall(_between(written))]
    if not amounts and _OPEN.search(written):
        return None
    if not 1 <= len(amounts) <= 2 or "-" in written[:1] or _MONEY_WORDS.sub("", written):
        raise BadValue("money", value=text)
    if "k" in written and len(amounts) == 2 and amounts[0] < 1000 * CENTIMES <= amounts[1]:
        amounts[0] *= 1000
    if max(amounts) > MOST_MONEY * CENTIMES:
        raise BadValue("money", value=text)
    if amounts[0] > amounts[-1]:
        raise BadValue("range_order")
    parts = 12 if _YEARLY.search(written) else 1
    return amounts[0] // parts, amounts[-1] // parts


def _between(written: str) -> str:
    """ "8000-12000" and "8000 à 12000" as two amounts, "8000 و 12000" too."""
    return re.sub(r"\s*(?:[-–—]|\ba\b|\bet\b|\bto\b|\band\b|الي|\bو ?)\s*", " ~ ", written)


def _amount(whole: str, cents: str, thousands: str) -> int:
    value = float(re.sub(r"[ .,]", "", whole) + (cents.replace(",", ".") if cents else ""))
    return round(value * CENTIMES * (1000 if thousands else 1))


def day(text: str) -> date:
    """A local date: ISO, day first, or with the month in words."""
    written = plain(text)
    try:
        if found := _ISO.fullmatch(text.translate(_DIGITS).strip()):
            year, month, number = found.groups()
        elif found := _LOCAL.fullmatch(written):
            number, month, year = found.groups()
        elif found := _WORDED.fullmatch(written):
            number, month, year = found[1], str(_MONTHS[found[2]]), found[3]
        elif found := _ENGLISH.fullmatch(written):
            number, month, year = found[2], str(_MONTHS[found[1]]), found[3]
        else:
            raise BadValue("date", value=text)
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(number))
    except (ValueError, KeyError):
        raise BadValue("date", value=text) from None


def yes_no(text: str) -> bool:
    written = plain(text)
    if written in _YES:
        return True
    if written in _NO:
        return False
    raise BadValue("yes_no", value=text)


def whole(text: str, least: int, most: int) -> int:
    """A whole number; "40 h" and "20 places" are read too."""
    found = re.fullmatch(r"(\d[\d ]*)(?: ?[^\W\d]+\.?)?", plain(text))
    number = int(found[1].replace(" ", "")) if found and len(found[1]) < 12 else -1
    if not least <= number <= most:
        raise BadValue("number", value=text, least=least, most=most)
    return number
