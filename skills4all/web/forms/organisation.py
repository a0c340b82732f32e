"""The form of an organisation. Who owns it and what state it is in are not fields of it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from skills4all.models import Organisation
from skills4all.services.organisations.draft import OrganisationDraft
from skills4all.web.choices import place_groups
from skills4all.web.forms.fields import (
    NOT_OFFERED,
    REQUIRED,
    WorkspaceForm,
    chosen,
    grouped,
    line,
    text,
)
from skills4all.web.forms.revision import RevisionPart
from skills4all.web.locale import LANGUAGES, reader_language

KINDS = {
    "centre": _l("Centre de formation"),
    "employer": _l("Employeur"),
    "institution": _l("Institution"),
}


class OrganisationForm(RevisionPart, WorkspaceForm):
    """What an organisation says of itself."""

    name = line(_l("Nom de l’organisation"), required=True, maxlength=200, dir="auto")
    place = chosen(_l("Province ou préfecture"), required=True)
    address = line(_l("Adresse"), maxlength=200, dir="auto")
    description = text(_l("Présentation"))
    content_language = chosen(_l("Langue de la présentation"))
    website = line(_l("Site web"), maxlength=200, type="url", dir="ltr", placeholder="https://")
    contact_email = line(_l("E-mail public de contact"), maxlength=200, type="email", dir="ltr")
    contact_phone = line(_l("Téléphone public"), maxlength=40, type="tel", dir="ltr")
    registration_number = line(_l("Numéro ICE ou registre de commerce"), maxlength=60, dir="ltr")

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.place.choices = grouped(place_groups(), _l("Choisissez…"))
        self.content_language.choices = [SelectChoice(*pair) for pair in LANGUAGES.items()]
        self.content_language.data = self.content_language.data or reader_language()

    def draft(self) -> OrganisationDraft:
        """After `validate`."""
        return OrganisationDraft(
            name=self.name.data,
            description=self.description.data,
            content_language=self.content_language.data,
            place=self.place.data or None,
            address=self.address.data or None,
            website=self.website.data or None,
            contact_email=self.contact_email.data or None,
            contact_phone=self.contact_phone.data or None,
            registration_number=self.registration_number.data or None,
        )


class NewOrganisationForm(OrganisationForm):
    """With its kind, which never changes afterwards."""

    kind = RadioField(
        _l("Quel est son rôle ?"),
        [InputRequired(REQUIRED)],
        choices=[SelectChoice(*pair) for pair in KINDS.items()],
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.kind.invalid_choice_message = NOT_OFFERED


def values_of(organisation: Organisation) -> dict[str, Any]:
    """The row as the form shows it."""
    names = (
        *("name", "description", "content_language", "address", "website", "contact_email"),
        *("contact_phone", "registration_number", "revision"),
    )
    return {name: getattr(organisation, name) for name in names} | {"place": organisation.place_id}
