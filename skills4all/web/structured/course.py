"""A programme as a Course, its dated sessions as CourseInstances."""

import math
from collections.abc import Sequence

from skills4all.models import (
    Mode,
    Programme,
    ProgrammeRelation,
    Session,
    SessionSlot,
    SessionStatus,
)
from skills4all.services import knowledge
from skills4all.web.structured.facts import AddressOf, Data, thing
from skills4all.web.structured.money import offer
from skills4all.web.structured.occupation import skill_names
from skills4all.web.structured.organisation import named
from skills4all.web.structured.places import place

MODES = {Mode.ONSITE: "Onsite", Mode.ONLINE: "Online", Mode.HYBRID: "Blended"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK = 7


def course(
    programme: Programme, sessions: Sequence[Session], language: str, address_of: AddressOf
) -> Data:
    """`sessions` are those the page announces."""
    return thing(
        "Course",
        name=programme.title,
        description=programme.description or programme.title,
        url=address_of(programme),
        provider=named(programme.organisation, address_of),
        offers=[offer(programme.price, programme.funding)],
        inLanguage=programme.teaching_language,
        timeRequired=_hours(programme.hours),
        educationalCredentialAwarded=programme.certificate,
        educationalLevel=knowledge.label("level", programme.entry_level_id, language),
        teaches=_skills(programme, ProgrammeRelation.TAUGHT, language),
        coursePrerequisites=_skills(programme, ProgrammeRelation.REQUIRED, language),
        hasCourseInstance=[_instance(each, programme, language, address_of) for each in sessions],
    )


def _instance(session: Session, programme: Programme, language: str, address_of: AddressOf) -> Data:
    page = address_of(session)
    price = programme.price if session.price is None else session.price
    left = max(0, session.seats - session.seats_taken)
    return thing(
        "CourseInstance",
        name=programme.title,
        url=page,
        courseMode=MODES[session.mode or programme.mode],
        courseWorkload=_hours(programme.hours),
        courseSchedule=_schedules(session),
        startDate=session.starts_on,
        endDate=session.ends_on,
        inLanguage=programme.teaching_language,
        location=_where(session, language, page),
        organizer=named(programme.organisation, address_of),
        eventStatus=_status(session),
        maximumAttendeeCapacity=session.seats,
        remainingAttendeeCapacity=left,
        offers=offer(
            price,
            programme.funding,
            url=page,
            availability=f"https://schema.org/{'InStock' if left else 'SoldOut'}",
            availabilityEnds=session.enrol_by,
        ),
    )


def _schedules(session: Session) -> list[Data]:
    """One weekly rhythm for each lesson; a week without hours where none are said."""
    return [_weekly(session, slot) for slot in session.slots] or [_weekly(session, None)]


def _weekly(session: Session, slot: SessionSlot | None) -> Data:
    weeks = math.ceil(((session.ends_on - session.starts_on).days + 1) / WEEK)
    return thing(
        "Schedule",
        repeatFrequency="Weekly",
        repeatCount=weeks,
        startDate=session.starts_on,
        endDate=session.ends_on,
        byDay=f"https://schema.org/{DAYS[slot.weekday]}" if slot else None,
        startTime=slot.starts.isoformat() if slot else None,
        endTime=slot.ends.isoformat() if slot else None,
        scheduleTimezone=session.timezone,
    )


def _where(session: Session, language: str, page: str) -> Data | None:
    if session.place_id:
        return place(session.place_id, language, session.address)
    mode = session.mode or session.programme.mode
    return thing("VirtualLocation", url=page) if mode is Mode.ONLINE else None


def _status(session: Session) -> str:
    cancelled = session.status is SessionStatus.CANCELLED
    return f"https://schema.org/{'EventCancelled' if cancelled else 'EventScheduled'}"


def _skills(programme: Programme, relation: ProgrammeRelation, language: str) -> list[str]:
    rows = sorted(programme.skills, key=lambda row: row.skill_id)
    return skill_names((row.skill_id for row in rows if row.relation is relation), language)


def _hours(hours: int) -> str:
    return f"PT{hours}H"
