"""Matching: from what someone studied and can do to roles, gaps, plans and openings.

A library on its own: it needs numpy and scipy (scikit-learn to fit an index) and knows neither
the web nor the database.
"""
