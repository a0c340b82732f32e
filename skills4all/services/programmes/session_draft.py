"""What a centre says of a dated run of a programme, and what is checked of it."""

from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from skills4all.models import Mode, Programme, Session, SessionSlot
from skills4all.services.problems import Problems

MOST_SEATS = 2_000
LONGEST_RUN = 5 * 366
MOST_SLOTS = 21


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly lesson in local wall time; `weekday` 0 is Monday."""

    weekday: int
    starts: time
    ends: time

    @property
    def hours(self) -> float:
        minutes = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
        return minutes / 60


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """`price` in centimes and `mode` None: as the programme. `hours_per_week` None: the slots'."""

    starts_on: date
    ends_on: date
    seats: int
    hours_per_week: float | None = None
    slots: tuple[Slot, ...] = ()
    place: str | None = None
    address: str | None = None
    enrol_by: date | None = None
    price: int | None = None
    mode: Mode | None = None

    @property
    def week(self) -> float | None:
        """Hours a week: as said, else what the slots add up to."""
        if self.hours_per_week is not None:
            return self.hours_per_week
        return sum(slot.hours for slot in self.slots) or None

    def check(self, programme: Programme, today: date | None) -> None:
        """Raises `Invalid`. `today` when the session is new: it cannot be in the past."""
        problems = Problems()
        problems.order("ends_on", self.starts_on, self.ends_on, "ends_before_start")
        if today is not None:
            problems.order("starts_on", today, self.starts_on, "in_the_past")
        if (self.ends_on - self.starts_on).days > LONGEST_RUN:
            problems.note("ends_on", "too_far")
        problems.order("enrol_by", self.enrol_by, self.ends_on, "enrol_after_end")
        problems.number("seats", self.seats, 1, MOST_SEATS)
        problems.money("price", self.price)
        problems.line("address", self.address)
        mode = self.mode or programme.mode
        problems.concept("place", "place", self.place, required=mode is not Mode.ONLINE)
        if self.week is None:
            problems.note("hours_per_week", "required")
        else:
            problems.number("hours_per_week", self.week, 0.5, 80)
        self._check_slots(problems)
        problems.finish()

    def _check_slots(self, problems: Problems) -> None:
        if len(self.slots) > MOST_SLOTS:
            problems.note("slots", "too_many", most=MOST_SLOTS)
        ordered = sorted(self.slots, key=lambda slot: (slot.weekday, slot.starts))
        for slot in ordered:
            if not 0 <= slot.weekday <= 6:
                problems.note("slots", "unknown", slot.weekday)
            elif slot.ends <= slot.starts:
                problems.note("slots", "slot_ends_first", slot.weekday)
        for one, two in pairwise(ordered):
            if one.weekday == two.weekday and two.starts < one.ends:
                problems.note("slots", "slots_overlap", two.weekday)

    def write_to(self, session: Session) -> None:
        """Put the values on the row, after `check`."""
        session.starts_on, session.ends_on = self.starts_on, self.ends_on
        session.enrol_by = self.enrol_by
        session.seats = self.seats
        session.hours_per_week = self.week or 0
        session.place_id = self.place or None
        session.address = self.address or None
        session.price = self.price
        session.mode = self.mode
        kept = {(slot.weekday, slot.starts): slot for slot in self.slots}
        for row in list(session.slots):
            same = kept.pop((row.weekday, row.starts), None)
            if same is None:
                session.slots.remove(row)
            else:
                row.ends = same.ends
        for slot in kept.values():
            session.slots.append(
                SessionSlot(weekday=slot.weekday, starts=slot.starts, ends=slot.ends)
            )
