"""Changes: one function is one use case is one transaction. Never imports flask.

Services take who acts and in which language as arguments and raise `skills4all.errors`.
"""
