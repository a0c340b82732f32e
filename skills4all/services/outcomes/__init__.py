"""Outcomes: three and six months after a session, one question to who agreed to be asked."""
