"""A vocabulary small enough to reason about by hand, for tests of the matching core."""

from skills4all.matching.vocabulary import (
    Conferred,
    DegreeLevel,
    FieldOfStudy,
    Label,
    Occupation,
    Requirement,
    Skill,
    Vocabulary,
)


def named(
    fr: str, ar: str, en: str, *aliases: str, exact: tuple[str, ...] = ()
) -> tuple[Label, ...]:
    preferred = [
        Label(text, lang, "preferred") for text, lang in ((fr, "fr"), (ar, "ar"), (en, "en"))
    ]
    return (
        *preferred,
        *(Label(text, "fr") for text in aliases),
        *(Label(text, "en", "exact") for text in exact),
    )


SKILLS = (
    Skill("programming", named("programmation", "برمجة", "programming"), "skill"),
    Skill("python", named("Python", "بايثون", "Python"), "tool", "programming", (("r", 0.5),)),
    Skill("java", named("Java", "جافا", "Java"), "tool", "programming"),
    Skill("javascript", named("JavaScript", "جافاسكريبت", "JavaScript"), "tool", "programming"),
    Skill("c", named("langage C", "لغة C", "C language", exact=("C",)), "tool", "programming"),
    Skill("r", named("langage R", "لغة R", "R language", exact=("R",)), "tool", "programming"),
    Skill("go", named("langage Go", "لغة Go", "Go language", exact=("Go",)), "tool", "programming"),
    Skill("cpp", named("C++", "سي++", "C++"), "tool", "programming"),
    Skill("sql", named("SQL", "لغة SQL", "SQL"), "tool"),
    Skill("databases", named("bases de données", "قواعد البيانات", "databases"), "knowledge"),
    Skill("statistics", named("statistiques", "إحصاء", "statistics"), "knowledge", None,
          (("machine-learning", 0.4),)),
    Skill("machine-learning", named("apprentissage automatique", "تعلم آلي", "machine learning"),
          "knowledge"),
    Skill("networks", named("réseaux", "شبكات", "networks", "réseau informatique"), "knowledge"),
    Skill("cooking", named("cuisine", "طبخ", "cooking"), "skill"),
    Skill("french", named("français", "فرنسية", "French"), "language"),
)  # fmt: skip

OCCUPATIONS = (
    Occupation(
        "data-analyst",
        named("analyste de données", "محلل بيانات", "data analyst"),
        (
            Requirement("sql", "essential", 1.0, 2),
            Requirement("statistics", "essential", 0.9, 2),
            Requirement("python", "essential", 0.8, 2),
            Requirement("french", "essential", 0.5, 4),
            Requirement("machine-learning", "optional", 0.5, 1),
        ),
    ),
    Occupation(
        "developer",
        named("développeur", "مطور", "developer"),
        (
            Requirement("java", "essential", 1.0, 3),
            Requirement("programming", "essential", 1.0, 3),
            Requirement("databases", "essential", 0.6, 2),
            Requirement("french", "essential", 0.5, 4),
        ),
    ),
    Occupation(
        "network-technician",
        named("technicien réseaux", "تقني شبكات", "network technician"),
        (
            Requirement("networks", "essential", 1.0, 3),
            Requirement("french", "essential", 0.5, 3),
            Requirement("programming", "optional", 0.3, 1),
        ),
    ),
)

FIELDS = (
    FieldOfStudy(
        "physics",
        named("physique", "فيزياء", "physics", "SMP"),
        isced="0533",
        generic=True,
        levels=("licence", "master"),
        conferred=(
            Conferred("statistics", "licence", 0.7, 2, "core-course"),
            Conferred("python", "licence", 0.4, 1, "project"),
            Conferred("python", "master", 0.7, 2, "project"),
            Conferred("french", "licence", 0.8, 4, "method"),
        ),
        untaught=("networks",),
    ),
)

LEVELS = (
    DegreeLevel("bac", named("bac", "باكالوريا", "baccalaureate"), 1, 3),
    DegreeLevel("licence", named("licence", "إجازة", "bachelor"), 3, 6),
    DegreeLevel("master", named("master", "ماستر", "master"), 4, 7),
)

WORLD = Vocabulary(
    version="small",
    skills={skill.id: skill for skill in SKILLS},
    occupations={role.id: role for role in OCCUPATIONS},
    fields={field.id: field for field in FIELDS},
    levels={level.id: level for level in LEVELS},
    replaced_by={"informatics": "programming"},
)
