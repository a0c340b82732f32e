"""Demonstration data: invented organisations, programmes, openings and learners.

Owns their making from `skills4all/demo_data`, their dates, which follow the calendar, and their
removal. Every row is marked `is_demo`; what someone used is never moved.
"""
