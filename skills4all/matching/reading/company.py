"""Names that are words of every day ("R", "Go", "Unity", "Spring") count only in good company.

Owns the doubt: names of one or two letters count after "langage" or beside another skill and never
after a number; a name that owes its capital to the beginning of a sentence counts when another
skill stands in that sentence; a name that is part of a proper name ("Java Café", "Julia Benali")
does not count, nor does a language that says where an organisation is from ("société française"),
nor people of a trade that the text only speaks of ("with our developers").
"""

import re
from bisect import bisect
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from skills4all.matching.reading.forms import FULL_STOP
from skills4all.matching.reading.senses import means_otherwise
from skills4all.matching.text import Token, fold, fold_word

_NEAR = 4
_ANNOUNCES = frozenset(
    "langage language en in programmation programming logiciel لغه بلغه b f".split()  # noqa: SIM905
)
_PLACES = frozenset(
    """cafe coffee bar hotel restaurant club beach festival break party island airport street avenue
    boulevard house school lycee academy bank banque consulting conseil sarl group groupe holding
    airlines stadium park""".split()  # noqa: SIM905
)
_ORGANISATIONS = frozenset(
    fold(word)
    for word in """opérateur entreprise entreprises société sociétés client clients clientèle marché
    groupe banque éditeur filiale agence partenaire partenaires nationalité école université lycée
    diplôme pme startup abonnés donneur ordre multinationale bac
    company companies customer customers market group bank firm agency partner partners nationality
    school university subsidiary operator startup citizen bac
    شركة الشركة شركات مقاولة مقاولات مجموعة سوق السوق مؤسسة فرع بنك مكتب الجنسية جنسية مدرسة جامعة
    وكالة زبناء الزبناء زبائن عملاء""".split()  # noqa: SIM905
)
# "permis C", "vitamine C", "bâtiment C": the letter tells one of a kind.
_CLASSES = frozenset(
    """permi permis categorie batiment vitamine vitamin hepatite hepatiti plan grade option type
    class classe category section zone bloc block terminal ligne line licence salle room
    visa""".split()  # noqa: SIM905
)
_GIVEN_NAMES = frozenset("julia pascal ruby".split())  # noqa: SIM905
_ROLES = frozenset(
    """developer developpeur engineer programming language senior junior expert backend full dev
    avance debutant lead script scripts""".split()  # noqa: SIM905
)
_EMPLOYERS = frozenset("chez société societe company entreprise شركه مقهي".split())  # noqa: SIM905
# In the plural they are other people ("with our developers"), unless they are looked for.
_TRADES = frozenset(
    fold(word)
    for word in """developer programmer tester teacher professor trainer tutor researcher accountant
    auditor translator interpreter buyer biologist chemist physicist statistician mathematician
    développeur programmeur testeur enseignant professeur formateur chercheur comptable auditeur
    traducteur interprète acheteur biologiste chimiste physicien statisticien
    mathématicien""".split()  # noqa: SIM905
)
_LOOKED_FOR = re.compile(
    r"looking|hir(?:e|ing)|seek|need|want|recruit|recrut|recherch|cherch|vacanc|apply|postul|poste",
    re.IGNORECASE,
)
_ASKED_WITHIN = 80
_BARE_TEXT = 3


@dataclass(frozen=True, slots=True)
class Found:
    """`concept` was read from `words[first:last + 1]`; `exact`: its capitals told it."""

    concept: str
    first: int
    last: int
    exact: bool = False


def in_company(
    text: str, words: Sequence[Token], found: Sequence[Found], languages: Container[str] = ()
) -> Iterator[Found]:
    """Those of `found` that are beyond doubt, in order; `languages` are the names of languages."""
    solid = [each.first for each in found if not _doubtful(text, words, each)]
    for each in found:
        word = words[each.first]
        if _in_a_proper_name(text, words, each) or _otherwise(text, words, each):
            continue
        if _other_people(text, words, each):
            continue
        if each.concept in languages and _says_where_from(text, words, each):
            continue
        if each.last > each.first or not _doubtful(text, words, each):
            yield each
        elif _short(word):
            if _short_counts(text, words, each.first, solid):
                yield each
        elif any(_one_sentence(text, words, n, each.first) for n in _nearest(solid, each.first)):
            yield each


