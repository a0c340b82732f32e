"""An opening as a JobPosting: the fields that job search engines require, and what more is true."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from skills4all.models import Contract, Opening, Relation
from skills4all.services.openings.life import last_day
from skills4all.web.structured.facts import AddressOf, Data, thing
from skills4all.web.structured.money import monthly_pay
from skills4all.web.structured.occupation import category, skill_names
from skills4all.web.structured.organisation import named
from skills4all.web.structured.places import country, place
from skills4all.web.structured.text import as_html

EMPLOYMENT = {
    # In Moroccan law a contract is full time unless it says otherwise.
    Contract.CDI: "FULL_TIME",
    Contract.CDD: "TEMPORARY",
    Contract.ANAPEC: "FULL_TIME",
    Contract.INTERNSHIP: "INTERN",
    Contract.APPRENTICESHIP: "OTHER",
    Contract.FREELANCE: "CONTRACTOR",
    Contract.TEMPORARY: "TEMPORARY",
}
END_OF_DAY = time(23, 59, 59)


def job_posting(opening: Opening, language: str, address_of: AddressOf) -> Data:
    """`opening` is published: it has a day of publication."""
    zone = ZoneInfo(opening.timezone)
    posted = opening.published_at
    return thing(
        "JobPosting",
        title=opening.title,
        description=_description(opening, language),
        url=address_of(opening),
        identifier=thing("PropertyValue", name=opening.organisation.name, value=opening.public_id),
        datePosted=posted.astimezone(zone).date() if posted else None,
        validThrough=_end_of(last_day(opening), zone),
        employmentType=EMPLOYMENT[opening.contract] if opening.contract else None,
        hiringOrganization=named(opening.organisation, address_of),
        baseSalary=monthly_pay(opening.pay_min, opening.pay_max),
        # People apply on this site, with the profile they have here.
        directApply=True,
        occupationalCategory=category(opening.occupation_id, language),
        skills=", ".join(_skills(opening, language)),
        totalJobOpenings=opening.positions,
        jobStartDate=opening.starts_on,
        **_where(opening, language),
    )


def _where(opening: Opening, language: str) -> dict[str, Any]:
    """With a place, remote work is only possible: the job is not one done wholly from home."""
    if opening.remote and opening.place_id is None:
        return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": country()}
    return {"jobLocation": place(opening.place_id, language)}


def _skills(opening: Opening, language: str) -> list[str]:
    ordered = sorted(
        opening.skills, key=lambda row: (row.relation is not Relation.ESSENTIAL, row.skill_id)
    )
    return skill_names((row.skill_id for row in ordered), language)


def _description(opening: Opening, language: str) -> str:
    """What the employer wrote; where nothing was written, the title and the skills asked for."""
    return as_html(opening.description) or as_html(
        "\n\n".join((opening.title, ", ".join(_skills(opening, language))))
    )


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, END_OF_DAY, zone) if day else None
