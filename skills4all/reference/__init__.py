"""The shipped knowledge: skills, occupations, fields of study, levels, places; three languages.

The CSV files beside this module are the source; a domain expert edits them. `files` reads them,
`checks` says what is wrong with them, `vocabulary()` builds the frozen vocabulary that matching
is handed. This publication uses the ESCO classification of the European Commission (identifiers).
"""
