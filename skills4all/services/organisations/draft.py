"""What people say of their organisation, and what is checked of it before it is kept."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from skills4all.models import Organisation
from skills4all.services.organisations.lookalikes import name_key
from skills4all.services.problems import LANGUAGES, Problems


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """`place` is a place id; `contact_email` is public, for learners who have a question."""

    name: str
    description: str = ""
    content_language: str = "fr"
    place: str | None = None
    address: str | None = None
    website: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None
    registration_number: str | None = None

    def check(self) -> None:
        """Raises `Invalid`."""
        problems = Problems()
        problems.line("name", self.name, required=True)
        if self.name.strip() and not name_key(self.name):
            problems.note("name", "no_letters")
        problems.text("description", self.description)
        problems.word("content_language", self.content_language, LANGUAGES)
        problems.concept("place", "place", self.place, required=True)
        for field in ("address", "website", "contact_email", "contact_phone"):
            problems.line(field, getattr(self, field))
        problems.line("registration_number", self.registration_number)
        if self.website and not is_site(self.website):
            problems.note("website", "not_an_address")
        if self.contact_email and not is_mailbox(self.contact_email):
            problems.note("contact_email", "not_a_mailbox")
        problems.finish()

    def write_to(self, organisation: Organisation) -> None:
        """Put the values on the row."""
        organisation.name = " ".join(self.name.split())
        organisation.name_key = name_key(self.name)
        organisation.description = self.description.strip()
        organisation.content_language = self.content_language
        organisation.place_id = self.place
        organisation.address = self.address or None
        organisation.website = self.website or None
        organisation.contact_email = self.contact_email or None
        organisation.contact_phone = self.contact_phone or None
        organisation.registration_number = self.registration_number or None


def is_site(text: str) -> bool:
    """Whether `text` is a web address that may be shown as a link."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = text.isprintable() and not any(mark in text for mark in " \"'<>\\")
    return plain and parts.scheme in ("http", "https") and "." in host and "@" not in parts.netloc


def is_mailbox(text: str) -> bool:
    """Whether `text` is written like one e-mail address; its server is not asked."""
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True
