"""The account pages that Flask-Security does not bring: the way in, the way on, signed out."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from skills4all.extensions import db
from skills4all.permissions import Audience
from skills4all.queries import workspaces
from skills4all.web import sign_in

blueprint = Blueprint("account", __name__)

WORKPLACES = {
    Audience.OPERATOR: "moderation.queue",
    Audience.MODERATOR: "moderation.queue",
    Audience.CENTRE: "centre.home",
    Audience.EMPLOYER: "employer.home",
    Audience.INSTITUTION: "institution.home",
    Audience.LEARNER: "profile.overview",
}
"""Where each role works, first match first. A page that this version lacks is passed over."""
NEW_ORGANISATION = "organisations.new"


def init_app(app: Flask) -> None:
    """Bind sign-up, sign-in and the rest."""
    sign_in.init_app(app)


@blueprint.get("/my")
def home() -> ResponseReturnValue:
    """Send people to where they work; who has no role yet chooses."""
    for audience, endpoint in WORKPLACES.items():
        if audience.value in current_user.role_names and endpoint in current_app.view_functions:
            return redirect(url_for(endpoint))
    known = NEW_ORGANISATION in current_app.view_functions
    return render_template(
        "account/home.html",
        new_organisation=NEW_ORGANISATION if known else None,
        organisations=workspaces.organisations(db.session(), current_user.id),
    )


@blueprint.get("/my/account")
def settings() -> str:
    """E-mail, password, privacy, sign-out."""
    return render_template("account/settings.html")


@blueprint.get("/sign-up/written")
def written() -> str:
    """A message is on its way: the same page whether the address was new or not."""
    return render_template("account/written.html")


@blueprint.get("/signed-out")
def signed_out() -> str:
    """Every session of the account has ended."""
    return render_template("account/signed_out.html")
