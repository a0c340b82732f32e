"""The learner's own pages: a profile in six short steps, each saved on its own; kept pathways.

A learner is whoever signed in as one, or opened a profile with a resume code. Pages read, call
one service and commit; what a person typed stays in the form when it is refused.
"""

from skills4all.web.profile import (  # noqa: F401 (their routes join the blueprint)
    cv,
    hand_over,
    pathways,
    possible_steps,
    reading_step,
    skills_step,
    start,
    studies_step,
)
from skills4all.web.profile.blueprint import blueprint, init_app

__all__ = ["blueprint", "init_app"]
