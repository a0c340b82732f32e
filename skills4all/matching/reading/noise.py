"""What stands in a text and is not about its writer's skills: addresses, notices, perks, others.

Owns the ranges of a text where nothing is read. The rules are about how such passages are made
(an address is one word with dots; a notice speaks of the reader's own data; a perk is "provided"),
never about single skills. They are few and narrow: what is lost here is lost to the person.
"""

import re
from collections.abc import Iterator

Range = tuple[int, int]

_FAR = 400
"""Characters: no sentence is much longer; a text without a full stop must not cost its square."""
_DOTTED = re.compile(r"\w\.\w|@|:/")
_ADDRESS = re.compile(
    r"(?<![\w@.+-])(?:https?://\S{1,500}|www\.\S{1,300}"
    r"|[\w.+-]{1,64}@[\w.-]{1,120}"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|ma|fr|io|eu|co|info|edu|gov|tn|dz|uk)"
    r"(?![\w-])(?:/\S{0,300})?)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?؟](?=\s|$)|\n")
_CLAUSE_END = re.compile(r"[,;:()!?،؛؟\n•|]|\.(?=\s|$)|\s[–—-]\s")
# "vos données personnelles sont traitées", "we process your personal data".
_NOTICE = re.compile(
    r"\b(?:vos donn[ée]es (?:personnelles|à caract[èe]re)|your personal (?:data|information)"
    r"|equal opportunit\w+ employer|privacy policy|mentions l[ée]gales)\b"
    r"|(?:معطيات|بيانات)(?:كم|ك|هم)\s+(?:ذات\s+الطابع\s+)?الشخصي",
    re.IGNORECASE,
)
# "PC portable fourni", "laptop provided": what is given, and how one is hired, not what is asked.
_PERK = re.compile(
    r"\b(?:fourni(?:e|s|es)?|pris(?:e|es)? en charge|mis(?:e|es)? [àa] (?:votre )?disposition"
    r"|provided(?! that)|supplied|offert(?:e|s|es)?"
    r"|vous (?:re)?contactera(?:it)?|will contact you|entretiens? se d[ée]roule\w*"
    r"|interviews? (?:will|is|are|takes?)|entretiens? aur\w+ lieu)\b",
    re.IGNORECASE,
)
_PERKS_TITLE = re.compile(
    r"(?:ce que nous (?:vous )?(?:offrons|proposons)|nous (?:vous )?offrons|avantages(?: sociaux)?"
    r"|what we offer|we offer|perks|benefits|ما نقدمه|ما نوفره|نقدم لكم|الامتيازات)\s?:"
    r"|\b(?:nos valeurs|our values)\b|(?:^|(?<=[\n.]))\s?قيمنا\s",
    re.IGNORECASE,
)
# "Creativity and trust are our values", "قيم نعتز بها": what a house believes in.
_VALUES = re.compile(
    r"\b(?:sont|are) (?:au c[oœ]ur de )?(?:nos|our)(?: core)? (?:valeurs|values)\b"
    r"|\b(?:at the heart of (?:our|what we)|au c[oœ]ur de (?:nos valeurs|notre identit[ée]))\b"
    r"|\bقيم (?:نعتز|نؤمن|نتقاسم)|في صلب (?:هويتنا|قيمنا)",
    re.IGNORECASE,
)
# "a leading provider of cloud services", "société spécialisée dans": what a company sells.
_SELLS = re.compile(
    r"\b(?:(?:world|market)[ -])?(?:leading|major|global|largest)(?: [\w&-]{1,20}){0,3}?"
    r" (?:provider|supplier|player|company|group|firm|operator|manufacturer|vendor|agency)"
    r"(?: \w{1,20})? (?:of|in|for)\b"
    r"|\b(?:market|world|global|european|african|moroccan|industry) leader (?:of|in|for)\b"
    r"|\b(?:company|firm|group|agency|studio|start-?up|consultancy)"
    r"(?: that| which| is)? speciali[sz](?:es|ed|ing) in\b"
    r"|\bleader (?:mondial|national|europ[ée]en|africain|marocain|r[ée]gional|incontest[ée])"
    r"(?: \w{1,20})? (?:du|des?|dans|en)\b"
    r"|\bacteur (?:majeur|incontournable|de r[ée]f[ée]rence) (?:du|des?|dans|en)\b"
    r"|\b(?:soci[ée]t[ée]|entreprise|groupe|cabinet|agence|start-?up|pme)(?: \w{1,20}){0,2}?"
    r" (?:sp[ée]cialis[ée]e?|leader|pionni[eè]re?) (?:dans|en)\b"
    r"|(?:شركة|الشركة|مجموعة|مؤسسة|مقاولة|وكالة|مكتب)(?: \w{1,20}){0,2}?"
    r" (?:رائدة?|متخصصة?|مختصة?) (?:عالميا |وطنيا )?في\b"
    r"|فاعل (?:رئيسي|أساسي|مرجعي) في\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[.!?؟](?=\s|$)|\n|\b(?:re)?cherche\w*|\brecrut\w*|\b(?:is|are) (?:looking|hiring|seeking)"
    r"|\bseeks\b|\b(?:your?|we|vous|votre|nous)\b|\b(?:تبحث|تفتح|توظف|تطلب|نبحث|ترغب|تعلن|أنت|مهمتك)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"\b(?:mot de passe|password)\s(?:(?:du|de la|for|for the|of the)\s)?\w[\w-]{0,20}"
    r"|\bwi-?fi password|\bfree wi-?fi|\bwi-?fi gratuit",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Dr\.?|Pr\.?)\s"
    r"(?:[A-ZÉÈ][\w'’-]{1,30}\s?){1,3}"
)
_CONTACT = re.compile(
    r"(?:^|(?<=[\n.!?]))[ \t]{0,9}"
    r"(?:contact|e-?mail|courriel|t[ée]l|t[ée]l[ée]phone|adresse|linkedin"
    r"|للتواصل|الهاتف|البريد الإلكتروني)\s?:[^\n]{0,200}?(?=[.!?](?:\s|$)|\n|$)",
    re.IGNORECASE,
)
# Whoever stands at the beginning of a clause and is not the writer.
_OTHERS = re.compile(
    r"(?:^|(?<=[.!?;\n,])|\b(?:et|and)\b)[ \t]{0,3}"
    r"(?:(?:mon|ma|mes) (?:fr[èe]res?|soeurs?|sœurs?|p[èe]re|m[èe]re|mari|femme|coll[èe]gues?"
    r"|amie?s?|cousine?s?|oncle|tante|voisine?s?|fils|fille|parents)"
    r"|my (?:brothers?|sisters?|father|mother|husband|wife|colleagues?|friends?|cousins?|uncle|aunt"
    r"|flatmate|son|daughter|parents)"
    r"|أخي|أختي|والدي|أبي|أمي|زملائي|زميلي|صديقي|khoya|khti|shabi)\s",
    re.IGNORECASE,
)
_MYSELF = re.compile(
    r"[.!?;\n؟؛]|,\s?(?:moi|je|j['’]|i\b|ana\b)|\b(?:moi|mais|but|whereas|while i)\b"
    r"|أما أنا|أنا|لكن",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:sous la (?:responsabilit[ée]|direction|supervision|tutelle)|rattach[ée]e? (?:au|[àa])"
    r"|en lien avec|reporting to|reports? to|under the (?:supervision|responsibility))\b"
    r"|تحت (?:إشراف|مسؤولية)",
    re.IGNORECASE,
)
# "conforme à la loi 09-08", "وفقا للقانون 09.08": what a company obeys.
_LAW = re.compile(
    r"\bconform(?:es?|[ée]ment) (?:[àa] la|aux?) (?:loi|rgpd|r[èe]glement)"
    r"|\b(?:under|pursuant to|in accordance with|in compliance with) (?:the )?(?:gdpr|law)\b"
    r"|(?:وفقا|طبقا|بموجب|امتثالا)\s+(?:لل|ل|ال)?قانون",
    re.IGNORECASE,
)
# "contact our customer service desk", "contactez notre service client".
_INVITES = re.compile(
    r"\b(?:contact|contactez|call|write to|appelez|[ée]crivez [àa]|adressez[- ]vous [àa])\s"
    r"(?:our|us|notre|nos|nous)\b",
    re.IGNORECASE,
)
_CLAUSE_STOP = re.compile(r"[,;:.!?\n،؛]")


