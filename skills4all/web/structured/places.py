"""Where something is: a postal address from our places, as far as it is known."""

from skills4all.services import knowledge
from skills4all.web.structured.facts import Data, thing

COUNTRY = "MA"


def postal_address(place_id: str | None, language: str, street: str | None = None) -> Data:
    """Street, province, region, country; the country alone where no place is said."""
    place = knowledge.vocabulary().places.get(place_id or "")
    locality = region = None
    if place is not None and place.kind == "region":
        region = place.label(language)
    elif place is not None and place.kind != "country":
        locality = place.label(language)
        region = knowledge.label("place", place.parent, language)
    return thing(
        "PostalAddress",
        streetAddress=street,
        addressLocality=locality,
        addressRegion=region,
        addressCountry=COUNTRY,
    )


def place(place_id: str | None, language: str, street: str | None = None) -> Data:
    return thing("Place", address=postal_address(place_id, language, street))


def country() -> Data:
    return thing("Country", name=COUNTRY)
