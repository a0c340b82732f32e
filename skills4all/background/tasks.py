"""The tasks: each opens the application and calls one service. No logic of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from huey import Huey, crontab

from skills4all.background import index_refresh, outbox_delivery, rounds
from skills4all.extensions import db


@dataclass(frozen=True, slots=True)
class Tasks:
    """What can be enqueued. Calling one enqueues it."""

    deliver: Callable[[int], Any]
    sweep: Callable[[], Any]


def register(huey: Huey, app: Flask) -> Tasks:
    """Bind the tasks to this queue and this application."""

    @huey.task(name="deliver")
    def deliver(outbox_id: int) -> None:
        with app.app_context():
            outbox_delivery.deliver(db.session(), outbox_id)

    @huey.periodic_task(crontab(minute="*"), name="sweep")
    def sweep() -> None:
        with app.app_context():
            app.extensions["s4a_queue"].beat()
            outbox_delivery.sweep(db.session())
            index_refresh.mend(app)

    @huey.periodic_task(crontab(minute="*/10"), name="rounds")
    def periodic_rounds() -> None:
        with app.app_context():
            rounds.run(app)

    return Tasks(deliver=deliver, sweep=sweep)
