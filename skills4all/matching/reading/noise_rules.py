"""How noise is made, as patterns: addresses, notices, perks, values, what others do or sell.

Owns the patterns and the letters that hint at them; `noise` tries them.
"""

import re

DOTTED = re.compile(r"\w\.\w|@|:/")
ADDRESS = re.compile(
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
    r"|what we offer|we offer|what you(?:'ll|’ll| will)? get|perks|benefits"
    r"|ما نقدمه|ما نوفره|نوفر|نقدم لكم|الامتيازات)\s?:"
    r"|\b(?:nos valeurs|our values)\b|(?:^|(?<=[\n.]))\s?قيمنا\s",
    re.IGNORECASE,
)
# "Creativity and trust are our values", "قيم نعتز بها": what a house believes in.
_VALUES = re.compile(
    r"\b(?:sont|are) (?:au c[oœ]ur de )?(?:nos|our)(?: core)? (?:valeurs|values)\b"
    r"|\b(?:we believe in|nous croyons (?:en|[àa]))\s"
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
    r"|\bour (?:platform|products?|software|app|technology|solutions?)"
    r" (?:uses?|helps?|combines?|runs?|makes?|allows?|lets?)\b"
    r"|\bnotre (?:plateforme|produit|logiciel|application|solution|technologie)"
    r" (?:utilise|permet|aide|combine|repose)\b"
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


def _words(hints: str) -> tuple[str, ...]:
    return tuple(hints.split())


# A rule is tried only on a text that has one of its hints: looking for a few letters is cheap.
# What AROUND find is noise from the end before it to the end after, what ONWARDS find to the end
# after, what WHOLE find by itself.
AROUND = (
    (_NOTICE, _SENTENCE_END, _words("personnel caract personal equal privacy mentions الشخصي")),
    (
        _PERK,
        _CLAUSE_END,
        _words("fourni pris mis provided supplied offert contact entretien interview"),
    ),
    (_VALUES, _SENTENCE_END, _words("valeurs values believe croyons heart identit قيم صلب")),
)
ONWARDS = (
    (_PERKS_TITLE, _SENTENCE_END, _words(": valeurs values قيمنا")),
    (
        _OTHERS,
        _MYSELF,
        _words("mon ma mes my أخي أختي والدي أبي أمي زملائي زميلي صديقي khoya khti shabi"),
    ),
    (_UNDER, _CLAUSE_STOP, _words("sous rattach lien report under تحت")),
    (_INVITES, _CLAUSE_STOP, _words("contact call write appelez crivez adressez")),
    (_LAW, _CLAUSE_STOP, _words("conform under pursuant accordance compliance قانون")),
    (
        _SELLS,
        _ASKS,
        _words(
            "leading major global largest leader specialis specializ spécialis our notre acteur"
            " pionni رائد متخصص مختص فاعل"
        ),
    ),
)
WHOLE = (
    (_PASSWORD, _words("passe password wi-fi wifi")),
    (_TITLED, _words("m. mr ms mme mlle monsieur madame dr pr")),
    (_CONTACT, _words("contact mail courriel tel tél adresse linkedin للتواصل الهاتف البريد")),
)
