"""Every component on one page, in the reader's direction: only where the product is developed."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, Form, RadioField, SelectField, SubmitField
from wtforms.validators import DataRequired, Email

from skills4all.services import small_numbers
from skills4all.services.calendar import today
from skills4all.web import design_samples as samples
from skills4all.web import locale
from skills4all.web.application_words import PIPELINE
from skills4all.web.choices import Choice, levels, place_groups
from skills4all.web.steps import WAY

blueprint = Blueprint("design", __name__)


class SampleForm(Form):
    """One field of each sort; the page sends it wrong answers on purpose."""

    email = EmailField(
        _l("Adresse e-mail"), [DataRequired(), Email("Cette adresse est incomplète.")]
    )
    level = SelectField(_l("Niveau"), choices=["Licence", "Master"])
    kind = RadioField(_l("Vous êtes ici pour…"), choices=["Chercher un métier", "Recruter"])
    agree = BooleanField("J’accepte.", [DataRequired("Votre accord manque.")])
    submit = SubmitField(_l("Continuer"))


def init_app(app: Flask) -> None:
    """Bind the page in development and tests; elsewhere its address does not exist."""
    if app.config["S4A_SETTINGS"].environment in ("development", "test"):
        app.register_blueprint(blueprint, url_prefix=locale.PREFIX)


@blueprint.get("/design")
def show() -> str:
    """All components with sample values."""
    sessions = {row.public_id: row for row in samples.sessions()}
    form = SampleForm(data={"email": "salma@", "kind": "Recruter"})
    form.validate()
    return render_template(
        "public/design.html",
        today=today(),
        form=form,
        sessions=sessions,
        plans=samples.plans(sessions),
        roles=samples.roles(),
        opening=samples.opening(),
        pledge=samples.pledge(),
        levels=levels(),
        place_groups=place_groups(),
        pays=samples.pays(),
        stages=samples.stages(),
        stage_names=PIPELINE,
        seats=samples.seats(list(sessions.values())),
        people=small_numbers.told(samples.people()),
        openings=small_numbers.sums(samples.people()),
        way=WAY,
        modes=[Choice("onsite", "Sur place"), Choice("online", str(_l("En ligne")))],
    )
