"""Enrolments: from the request of a learner to the certificate.

A request takes a seat at once when one is left (confirmed), else the next place on the waiting
list. The centre is not asked first: it says on the programme what it requires, and may refuse with
a reason, which frees the seat. `REQUESTED` is therefore a state this version never gives; rows of
an import may carry it.

A freed seat is kept for the first who waits until `offer_expires_at`; a seat that is kept counts as
taken. Everything that touches the seats or the list of a session first takes the lock of `seats`,
so that it happens one after the other, and each seat is taken by `seats_taken < seats` in the
write itself.
"""
