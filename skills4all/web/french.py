"""French as it is printed: the source texts, with spaces that do not break before signs.

French has no catalogue, its texts are the keys. They are typed with plain spaces, which would let
a colon or a closing guillemet begin a line; and by default none would be counted as many.
"""

import re
from functools import lru_cache

from babel.support import NullTranslations
from flask import Flask

from skills4all.extensions import babel

LANGUAGE = "fr"
SPACE = "\N{NARROW NO-BREAK SPACE}"
# A percent sign before a bracket or a letter is the beginning of a value.
_BREAKABLE = re.compile(r"(?<=«) | (?=[»:;?!]|%(?![(\w]))")


@lru_cache(maxsize=8192)
def spaced(text: str) -> str:
    """`« Oui » ?` keeps to its line. Texts come from the code, so they are few."""
    return _BREAKABLE.sub(SPACE, text)


class French(NullTranslations):
    """The source texts as they are read."""

    def gettext(self, message: str) -> str:
        return spaced(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Singular below two: « 0 place », « 1 place », « 2 places »."""
        return spaced(msgid1 if n < 2 else msgid2)

    ugettext, ungettext = gettext, ngettext


def init_app(app: Flask) -> None:
    """Call after Babel is bound: it then finds French among the catalogues it has opened."""
    with app.app_context():
        domain = babel.domain_instance
    domain.cache[LANGUAGE, domain.domain[0]] = French()
