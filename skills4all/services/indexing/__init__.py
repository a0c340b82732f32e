"""The indexes of an installation: what they hold, how they are made, kept fresh and shared.

The database is the truth, an index only suggests: whoever uses its answers asks the database which
of them are still open. Each index has a folder of its own below the instance folder.
"""

OPENINGS, PROGRAMMES, SESSIONS = "openings", "programmes", "sessions"
THEMES, ROLE_WORDS = "themes", "role-words"
