"""How delivering can fail for good."""


class PermanentFailure(Exception):
    """No later try can succeed; the row is parked for an operator."""
