"""Who may use which page: one table, endpoint -> audience.

An endpoint that is not listed is refused to everybody, and a test lists the missing ones. The
table decides only who may come in; whether the *row* belongs to the visitor is asked by the
service, which answers `NotFound` for what they must not know.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum


class Audience(Enum):
    """Groups of people. Except for the first three, the value is the name of a role."""

    ANYONE = "anyone"
    """No account needed."""

    SIGNED_OUT = "signed_out"
    """Sign-in, sign-up, reset: harmless when signed in, of use only when not."""

    SIGNED_IN = "signed_in"
    """Any confirmed account, whatever its role."""

    LEARNER = "learner"
    """Looks for a way into a job."""

    CENTRE = "centre"
    """Member of a verified training centre."""

    EMPLOYER = "employer"
    """Member of a verified employer."""

    INSTITUTION = "institution"
    """Member of an institution that steers."""

    MODERATOR = "moderator"
    """Verifies organisations and what they publish."""

    OPERATOR = "operator"
    """Keeps the installation running. May do what a moderator may."""


def only(audience: Audience, *names: str) -> dict[str, Audience]:
    """A part of the table: these endpoints for this audience."""
    return dict.fromkeys(names, audience)


ENDPOINTS: Mapping[str, Audience] = {
    **only(
        Audience.ANYONE,
        "api.pathways",
        "api.skills",
        "api.occupations",
        "api.fields",
        "api.levels",
        "api.provinces",
        "api-docs.openapi_json",
    ),
    **only(Audience.ANYONE, "health.alive", "health.ready", "locale.choose"),
    # The chain and the catalogue: public, and the same for everybody.
    **only(
        Audience.ANYONE,
        "pathways.home",
        "pathways.about",
        "model_card.show",
        "pathways.roles",
        "pathways.read",
        "pathways.pathway",
        "catalogue.occupations",
        "catalogue.occupation",
        "catalogue.programmes",
        "catalogue.programme",
        "catalogue.session",
        "catalogue.openings",
        "catalogue.opening",
        "catalogue.pledge",
        "catalogue.organisation",
        "design.show",
    ),
    # Accounts, profiles and one's own data. A profile may be opened with a resume code, without
    # an account: those pages ask for the profile themselves.
    **only(
        Audience.SIGNED_OUT,
        "security.login",
        "security.register",
        "security.forgot_password",
        "security.reset_password",
        "security.send_confirmation",
        "security.confirm_email",
        "account.written",
    ),
    **only(
        Audience.SIGNED_IN,
        "security.change_password",
        "security.verify",
        "account.home",
        "account.settings",
    ),
    **only(
        Audience.ANYONE,
        "security.logout",
        "account.signed_out",
        "privacy.notice",
        "privacy.mine",
        "privacy.copy",
        "privacy.withdraw",
        "privacy.erase",
        "privacy.erased",
        "profile.start",
        "profile.resume",
        "profile.leave",
        "profile.overview",
        "profile.studies_step",
        "profile.add_studies",
        "profile.remove_studies",
        "profile.skills_step",
        "profile.answer_skills",
        "profile.add_skill",
        "profile.reading_step",
        "profile.read",
        "profile.keep_read",
        "profile.place_step",
        "profile.possibilities_step",
        "profile.visibility_step",
        "profile.save",
        "profile.pathways",
        "profile.pathway",
        "profile.remove_pathway",
    ),
    # Workspaces: whoever is a member of the organisation, which the services ask at each request;
    # before it is verified its members may already prepare what they will publish.
    **only(
        Audience.SIGNED_IN,
        "organisations.new",
        "organisations.show",
        "organisations.edit",
        "centre.home",
        "centre.new_programme",
        "centre.programme",
        "centre.edit_programme",
        "centre.submit_programme",
        "centre.archive_programme",
        "centre_sessions.new",
        "centre_sessions.edit",
        "centre_sessions.close",
        "centre_sessions.cancel",
        "employer.home",
        "employer.new_opening",
        "employer.opening",
        "employer.edit_opening",
        "employer.submit_opening",
        "employer.close_opening",
        "employer_pledges.new",
        "employer_pledges.pledge",
        "employer_pledges.edit",
        "employer_pledges.submit",
        "employer_pledges.withdraw",
    ),
    **only(
        Audience.SIGNED_IN,
        "files.bring",
        "files.to_correct",
        "files.take",
        "files.duplicate",
        "files.gaps",
    ),
    **only(
        Audience.SIGNED_IN,
        "members.show",
        "members.change_role",
        "members.remove",
        "members.leave",
        "members.invite",
        "members.withdraw",
        "members.invitation",
        "members.accept",
        "institution.home",
    ),
    **only(
        Audience.MODERATOR,
        "moderation.queue",
        "moderation.item",
        "moderation.approve",
        "moderation.reject",
        "moderation.suspend",
        "moderation.lift",
        "moderation.take_down",
        "desk_reports.show",
        "desk_reports.item",
        "desk_people.search",
        "desk_people.show",
        "desk_people.mail",
        "desk_people.close",
        "desk_people.reopen",
        "desk_people.sign_out",
        "desk_people.moderator",
        "desk_audit.show",
    ),
    **only(Audience.OPERATOR, "operations.show", "operations.again", "operations.drop"),
    **only(Audience.ANYONE, "reports.new", "reports.thanks"),
    # Enrolments. A learner's own, a centre's own: the services ask at each request.
    **only(
        Audience.SIGNED_IN,
        "enrolments.list",
        "enrolments.new",
        "enrolments.show",
        "enrolments.accept",
        "enrolments.cancel",
        "enrolments.certificate",
        "centre_enrolments.session",
        "centre_enrolments.all_attended",
        "centre_enrolments.all_certified",
        "centre_enrolments.show",
        "centre_enrolments.refuse",
        "centre_enrolments.attended",
        "centre_enrolments.not_attended",
        "centre_enrolments.certify",
        "centre_enrolments.withdraw",
        "centre_enrolments.certificate",
    ),
    **only(
        Audience.SIGNED_IN,
        "messages.show",
        "steps.mine",
        "alerts.mine",
        "alerts.choose",
        "alerts.follow_up",
    ),
    **only(Audience.ANYONE, "alerts.stop", "alerts.stopped", "alerts.outcome"),
    **only(Audience.ANYONE, "certificates.check", "certificates.show"),
    # The life of an opening. The reminder's link works signed out: its signature names the member.
    **only(Audience.ANYONE, "opening_life.still_open", "opening_life.say_still_open"),
    **only(
        Audience.SIGNED_IN,
        "opening_life.confirm",
        "opening_life.reopen",
        "opening_life.duplicate",
    ),
    # Applications: each side is asked by the services whether the row is theirs.
    **only(
        Audience.SIGNED_IN,
        "applications.apply",
        "applications.mine",
        "applications.show",
        "applications.withdraw",
        "applications.cv",
        "applicants.of_opening",
        "applicants.show",
        "applicants.step",
        "applicants.note",
        "applicants.cv",
    ),
    **only(Audience.ANYONE, "profile.cv"),
    # Learners found and asked by employers. A profile may be open under a resume code: the
    # learner's pages, and the two sides of a thread, ask for the person themselves.
    **only(
        Audience.SIGNED_IN,
        "employer_learners.search",
        "employer_learners.card",
        "employer_contacts.mine",
        "employer_contacts.show",
        "employer_contacts.withdraw",
    ),
    **only(Audience.SIGNED_IN, "employer_pledges.mine"),
    **only(
        Audience.ANYONE,
        "contacts.mine",
        "contacts.accept",
        "contacts.decline",
        "contacts.end",
    ),
    # For machines and for whoever follows or shares: what is public, said in other forms.
    **only(
        Audience.ANYONE,
        "previews.show",
        "feeds.openings",
        "feeds.sessions",
        "session_calendar.show",
        "crawlers.robots",
        "crawlers.sitemap_index",
        "crawlers.sitemap",
    ),
    # What the browser asks beside a page: names while one types, the switch that saves data.
    **only(Audience.ANYONE, "suggestions.skills", "low_data.choose"),
    **only(Audience.ANYONE, "pathway_document.show", "profile.hand_over"),
    **only(Audience.ANYONE, "installable.manifest", "installable.offline", "service_worker.script"),
}


def may_enter(audience: Audience, *, signed_in: bool, roles: Collection[str]) -> bool:
    """Whether a visitor with these role names belongs to `audience`."""
    if audience in (Audience.ANYONE, Audience.SIGNED_OUT):
        return True
    if audience is Audience.SIGNED_IN or not signed_in:
        return signed_in
    if Audience.OPERATOR.value in roles and audience is Audience.MODERATOR:
        return True
    return audience.value in roles
