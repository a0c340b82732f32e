"""Prices and pay, in dirhams: from centimes to the numbers that search engines read."""

from skills4all.models import Funding
from skills4all.web.structured.facts import Data, thing

CURRENCY = "MAD"
CATEGORIES = {
    Funding.PAID: "Paid",
    Funding.PARTLY_FUNDED: "Partially Free",
    # Somebody else pays, on terms that the page tells: not free for just anybody.
    Funding.FUNDED: "Partially Free",
    Funding.FREE: "Free",
}


def dirhams(centimes: int) -> int | float:
    return centimes // 100 if centimes % 100 == 0 else centimes / 100


def monthly_pay(least: int | None, most: int | None) -> Data | None:
    """Gross pay a month; None where nothing is said."""
    amounts = [each for each in (least, most) if each is not None]
    if not amounts:
        return None
    if len(set(amounts)) == 1:
        said = thing("QuantitativeValue", value=dirhams(amounts[0]), unitText="MONTH")
    else:
        said = thing(
            "QuantitativeValue",
            minValue=dirhams(min(amounts)),
            maxValue=dirhams(max(amounts)),
            unitText="MONTH",
        )
    return thing("MonetaryAmount", currency=CURRENCY, value=said)


def offer(price: int, funding: Funding, **more: object) -> Data:
    """The price of a training; `more` are further properties of the offer."""
    category = CATEGORIES[Funding.FREE] if price == 0 else CATEGORIES[funding]
    return thing("Offer", category=category, price=dirhams(price), priceCurrency=CURRENCY, **more)
