"""What pages say to machines in schema.org's words: one builder a noun, pure, only true facts.

A builder takes rows, the reader's language and how rows are addressed; it knows no request. What
is unknown is left out, never guessed. `facts.script` writes the result into a page.
"""
