"""The words of denial in French, Arabic, English and Darija, as tables for `negation`.

A line is a sequence of words as people write them, folded on reading; an apostrophe parts words.
"""

# A negative word that denies nothing.
HARMLESS = """
sans oublier
sans parler
sans compter
sans problème
sans souci
sans difficulté
sans doute
sans cesse
sans être
sans limite
pas que
pas seulement
pas uniquement
pas moins
pas mal
pas peur
pas de secret
pas de secrets
pas de problème
pas de souci
pas d hésiter
pas à pas
pas étranger
pas étrangers
pas étrangère
pas inconnu
pas inconnus
pas de difficulté
pourquoi pas
pas me passer
pas se passer
pas nous passer
pas un secret
pas confondre
jamais cessé
jamais arrêté
jamais lâché
jamais quitté
pas lâché
pas quitté
quitte pas
arrête pas
suffit pas
suffisent pas
ou pas
manque pas
non seulement
non plus
non négligeable
n hésitez pas
n hésite pas
ne pas hésiter
aucun problème
aucun souci
aucun doute
aucune difficulté
jamais assez
jamais sans
pas sans
not only
not just
not merely
not to mention
not least
not afraid
not new to
no less
no later
no more than
no problem
no problems
no worries
no doubt
no stranger
no matter
no code
without a doubt
without any problem
without difficulty
without hesitation
without being
can t live without
cannot live without
can t do without
cannot do without
couldn t do without
not without
second to none
none other than
nothing short
if not
why not
never stopped
never stop
never tire
never tired
never fails
no small
no secret
no secrets
no mystery
not enough
not sufficient
not unfamiliar
not a problem
not an issue
whether or not
don t hesitate
do not hesitate
don t need to be an expert
do not need to be an expert
no need to be an expert
pas besoin d être expert
pas besoin d être experte
pas besoin d être un expert
don t worry
never without
nothing but
لا بد
لابد
لا غنى
لا تقل
لا يقل
لا يقتصر
لا تتردد
لا تترددوا
لا تترددي
لا مشكل
لا مشكلة
لا شك
لا سيما
لا يزال
لا أزال
لا يخفى
لا محدود
لا تنسوا
ليس فقط
ليست فقط
ليس فحسب
وليس فقط
لا فقط
لا بأس
لا أستغني
لا يستهان
لا تخلو
لا يخلو
لا يهم
لا غير
لم أتوقف
لم أنقطع
لم أعد مبتدئا
لا يمكن الاستغناء
لا يمكنني الاستغناء
لا يكفي
لا تكفي
لم أكتف
لا أكتفي
لم يقتصر
لا زلت
لازلت
حتى لا
كي لا
لا أمانع
لا مانع
لا ينقصني
لا تنقصني
لا أجد صعوبة
لا صعوبة
لا أخشى
لا تخيفني
لا يخيفني
لا يفوتني
لا داعي
ليس غريبا
ليس جديدا
ليس صعبا
ليس لدي مشكل
ليس لدي مشكلة
machi ghir
machi s3ib
ma3ndich mochkil
ma3ndich mouchkil
makayn mochkil
machi mochkil
machi mouchkil
"""

# What follows is denied, or when nothing follows, what stands before.
CUES = """
pas
pas encore
not yet
aucun
aucune
sans
jamais
ni
rien
nul en
zéro en
zéro expérience
ignore tout
no
not
never
without
neither
nor
cannot
don t
doesn t
didn t
haven t
hasn t
hadn t
isn t
aren t
wasn t
weren t
won t
couldn t
can t
zero
nothing
unfamiliar with
yet to
unable to
incapable de
instead of
rather than
au lieu de
à la place de
plutôt que
عوض
بدلا من
بدون
دون
ليس
ليست
لست
لسنا
لا
لم
لن
بلا
غير متمكن
غير متمكنة
غير ملم
غير مطلوب
غير مطلوبة
غير ضروري
غير ضرورية
غير لازم
غير إلزامي
غير إلزامية
غير مشترط
ماشي
ماعنديش
ماعندي
ماكنعرفش
عمرني
makanch
ma3ndich
ma3ndish
ma3andich
m3ndich
machi
bla
3emmerni
3emmerni ma
3emmri
3mri
3merni
3omri
"""

# Denied, also across the colon that follows: "Skills I lack: Docker".
LACKS = """
i lack
we lack
lacking
missing
il me manque
me manquent
me manque
lacunes
ne connais pas
ne maîtrise pas
don t know
never learned
never learnt
ينقصني
لا أعرف
لا أجيد
لا أتقن
"""

