"""Weekly slots as centres write them: "lun 18:00-20:00; sam 9h-13h", "الاثنين 18:00-20:00"."""

import re
from datetime import time

from skills4all.matching.text import fold
from skills4all.services.importing.values import BadValue, plain

DAY_NAMES = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
"""As files of ours write them."""
Slot = tuple[int, time, time]
"""Weekday (0 is Monday), start, end: local wall time."""

_DAYS = {
    fold(name): number
    for number, names in enumerate(
        (
            "lundi lun lu monday mon الاثنين الإثنين اثنين",
            "mardi mar ma tuesday tue tues الثلاثاء ثلاثاء",
            "mercredi mer me wednesday wed الأربعاء أربعاء",
            "jeudi jeu je thursday thu thur thurs الخميس خميس",
            "vendredi ven ve friday fri الجمعة جمعة",
            "samedi sam sa saturday sat السبت سبت",
            "dimanche dim di sunday sun الأحد أحد",
        )
    )
    for name in names.split()
}
_PART = re.compile(r"[;\n،]|,(?=\s*[^\W\d])")
_CLOCK = r"(\d{1,2})(?:[:h.](\d{2})?)?h?"
_HOURS = re.compile(rf"(?:de |from |من )?{_CLOCK}\s*(?:-|–|—|a|to|الي|حتي)\s*{_CLOCK}")
_DAY_RANGE = re.compile(r"\s*(?:-|–|\bau\b|\bto\b|الي)\s*")
_DAY_LIST = re.compile(r"\s*(?:[/+&,]|\bet\b|\band\b|\bو(?=\s)|\s)\s*")


def slots(text: str) -> tuple[Slot, ...]:
    """Slots in order of the week. Raises `BadValue`: unreadable, or two that start together."""
    found = [
        slot for part in _PART.split(plain_lines(text)) if part.strip() for slot in _part(part)
    ]
    if not found:
        raise BadValue("slots", value=text)
    if len({(day, starts) for day, starts, _ in found}) < len(found):
        raise BadValue("slots_meet")
    return tuple(sorted(found))


def plain_lines(text: str) -> str:
    return ";".join(plain(line) for line in text.splitlines())


def _part(part: str) -> list[Slot]:
    hours = _HOURS.search(part)
    if hours is None:
        raise BadValue("slots", value=part.strip())
    days = part[: hours.start()].strip(" :.")
    starts, ends = _clock(part, hours[1], hours[2]), _clock(part, hours[3], hours[4])
    if not days or part[hours.end() :].strip(" .") or starts >= ends:
        raise BadValue("slots", value=part.strip())
    return [(day, starts, ends) for day in _days(days)]


def _days(text: str) -> list[int]:
    ends = [word.strip(" .") for word in _DAY_RANGE.split(re.sub(r"^(?:du|from|من) ", "", text))]
    if len(ends) == 2 and all(word in _DAYS for word in ends):
        first, last = (_DAYS[word] for word in ends)
        if first <= last:
            return list(range(first, last + 1))
    words = [word.strip(" .") for word in _DAY_LIST.split(text) if word.strip(" .")]
    if not words or any(word not in _DAYS for word in words):
        raise BadValue("slots", value=text)
    return [_DAYS[word] for word in words]


def _clock(part: str, hour: str, minute: str | None) -> time:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise BadValue("slots", value=part.strip()) from None