def _otherwise(text: str, words: Sequence[Token], each: Found) -> bool:
    return each.last == each.first and means_otherwise(text, words, each.first)


def _doubtful(text: str, words: Sequence[Token], each: Found) -> bool:
    word = words[each.first]
    if each.last > each.first:
        return False
    return _short(word) or (each.exact and _capital_of_sentence(text, words, each.first))


def _short(word: Token) -> bool:
    return len(word.text) <= 2 and word.text.isalpha()


def _short_counts(text: str, words: Sequence[Token], at: int, solid: Sequence[int]) -> bool:
    before = words[at - 1] if at > 0 else None
    if before is not None and (before.key.isdigit() or before.key in _CLASSES):
        return False
    if text[words[at].end : words[at].end + 1] == "-" or text[: words[at].start].endswith("-"):
        return False
    if before is not None and before.key in _ANNOUNCES:
        return True
    return any(
        abs(other - at) <= _NEAR and _one_sentence(text, words, other, at)
        for other in _nearest(solid, at)
    )


def _nearest(solid: Sequence[int], at: int) -> Sequence[int]:
    """The nearest before and after: when they are too far, so are all others."""
    place = bisect(solid, at)
    return solid[max(place - 1, 0) : place + 1]


def _capital_of_sentence(text: str, words: Sequence[Token], at: int) -> bool:
    """A sentence begins here and goes on, or all is in capitals: this one tells nothing."""
    word = words[at]
    if len(words) > _BARE_TEXT and text.isupper():
        return True
    if not word.text.istitle() or at + 1 >= len(words) or len(words) <= _BARE_TEXT:
        return False
    before = text[: word.start].rstrip()[-1:]
    after = text[word.end : words[at + 1].start]
    return before in {"", ".", "!", "?", "\n"} and not after.strip() and "\n" not in after


def _one_sentence(text: str, words: Sequence[Token], one: int, two: int) -> bool:
    a, b = words[min(one, two)], words[max(one, two)]
    between = text[a.end : b.start]
    return "\n" not in between and FULL_STOP.search(between) is None


def _in_a_proper_name(text: str, words: Sequence[Token], each: Found) -> bool:
    """Of a place, a person or an employer: "Café Java", "Julia Benali", "chez Oracle"."""
    if each.last > each.first:
        return False
    word = words[each.last]
    before = words[each.first - 1] if each.first else None
    if before is not None and not text[before.end : word.start].strip(" "):
        kind = fold_word(before.text)
        if kind in _EMPLOYERS or (kind in _PLACES and before.text[:1].isupper()):
            return True
    following = words[each.last + 1] if each.last + 1 < len(words) else None
    if following is None or text[word.end : following.start].strip(" "):
        return False
    if not (word.text[:1].isupper() and following.text[:1].isupper()):
        return False
    kind = fold_word(following.text)
    given = fold_word(word.text) in _GIVEN_NAMES and following.text.istitle() and kind not in _ROLES
    return kind in _PLACES or given


def _other_people(text: str, words: Sequence[Token], each: Found) -> bool:
    """ "you work with developers", "des comptables": the text is not about them being one."""
    word = words[each.first]
    if each.last > each.first or len(words) <= _BARE_TEXT:
        return False
    folded = fold_word(word.text)
    if not folded.endswith("s") or folded[:-1] not in _TRADES:
        return False
    around = text[max(word.start - _ASKED_WITHIN, 0) : word.end + _ASKED_WITHIN]
    return _LOOKED_FOR.search(around) is None


def _says_where_from(text: str, words: Sequence[Token], each: Found) -> bool:
    """ "une société française", "a French company", "شركة فرنسية"."""
    if each.last > each.first or fold_word(words[each.first].text).endswith("phone"):
        return False
    pairs = [(each.first - 1, each.first)]
    if words[each.last].text.isascii():
        pairs.append((each.last, each.last + 1))
    return any(
        0 <= one < two < len(words)
        and not text[words[one].end : words[two].start].strip()
        and fold_word(words[one if two == each.first else two].text) in _ORGANISATIONS
        for one, two in pairs
    )
