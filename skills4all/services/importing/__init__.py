"""Real input: files that employers and centres wrote become openings and programmes.

Owns reading files of unknown encoding, saying what is wrong with a line and how to cure it, and
storing good lines once. It refuses to guess money, dates or places it cannot read.
"""
