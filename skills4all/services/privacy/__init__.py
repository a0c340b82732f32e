"""Export, erasure and retention, driven by the marks of `models.privacy` and by nothing else.

A new personal column is exported, erased and aged because it is marked, not because someone
remembered to add it here.
"""
