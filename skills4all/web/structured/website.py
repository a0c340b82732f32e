"""The site itself: who makes it and how it is searched."""

from skills4all.web.structured.facts import Data, thing

NAME = "Skills4all"


def website(language: str, site: str, home: str, search: str) -> Data:
    """`search` is the address of the list of openings, to which the words are added."""
    return thing(
        "WebSite",
        name=NAME,
        url=home,
        inLanguage=language,
        publisher=thing("Organization", name=NAME, url=site),
        potentialAction={
            **thing(
                "SearchAction",
                target=thing("EntryPoint", urlTemplate=f"{search}?q={{search_term_string}}"),
            ),
            "query-input": "required name=search_term_string",
        },
    )
