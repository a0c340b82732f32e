"""Alerts: a learner asks to be told of new sessions and openings for a pathway they kept."""