# Denies only what stands before: "Java : non", "Hive inutile".
AFTERWARDS = """
non
inutile
inutiles
néant
aucunement
pas du tout
not at all
unnecessary
irrelevant
optional no
none
"""

# Takes out of what was said: denies after an affirmation, affirms after a denial.
EXCEPT = """
sauf
excepté
hormis
à part
à l exception
à l exclusion
except
except for
apart from
excluding
unlike
as opposed to
contrairement
à la différence
باستثناء
بخلاف
على خلاف
خلافا
على عكس
بعكس
ماعدا
ما عدا
عدا
إلا
سوى
illa
"""

# The sentence turns: what follows is no longer denied.
TURNS = """
mais
but
cependant
toutefois
however
contre
seulement
uniquement
juste
plutôt
only
just
instead
rather
whereas
although
though
لكن
لكنني
لكني
بل
غير أن
غير أنني
غير أني
إلا أن
إلا أنني
إلا أني
فقط
فحسب
أما
بينما
walakin
walakine
walayni
welakin
ghir
lakin
"""

# Right after a name these make the denial a "not only": "لا أتقن Python فحسب".
ONLY = """
فقط فحسب seulement uniquement only
"""

# A new subject after a comma or an "and": the denial was of the clause before.
SUBJECTS = """
je j nous vous il elle ils elles on moi i we you he she they it anyone ana 7na rah
أنا نحن لدي وأتقن وأجيد وأعرف ولدي وأكتفي وعندي ومتمكن وأستعمل وأستخدم
"""

# A part of a sentence with one of these affirms something of its own.
ASSERTS = """
est sont connu connue connus requis requise exigé exigée exigés indispensable indispensables
souhaité souhaitée apprécié appréciés obligatoire nécessaire essential required needed mandatory
must plus desired preferred oui yes maîtrise maîtrisé maîtrisés maîtrisée bon bonne bonnes bien
courant couramment fluent avancé confirmé confirmée expert solide solides strong good excellent is
are know use used utilise connais pratique sais oui مطلوب مطلوبة ضروري ضرورية إلزامي إلزامية نعم
أتقن أجيد أعرف جيد جيدة جيدا ممتاز ممتازة متوسط متوسطة mzyan mezyan darouri
"""

# After a negative word: the skill that is not asked or not known stands before.
REQUIREMENTS = """
required needed necessary mandatory essential requested expected compulsory requis requise requises
exigé exigée exigés exigées nécessaire nécessaires obligatoire obligatoires demandé demandée
demandés indispensable indispensables imposé
ضروري ضرورية مطلوب مطلوبة إلزامي إلزامية لازم لازمة شرط شرطا مشترط مشترطة
darouri darori daruri lazem matloub
"""
KNOWING = """
touché touchée utilisé utilisée utilise pratiqué pratique appris apprise étudié vu connais maîtrise
sais truc fort spécialité thing forte used touched learned learnt studied tried know use worked
أستعمله أستخدمه أعرفه أعرفها تعلمتها استعملته استعملتها
kan3refha kan3erfha khdemt
"""

# Negative words that belong to a noun reach only what that noun is about: "sans notion de Java",
# not "sans aide, et Java".
OF_A_NOUN = """
sans aucun aucune no without zero zéro nul بدون دون بلا bla
"""
EXPERIENCE = """
expérience expériences connaissance connaissances notion notions maîtrise pratique base bases bagage
compétence compétences formation niveau idée contact diplôme prérequis
experience knowledge skill skills background training idea clue exposure qualification
qualifications familiarity prior previous formal need use
خبرة معرفة تجربة إلمام دراية إتقان تكوين فكرة حاجة
tajriba ma3rifa khibra
"""

# What may stand between a comma and the negative word: "Java, je ne connais pas", "R, jamais".
LIGHT = """
je j n ne l ai c ce est i m ve have y en très plus encore toujours de du d le la les et and ou or of
the in language langage
و أو فـ
"""

# "not required to know Java": what is not asked follows after all.
LEADS_ON = """
de d to que that of من أن معرفة إتقان
"""

# After a second negative word: whoever the sentence speaks of is turned away for what they lack.
TURNED_AWAY = """
considered accepted processed eligible shortlisted selected
traitées traitée traités examinées examinée retenues retenue retenus considérées acceptées prises
تقبل تؤخذ تدرس يقبل
"""
