"""An organisation: who it is and where. Only what its public page says, and its own site."""

from skills4all.models import Organisation, OrganisationKind
from skills4all.web.structured.facts import AddressOf, Data, thing
from skills4all.web.structured.places import postal_address

KINDS = {
    OrganisationKind.CENTRE: "EducationalOrganization",
    OrganisationKind.EMPLOYER: "Organization",
    OrganisationKind.INSTITUTION: "Organization",
}


def organisation(row: Organisation, language: str, address_of: AddressOf) -> Data:
    """The whole of it, for its own page."""
    return {
        **named(row, address_of),
        **thing(
            KINDS[row.kind],
            description=row.description,
            address=postal_address(row.place_id, language, row.address) if row.place_id else None,
        ),
    }


def named(row: Organisation, address_of: AddressOf) -> Data:
    """Its name and addresses, for whatever it offers."""
    return thing(
        KINDS[row.kind],
        name=row.name,
        url=address_of(row),
        sameAs=row.website if (row.website or "").startswith(("https://", "http://")) else None,
    )
