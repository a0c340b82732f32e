"""Operators see the rounds of alerts: the one that goes and the last ones."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from skills4all.models import AlertReason, AlertRun, utc_now
from tests.services.market import Market
from tests.web.workspaces.conftest import Visitor


def test_operators_see_how_far_alerts_came(site: Flask, visitor: Visitor, market: Market) -> None:
    operator = visitor("op@example.org", "operator")
    page = operator.get("/fr/operator/").get_data(as_text=True)
    assert "Aucune ronde d’alertes" in page
    began = utc_now() - timedelta(minutes=63, seconds=12)
    done = AlertRun(reason=AlertReason.NIGHT, started_at=began - timedelta(days=1), promised=38_211)
    done.finished_at = utc_now() - timedelta(days=1)
    going = AlertRun(reason=AlertReason.PUBLICATION, due=412_803, looked=1_500, lock="alerts")
    dead = AlertRun(reason=AlertReason.COMMAND, started_at=began, seen_at=began)
    market.database.add_all([done, going, dead])
    market.database.commit()
    rows = operator.get("/en/operator/").get_data(as_text=True).split("<tr>")
    told = ("38,211", "1,500 of 412,803", "started by hand")
    first, second, third = (next(row for row in rows if each in row) for each in told)
    assert "nightly" in first
    assert "done" in first
    assert "63\N{NO-BREAK SPACE}min\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}s" in first
    assert "after a publication" in second
    assert "running" in second
    assert "interrupted" in third
