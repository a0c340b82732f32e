"""Names of tools that are other things as well: a python is a snake, a docker works in a port.

Owns a table of words that betray the other sense, and the look for them in the sentence. Only names
whose other sense is common in texts about people, jobs or companies stand here.
"""

from collections.abc import Sequence

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


def _senses() -> dict[str, frozenset[str]]:
    lines = (line.partition(":") for line in _TABLE.strip().split("\n"))
    return {fold(name): frozenset(map(fold, words.split())) for name, _, words in lines}


_SENSES = _senses()


def means_otherwise(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether the sentence around a word speaks of its other sense."""
    betraying = _SENSES.get(fold_word(words[at].text))
    if betraying is None:
        return False
    return any(
        fold_word(words[other].text) in betraying and _one_sentence(text, words, other, at)
        for other in range(max(at - _REACH, 0), min(at + _REACH + 1, len(words)))
    )


def _one_sentence(text: str, words: Sequence[Token], one: int, two: int) -> bool:
    between = text[words[min(one, two)].end : words[max(one, two)].start]
    return _SENTENCE_END.isdisjoint(between)
