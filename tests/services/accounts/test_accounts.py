"""Accounts without pages: identifiers, roles, hashes that the sign-in accepts."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_security.utils import hash_data, verify_password
from flask_security.utils import hash_password as password_hash
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from skills4all.app import create_app
from skills4all.models import AuditEvent, LoginIdentifier
from skills4all.services import accounts
from skills4all.services.accounts_passwords import MEMORY_KIB, TIME_COST, hash_password
from tests.platform.applications import SettingsFor


def test_an_account_and_its_identifier_come_together(session: Session) -> None:
    account = accounts.create(session, " Salma@Example.ORG ", None, roles=["learner"])
    assert account.email == "salma@example.org"
    assert session.scalars(select(LoginIdentifier.value)).all() == ["salma@example.org"]
    assert accounts.find(session, "SALMA@example.org") is account


def test_an_address_belongs_to_one_account(session: Session) -> None:
    accounts.create(session, "a@example.org", None)
    with pytest.raises(IntegrityError):
        accounts.create(session, "A@example.org", None)


def test_a_role_given_or_taken_ends_the_sessions_and_is_audited(session: Session) -> None:
    account = accounts.create(session, "a@example.org", None)
    generations = [account.fs_uniquifier]
    assert accounts.give_role(session, account, "centre", actor=None)
    generations.append(account.fs_uniquifier)
    assert not accounts.give_role(session, account, "centre", actor=None)
    assert accounts.take_role(session, account, "centre", actor=account)
    generations.append(account.fs_uniquifier)
    assert not accounts.take_role(session, account, "centre", actor=account)
    assert len(set(generations)) == 3
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["role.given", "role.taken"]


def test_only_known_roles(session: Session) -> None:
    with pytest.raises(ValueError, match="unknown role"):
        accounts.role(session, "king")


@pytest.mark.parametrize("password", ["une phrase bien à moi", "كلمة سر طويلة", "ﬁne ligature"])
def test_the_sign_in_accepts_our_hash(app: Flask, password: str) -> None:
    with app.app_context():
        key = app.config["SECURITY_PASSWORD_SALT"]
        made = hash_password(password, key=key)
        assert made.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        normal = app.extensions["security"].password_util.normalize(password)
        assert verify_password(normal, made)
        assert not verify_password(normal + "x", made)
        assert not verify_password(normal, hash_password(password, key="another key"))


def test_the_site_itself_hashes_with_full_effort(settings_for: SettingsFor) -> None:
    """Most tests do not: `tests/platform/spare_applications.py`."""
    app = create_app(settings_for())
    with app.app_context():
        assert password_hash("x").startswith(f"$argon2id$v=19$m={MEMORY_KIB},t={TIME_COST},p=4$")
        assert hash_data("x").startswith("$5$rounds=535000$")
