"""The profile as a CV, in the language of the page it is asked from."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from skills4all.extensions import db
from skills4all.models import Learner
from skills4all.services.applications import frozen
from skills4all.web import cv as documents
from skills4all.web.profile.blueprint import blueprint, for_learner


@blueprint.get("/profile/cv.pdf", endpoint="cv")
@for_learner
def cv_document(learner: Learner) -> ResponseReturnValue:
    """As the profile is today; also for a profile without an account."""
    account = learner.account
    name = learner.display_name or (account.display_name if account else None) or ""
    return documents.response(frozen.freeze(db.session(), learner, name=name))
