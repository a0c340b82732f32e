"""Employers search learners who agreed to it: cards without a name, ordered, nobody left out."""
