"""Decisions on what waits: nobody publishes before being verified."""
