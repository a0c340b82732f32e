"""Programmes and their sessions: written by a centre, reviewed, then open to learners."""
