"""Names of tools that are other things as well: a python is a snake, a docker works in a port.

Owns a table of words that betray the other sense, and the look for them in the sentence. Only names
whose other sense is common in texts about people, jobs or companies stand here.
"""

from collections.abc import Sequence
from itertools import pairwise

from skills4all.matching.text import Token, fold, fold_word

_REACH = 12
_SENTENCE_END = frozenset(".!?؟\n")

_TABLE = """
python: serpent serpents snake snakes reptile reptiles zoo terrarium royal ثعبان أفعى
بايثون: ثعبان أفعى حديقة
java: île island indonésie indonesia mug jakarta bali
جافا: جزيرة إندونيسيا قهوة مقهى
ruby: rubis ring bague gem jewellery bijoux
docker: port portuaire quai grue navire dockers ميناء
sas: capital rcs siren siège sarl holding étanche
sage: femme philosophe conseil sages
spring: summer autumn winter holiday flowers picnic garden semester
word: mouth honour keep
express: train livraison colis café delivery shipping courier
oracle: delphes delphi devin
swift: taylor virement virements bank banque banques
سويفت: تحويل بنك
كافكا: رواية روايات أدب كاتب
kafka: roman romans novel novels writer
كاتيا: ابنتي أختي صديقتي زوجتي
selenium: dose nutrition oligo vitamines supplement
cypress: arbre tree trees
cucumber: salad salade recipe tomato
puppet: marionnette show theatre théâtre
eclipse: lunaire solaire moon sun
tableau: peinture painting musée noir blanc huile
hive: bees abeilles miel honey
blender: kitchen cuisine smoothie mixer
maple: syrup sirop leaf
dart: pub darts fléchettes
rust: corrosion metal métal steel oxidation
bash: party fête anniversary
latex: gants gloves allergie allergy mattress matelas
flask: water bottle gourde tea
scala: milan opéra opera
snowflake: winter snow neige
sketch: comedy humour artist pencil crayon
flutter: heart cardiaque auriculaire
outlook: economic economy positive weather
access: controlled badge
"""

# Words right beside a name ("_") that make a verb or another thing of it: "excel at", "spark joy".
_BESIDE = """
excel: _ at | to _ in | i _ | you _ | we _ | they _ | who _
spark: _ our | _ your | _ their | _ joy | _ interest | _ curiosity | _ ideas | _ innovation
access: _ our | _ your
express: _ our | _ your | _ my | _ yourself
go: _ to our | _ to your | _ beyond | _ further | _ live
taught: _ myself | _ himself | _ herself | _ themselves
teach: _ myself | _ yourself | _ themselves
teaching: _ myself | _ yourself | _ themselves
swift: _ reply | _ response | _ action | _ onboarding
"""


def _beside() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    found = {}
    for line in _BESIDE.strip().split("\n"):
        name, _, ways = line.partition(":")
        sequences = [tuple(way.split()) for way in ways.split("|")]
        found[name] = tuple((each, each.index("_")) for each in sequences)
    return found


_NEIGHBOURS = _beside()


def _senses() -> dict[str, frozenset[str]]:
    lines = (line.partition(":") for line in _TABLE.strip().split("\n"))
    return {fold(name): frozenset(map(fold, words.split())) for name, _, words in lines}


_SENSES = _senses()


def means_otherwise(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether the sentence around a word, or the word beside it, tells its other sense."""
    name = fold_word(words[at].text)
    if any(_stands(text, words, at - place, way) for way, place in _NEIGHBOURS.get(name, ())):
        return True
    betraying = _SENSES.get(name)
    if betraying is None:
        return False
    return any(
        fold_word(words[other].text) in betraying and _one_sentence(text, words, other, at)
        for other in range(max(at - _REACH, 0), min(at + _REACH + 1, len(words)))
    )


def _one_sentence(text: str, words: Sequence[Token], one: int, two: int) -> bool:
    between = text[words[min(one, two)].end : words[max(one, two)].start]
    return _SENTENCE_END.isdisjoint(between)


def _stands(text: str, words: Sequence[Token], first: int, way: Sequence[str]) -> bool:
    """Whether the words from `first` on, with nothing but spaces between them, are `way`."""
    if first < 0 or first + len(way) > len(words):
        return False
    span = words[first : first + len(way)]
    if any(text[one.end : two.start].strip(" ") for one, two in pairwise(span)):
        return False
    return all(part in ("_", fold_word(word.text)) for part, word in zip(way, span, strict=True))
