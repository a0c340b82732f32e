"""Roles near a role: by what both ask for, never far-fetched, the same whichever one asks."""

from skills4all.services import knowledge, near_roles

ROLES = knowledge.vocabulary().occupations


def test_neighbours_share_skills_and_never_include_the_role_itself() -> None:
    for role in ROLES.values():
        mine = {row.skill for row in role.requirements}
        for each in near_roles.near(role):
            theirs = {row.skill for row in each.role.requirements}
            assert each.role.id != role.id
            assert each.shared == len(mine & theirs) >= near_roles.LEAST_SHARED


def test_support_roles_lead_to_one_another() -> None:
    names = [each.role.id for each in near_roles.near(ROLES["it-support-technician"])]
    assert "help-desk-agent" in names
    assert names == [each.role.id for each in near_roles.near(ROLES["it-support-technician"])]
