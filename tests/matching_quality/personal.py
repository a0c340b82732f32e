"""What a text may say of a person that no employer may weigh: name, sex, age, town, family.

Names and towns common in Morocco, in the script of each language. `introduced` puts them around a
text as people do: a sentence, the head of a CV, one line with commas, or at the end. It ends no
sentence before the skills where people would not.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

MEN = {
    "fr": """Mohamed Ahmed Youssef Yassine Mehdi Amine Omar Hamza Ayoub Anas Zakaria Ilyas Soufiane
        Bilal Khalid Rachid Saïd Hassan Hicham Karim Abdellah Abdelaziz Mustapha Driss Nabil Adil
        Tarik Réda Othmane Walid Ismaïl Ali Jamal Jawad Noureddine Kamal Samir Fouad Badr Saad Taha
        Lahcen Brahim Idir Massinissa Ayour Anir Ziri Amayas Aksel Badis Juba Moha Hammou Ider
        Pierre Jean Paul Thomas Nicolas Julien Antoine Philippe François Michel Laurent Hugo""",
    "ar": """محمد أحمد يوسف ياسين المهدي أمين عمر حمزة أيوب أنس زكرياء إلياس سفيان بلال خالد رشيد
        سعيد حسن هشام كريم عبدالله مصطفى إدريس نبيل عادل طارق رضا عثمان وليد إسماعيل علي جمال جواد
        نورالدين كمال سمير فؤاد بدر سعد طه عماد عصام أشرف أسامة يونس لحسن إبراهيم إيدير ماسينيسا
        أيور أنير زيري أكسل بادس موحا حمو يوبا بيير جان نيكولا""",
}
WOMEN = {
    "fr": """Fatima Fatima-Zahra Khadija Aïcha Zineb Salma Imane Meryem Maryam Sara Hajar Kaoutar
        Nada Asmae Ikram Hanane Siham Samira Naïma Latifa Malika Rachida Najat Amina Souad Loubna
        Ghita Hiba Rania Aya Chaimae Oumaima Wissal Wafae Nora Houda Hind Ilham Jihane Leïla Lamiae
        Manal Nadia Safae Soukaina Yasmine Sanae Ihsane Lina Basma Ghizlane Tilila Tiziri Numidia
        Dihya Kahina Tinhinane Itto Tifawt Marie Julie Camille Claire Sophie Charlotte Françoise
        Isabelle Nathalie Inès Céline""",
    "ar": """فاطمة خديجة عائشة زينب سلمى إيمان مريم سارة هاجر كوثر ندى أسماء إكرام حنان سهام سميرة
        نعيمة لطيفة مليكة رشيدة نجاة أمينة سعاد لبنى غيثة هبة رانية آية شيماء أميمة وصال وفاء نورة
        هدى هند إلهام جيهان ليلى لمياء منال نادية صفاء سكينة ياسمين سناء ابتسام إحسان لينا بسمة
        غزلان فردوس رجاء أمل بشرى وئام وداد تيليلا تيزيري ديهيا كاهنة تينهينان إيطو ماري جولي""",
}
TOWNS = {
    "fr": """Casablanca Rabat Salé Fès Marrakech Tanger Agadir Meknès Oujda Kénitra Tétouan Safi
        Mohammedia Khouribga El-Jadida Béni-Mellal Taza Nador Settat Larache Khémisset Guelmim
        Berrechid Berkane Taourirt Errachidia Ouarzazate Essaouira Tiznit Taroudant Ifrane Azrou
        Sefrou Chefchaouen Al-Hoceïma Laâyoune Dakhla Zagora Tinghir Midelt Guercif Témara""",
    "ar": """الرباط سلا فاس مراكش طنجة أكادير مكناس وجدة القنيطرة تطوان آسفي المحمدية خريبكة الجديدة
        تازة الناظور سطات العرائش الخميسات كلميم برشيد بركان تاوريرت الرشيدية ورزازات الصويرة تيزنيت
        تارودانت إفران أزرو صفرو شفشاون الحسيمة العيون الداخلة زاكورة تنغير ميدلت جرسيف تمارة""",
}
FAMILY = {
    ("fr", False): "célibataire|marié|divorcé|veuf|marié et père de deux enfants|sans enfant",
    ("fr", True): "célibataire|mariée|divorcée|veuve|mariée et mère de deux enfants|sans enfant",
    ("ar", False): "أعزب|متزوج|مطلق|أرمل|متزوج وأب لطفلين|غير متزوج",
    ("ar", True): "عزباء|متزوجة|مطلقة|أرملة|متزوجة وأم لطفلين|غير متزوجة",
    ("en", False): "single|married|divorced|widowed|married with two children|not married",
    ("en", True): "single|married|divorced|widowed|married with two children|not married",
}
SEX = {
    ("fr", False): "homme|Monsieur|jeune homme|sexe masculin",
    ("fr", True): "femme|Madame|jeune femme|sexe féminin",
    ("ar", False): "رجل|شاب|ذكر|السيد",
    ("ar", True): "امرأة|شابة|أنثى|السيدة",
    ("en", False): "man|Mr|young man|male",
    ("en", True): "woman|Ms|young woman|female",
}
LAYOUTS = {
    ("fr", False): """Je m'appelle {name}, j'ai {age} ans, né à {town}. {text}
        {name} ({sex})|{age} ans, {family}|Né à {town}|{text}
        {name}, {sex}, {age} ans, {family}, né à {town}, {text}
        {text} Je m'appelle {name}, {sex} de {age} ans né à {town}, {family}.""",
    ("fr", True): """Je m'appelle {name}, j'ai {age} ans, née à {town}. {text}
        {name} ({sex})|{age} ans, {family}|Née à {town}|{text}
        {name}, {sex}, {age} ans, {family}, née à {town}, {text}
        {text} Je m'appelle {name}, {sex} de {age} ans née à {town}, {family}.""",
    ("ar", False): """اسمي {name}، عمري {age} سنة، من مواليد {town}. {text}
        {name} ({sex})|{age} سنة، {family}|مزداد ب{town}|{text}
        {name}، {sex}، {age} سنة، {family}، مزداد في {town}، {text}
        {text} اسمي {name}، {sex} عمري {age} سنة من مدينة {town}، {family}.""",
    ("ar", True): """اسمي {name}، عمري {age} سنة، من مواليد {town}. {text}
        {name} ({sex})|{age} سنة، {family}|مزدادة ب{town}|{text}
        {name}، {sex}، {age} سنة، {family}، مزدادة في {town}، {text}
        {text} اسمي {name}، {sex} عمري {age} سنة من مدينة {town}، {family}.""",
    ("en", False): """My name is {name}, I am {age}, born in {town}. {text}
        {name} ({sex})|{age} years old, {family}|Born in {town}|{text}
        {name}, {sex}, aged {age}, {family}, born in {town}, {text}
        {text} I am {name}, a {sex} of {age} from {town}, {family}.""",
}


@dataclass(frozen=True)
class Person:
    """Nothing of this may change a score; `woman` chooses the words that agree with it."""

    name: str
    woman: bool
    age: int
    town: str
    family: str
    sex: str
    layout: str

    def introduced(self, text: str) -> str:
        words = {"name": self.name, "age": self.age, "town": self.town, "text": text}
        return self.layout.format(**words, family=self.family, sex=self.sex)


def somebody(random: Random, language: str) -> Person:
    """Someone who writes in `language`; English texts bear French spellings of names."""
    woman = random.random() < 0.5
    script = "ar" if language == "ar" else "fr"
    layouts = LAYOUTS.get((language, woman)) or LAYOUTS[language, False]
    return Person(
        name=random.choice((WOMEN if woman else MEN)[script].split()),
        woman=woman,
        age=random.randint(17, 64),
        town=random.choice(TOWNS[script].split()),
        family=random.choice(FAMILY[language, woman].split("|")),
        sex=random.choice(SEX[language, woman].split("|")),
        layout=random.choice(layouts.split("\n")).strip().replace("|", "\n"),
    )
