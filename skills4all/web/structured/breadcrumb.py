"""The trail of a page, as the page shows it."""

from collections.abc import Sequence

from skills4all.web.structured.facts import Data, thing

Trail = Sequence[tuple[object, str | None]]


def breadcrumb(trail: Trail, site: str) -> Data:
    """`trail` as in the template: texts with paths; the last may have none."""
    items = [
        thing("ListItem", position=number, name=str(text), item=f"{site}{path}" if path else None)
        for number, (text, path) in enumerate(trail, start=1)
    ]
    return thing("BreadcrumbList", itemListElement=items)
