"""E-mail: what a message is, how it is queued with the facts it tells, how it leaves."""
