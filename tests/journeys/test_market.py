"""A centre publishes a session and it enters a plan; an employer publishes an opening and it
stands at the end of a pathway. Each through its own form and the moderator's approval.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from skills4all.services.calendar import today
from tests.journeys.steps import approve, sign_in


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("language", "skill", "role", "text"),
    [
        (
            "fr",
            "cobol",
            "mainframe-developer",
            "Vous apprenez COBOL et SQL sur gros système IBM, en petits groupes, à partir de "
            "programmes réels de banque et d’assurance.",
        ),
        (
            "ar",
            "unity-engine",
            "game-developer",
            "تتعلمون تطوير الألعاب باستخدام محرك Unity ولغة C# في مجموعات صغيرة، انطلاقا من مشاريع "
            "حقيقية مع مكوّنين مهنيين.",
        ),
    ],
)
def test_a_published_session_enters_a_plan(
    page: Page, language: str, skill: str, role: str, text: str
) -> None:
    title = f"Atelier intensif {skill}"
    sign_in(page, language, "centre@demo.skills4all.example")
    page.goto(f"/{language}/centre/")
    page.locator("a[href*='/programmes/new']").first.click()
    page.fill("input[name=title]", title)
    page.fill("textarea[name=description]", text)
    page.click("button[name=do][value=suggest]")
    expect(page.locator(f"input[value={skill}]")).to_be_attached()
    page.fill("input[name=hours]", "60")
    page.fill("input[name=price]", "0")
    page.select_option("select[name=mode]", "online")
    page.select_option("select[name=funding]", "free")
    page.locator("button[name=do][value=save]").last.click()

    page.locator("a[href$='/sessions/new']").click()
    page.fill("input[name=starts_on]", day(1))
    page.fill("input[name=ends_on]", day(3))
    page.fill("input[name=seats]", "12")
    page.fill("input[name=hours_per_week]", "20")
    page.locator("button[name=do][value=save]").last.click()
    page.locator("form[action$='/submit'] button").first.click()
    expect(page.locator("#problems")).to_have_count(0)
    approve(page, language, title)

    # Within a month: demonstration sessions all start later.
    page.goto(f"/{language}/roles/{role}?field=smi&level=licence&months=1&lack={skill}")
    expect(page.locator("section.plan").get_by_role("link", name=title).first).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_published_opening_stands_at_the_end_of_a_pathway(page: Page, language: str) -> None:
    title = f"Analyste de données junior, promotion de printemps {language}"
    sign_in(page, language, "employer@demo.skills4all.example")
    page.goto(f"/{language}/employer/")
    page.locator("a[href*='/openings/new']").first.click()
    page.fill("input[name=title]", title)
    page.fill(
        "textarea[name=description]",
        "Vous nettoyez des données, écrivez des requêtes SQL, préparez des tableaux de bord "
        "Power BI et présentez vos résultats. Statistiques et Excel avancé demandés. Une équipe "
        "de huit personnes vous accueille et vous forme à notre métier.",
    )
    page.click("button[name=do][value=suggest]")
    expect(page.locator("input[value=sql]")).to_be_attached()
    page.check("input[name=occupation][value=data-analyst]")
    page.select_option("select[name=place]", "fes")
    page.select_option("select[name=contract]", "cdi")
    page.fill("input[name=positions]", "2")
    page.fill("input[name=starts_on]", day(500))
    page.locator("button[name=do][value=submit]").click()
    expect(page.locator("#problems")).to_have_count(0)
    approve(page, language, title)

    page.goto(f"/{language}/roles/data-analyst?field=smp&level=licence&place=taza")
    jobs = page.locator("section[aria-labelledby=jobs]")
    end_of_plan = jobs.locator("h3").first.locator("xpath=following-sibling::div[1]")
    expect(end_of_plan.get_by_role("link", name=title)).to_be_visible()


def test_a_bad_opening_is_refused_with_everything_typed_kept(page: Page) -> None:
    sign_in(page, "fr", "employer@demo.skills4all.example")
    page.goto("/fr/employer/")
    page.locator("a[href*='/openings/new']").first.click()
    page.fill("input[name=title]", "Technicien réseau")
    page.fill("input[name=pay_min]", "beaucoup")
    page.fill("input[name=deadline]", day(-3))
    page.locator("button[name=do][value=save]").last.click()
    expect(page.locator("#problems")).to_be_visible()
    expect(page.locator("input[name=title]")).to_have_value("Technicien réseau")
    expect(page.locator("input[name=pay_min]")).to_have_value("beaucoup")
    expect(page.locator("#pay_min-errors")).to_be_visible()
