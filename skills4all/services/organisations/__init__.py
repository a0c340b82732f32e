"""Organisations: signing one up, editing it, and who may act for it."""
