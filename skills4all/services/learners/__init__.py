"""Learners: what they tell of themselves, step by step, and what they keep.

One file per use case. Each takes the learner's row and plain values, changes rows and does not
commit: a page may do several in one transaction. Free text and files are never kept here.
"""