def noise(text: str) -> list[Range]:
    """Ranges of `text` where nothing is read, in no order."""
    return [*_addresses(text), *_passages(text)]


def _addresses(text: str) -> Iterator[Range]:
    if _DOTTED.search(text):
        for found in _ADDRESS.finditer(text):
            yield found.span()


def _passages(text: str) -> Iterator[Range]:
    yield from _around(text, _NOTICE, _SENTENCE_END)
    yield from _around(text, _PERK, _CLAUSE_END)
    yield from _around(text, _VALUES, _SENTENCE_END)
    for rule in (_PASSWORD, _TITLED, _CONTACT):
        yield from (found.span() for found in rule.finditer(text))
    for rule, end in (
        (_PERKS_TITLE, _SENTENCE_END),
        (_OTHERS, _MYSELF),
        (_UNDER, _CLAUSE_STOP),
        (_INVITES, _CLAUSE_STOP),
        (_LAW, _CLAUSE_STOP),
        (_SELLS, _ASKS),
    ):
        for found in rule.finditer(text):
            yield found.start(), _next(text, found.end(), end)


def _next(text: str, start: int, end: re.Pattern[str]) -> int:
    found = end.search(text, start, start + _FAR)
    return found.start() if found else min(start + _FAR, len(text))


def _around(text: str, rule: re.Pattern[str], end: re.Pattern[str]) -> Iterator[Range]:
    """From the end before what a rule finds to the end after it."""
    stop = 0
    for found in rule.finditer(text):
        if found.start() < stop:
            continue
        start = max(stop, found.start() - _FAR)
        for before in end.finditer(text, start, found.start()):
            start = before.end()
        stop = _next(text, found.end(), end)
        yield start, stop
