"""The extensions, created unbound here and bound in `skills4all.app.create_app`."""

from __future__ import annotations

from flask_babel import Babel
from flask_compress import Compress
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from skills4all.models.base import Base

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate()
babel = Babel()
csrf = CSRFProtect()
mail = Mail()
compress = Compress()
