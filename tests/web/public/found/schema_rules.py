"""What search engines require of structured data, written down; and a check against it.

Required properties are those of Google's pages "Job posting", "Course info", "Breadcrumb" and
"Organization" under https://developers.google.com/search/docs/appearance/structured-data.
Google no longer shows course info nor the search box of a site; the rules stand as the strictest
there are, and other readers use the data. Types without such a page (Occupation, CategoryCode,
WebSite …) follow https://schema.org. A property that is not in the table is a slip of the pen until
somebody has looked it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

Data = dict[str, Any]

REQUIRED: dict[str, set[str]] = {
    "JobPosting": {"title", "description", "datePosted", "hiringOrganization"},
    "Course": {"name", "description", "provider", "offers"},
    "CourseInstance": {"courseMode", "courseWorkload", "courseSchedule", "startDate", "endDate"},
    "Schedule": {"repeatFrequency", "repeatCount"},
    "Offer": {"category", "price", "priceCurrency"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Organization": {"name"},
    "EducationalOrganization": {"name"},
    "Occupation": {"name", "description", "occupationalCategory", "skills"},
    "CategoryCode": {"codeValue", "name", "inCodeSet"},
    "CategoryCodeSet": {"name"},
    "WebSite": {"name", "url", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "Place": {"address"},
    "VirtualLocation": {"url"},
    "PostalAddress": {"addressCountry"},
    "Country": {"name"},
    "PropertyValue": {"name", "value"},
    "MonetaryAmount": {"currency", "value"},
    "QuantitativeValue": {"unitText"},
}
KNOWN: dict[str, set[str]] = {
    "JobPosting": {
        "url", "identifier", "validThrough", "employmentType", "baseSalary", "directApply",
        "occupationalCategory", "skills", "totalJobOpenings", "jobStartDate", "jobLocation",
        "jobLocationType", "applicantLocationRequirements",
    },
    "Course": {
        "url", "inLanguage", "timeRequired", "educationalCredentialAwarded", "educationalLevel",
        "teaches", "coursePrerequisites", "hasCourseInstance",
    },
    "CourseInstance": {
        "name", "url", "inLanguage", "location", "organizer", "eventStatus",
        "maximumAttendeeCapacity", "remainingAttendeeCapacity", "offers",
    },
    "Schedule": {"startDate", "endDate", "byDay", "startTime", "endTime", "scheduleTimezone"},
    "Offer": {"url", "availability", "availabilityEnds"},
    "ListItem": {"item"},
    "Organization": {"url", "sameAs", "description", "address"},
    "EducationalOrganization": {"url", "sameAs", "description", "address"},
    "Occupation": {
        "url", "mainEntityOfPage", "sameAs", "educationRequirements", "occupationLocation",
    },
    "WebSite": {"inLanguage", "publisher"},
    "PostalAddress": {"streetAddress", "addressLocality", "addressRegion"},
    "QuantitativeValue": {"value", "minValue", "maxValue"},
}  # fmt: skip
WORDS: dict[str, set[Any]] = {
    "employmentType": {
        "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM",
        "OTHER",
    },
    "unitText": {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"},
    "courseMode": {"Onsite", "Online", "Blended"},
    "category": {"Free", "Partially Free", "Subscription", "Paid"},
    "repeatFrequency": {"Daily", "Weekly", "Monthly", "Yearly"},
    "priceCurrency": {"MAD"},
    "currency": {"MAD"},
    "addressCountry": {"MA"},
    "jobLocationType": {"TELECOMMUTE"},
}  # fmt: skip
DATES = {"datePosted", "jobStartDate", "startDate", "endDate", "availabilityEnds"}
ADDRESSES = {"url", "item", "sameAs", "mainEntityOfPage", "urlTemplate", "availability", "byDay",
             "eventStatus"}  # fmt: skip


def problems(data: Data) -> list[str]:
    """What is wrong with a thing and all within it; nothing when it is right."""
    kind = data.get("@type", "")
    if kind not in REQUIRED:
        return [f"{kind or data} is not in the table"]
    given = set(data) - {"@type", "@context"}
    found = [f"{kind} has no {name}" for name in sorted(REQUIRED[kind] - given)]
    known = REQUIRED[kind] | KNOWN.get(kind, set())
    found += [f"{kind}.{name} is not in the table" for name in sorted(given - known)]
    if kind == "JobPosting":
        found += _job(data)
    for name in sorted(given):
        found += [f"{kind}.{name}: {problem}" for problem in _value(name, data[name])]
    return found


def _job(data: Data) -> Iterator[str]:
    """A place, or work wholly from home with the country in which one may live."""
    remote = {"jobLocationType", "applicantLocationRequirements"} <= set(data)
    if "jobLocation" not in data and not remote:
        yield "JobPosting has neither a place nor a country to work from"
    if data["description"] == data["title"] or "<p>" not in data["description"]:
        yield "JobPosting.description is no text in HTML"
    if "validThrough" in data and datetime.fromisoformat(data["validThrough"]).tzinfo is None:
        yield "JobPosting.validThrough has no offset"


def _value(name: str, value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield from problems(each)
        elif each is None or each == "":
            yield "empty"
        elif name in WORDS and each not in WORDS[name]:
            yield f"{each!r} is no word for it"
        elif name in DATES:
            yield from _date(each)
        elif name in ADDRESSES and not re.match(r"https?://[^ /]+", each):
            yield f"{each!r} is no absolute address"


def _date(text: str) -> Iterator[str]:
    try:
        date.fromisoformat(text)
    except ValueError:
        yield f"{text!r} is no date"
