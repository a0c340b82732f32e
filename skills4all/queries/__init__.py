"""Reads: rows and matching documents. Nothing here changes anything."""
