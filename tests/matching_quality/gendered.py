"""Words that change with the sex of who writes, as `masculine/feminine`, and the change itself.

`AGENTS` are the words for people that labels of skills begin with ("technicien qualité"); a label
that begins with a machine ("serveur DNS") is none of them. `PEOPLE` are other words people use of
themselves, `HOW_WELL` those that tell a level.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.matching_quality.people import WORLD

AGENTS = {
    "fr": """équipier/équipière télévendeur/télévendeuse téléprospecteur/téléprospectrice
        superviseur/superviseuse formateur/formatrice professeur/professeure
        auto-entrepreneur/auto-entrepreneuse intégrateur/intégratrice contrôleur/contrôleuse
        auditeur/auditrice logisticien/logisticienne acheteur/acheteuse
        approvisionneur/approvisionneuse planificateur/planificatrice rédacteur/rédactrice
        traducteur/traductrice transcripteur/transcriptrice qualiticien/qualiticienne
        ingénieur/ingénieure consultant/consultante codeur/codeuse concepteur/conceptrice
        assistant/assistante développeur/développeuse administrateur/administratrice
        annotateur/annotatrice géomaticien/géomaticienne technicien/technicienne
        bio-informaticien/bio-informaticienne opérateur/opératrice automaticien/automaticienne
        électronicien/électronicienne électricien/électricienne projeteur/projeteuse
        dessinateur/dessinatrice modeleur/modeleuse conducteur/conductrice infirmier/infirmière
        aide-soignant/aide-soignante monteur/monteuse modérateur/modératrice
        concepteur-rédacteur/conceptrice-rédactrice""",
    "ar": """محاسب/محاسبة مترجم/مترجمة ممرض/ممرضة كهربائي/كهربائية جيولوجي/جيولوجية مدير/مديرة
        مسؤول/مسؤولة مساعد/مساعدة مستشار/مستشارة مصمم/مصممة مهندس/مهندسة محلل/محللة مراقب/مراقبة
        مدخل/مدخلة مرمز/مرمزة خبير/خبيرة تقني/تقنية طبوغرافي/طبوغرافية كاتب/كاتبة لحام/لحامة""",
}
AGREEING = {
    "fr": """industriel/industrielle fonctionnel/fonctionnelle médical/médicale
        commercial/commerciale technico-commercial/technico-commerciale polyvalent/polyvalente
        projeteur/projeteuse""",
    "ar": """متعدد/متعددة وظيفي/وظيفية تجاري/تجارية ميكانيكي/ميكانيكية مدني/مدنية مالي/مالية
        طبي/طبية اكتواري/اكتوارية""",
}
NO_PERSON = ("مدير علامات جوجل",)
"""Google Tag Manager, which has no sex."""

PEOPLE = {
    "fr": """infirmier/infirmière développeur/développeuse technicien/technicienne
        étudiant/étudiante ingénieur/ingénieure licencié/licenciée diplômé/diplômée
        informaticien/informaticienne assistant/assistante vendeur/vendeuse conseiller/conseillère
        enseignant/enseignante mathématicien/mathématicienne physicien/physicienne
        statisticien/statisticienne électricien/électricienne mécanicien/mécanicienne
        administrateur/administratrice programmeur/programmeuse testeur/testeuse
        auditeur/auditrice acheteur/acheteuse traducteur/traductrice formateur/formatrice
        doctorant/doctorante chercheur/chercheuse
        salarié/salariée employé/employée commercial/commerciale caissier/caissière
        coordinateur/coordinatrice passionné/passionnée motivé/motivée certifié/certifiée
        inscrit/inscrite bachelier/bachelière lauréat/lauréate laborantin/laborantine""",
    "ar": """مهندس/مهندسة طالب/طالبة تقني/تقنية مبرمج/مبرمجة مطور/مطورة أستاذ/أستاذة ممرض/ممرضة
        محاسب/محاسبة مترجم/مترجمة مساعد/مساعدة مستخدم/مستخدمة موظف/موظفة عامل/عاملة بائع/بائعة
        كاتب/كاتبة مسير/مسيرة محلل/محللة باحث/باحثة خريج/خريجة حاصل/حاصلة متدرب/متدربة مجاز/مجازة
        دكتور/دكتورة مصمم/مصممة مدير/مديرة مسؤول/مسؤولة مكلف/مكلفة وكيل/وكيلة مستشار/مستشارة
        فيزيائي/فيزيائية كيميائي/كيميائية جيولوجي/جيولوجية كهربائي/كهربائية متخصص/متخصصة
        ملم/ملمة قادر/قادرة مهتم/مهتمة شغوف/شغوفة رياضي/رياضية منظم/منظمة متطوع/متطوعة""",
}
HOW_WELL = {
    "fr": "débutant/débutante avancé/avancée expert/experte confirmé/confirmée bilingue/bilingue",
    "ar": "مبتدئ/مبتدئة متقدم/متقدمة متمكن/متمكنة خبير/خبيرة",
}


def pairs(words: str) -> list[tuple[str, str]]:
    found = (pair.partition("/") for pair in words.split())
    return [(masculine, feminine) for masculine, _, feminine in found]


def feminine_labels() -> Iterator[tuple[str, str, str]]:
    """(skill, label, the label as a woman writes it) where a label names a person."""
    for language, agents in AGENTS.items():
        first, others = dict(pairs(agents)), dict(pairs(AGREEING[language]))
        for skill in WORLD.skills.values():
            for label in skill.labels:
                head, *rest = label.text.split()
                if label.language == language and head in first and label.text not in NO_PERSON:
                    words = [first[head], *(others.get(word, word) for word in rest)]
                    yield skill.id, label.text, " ".join(words)
