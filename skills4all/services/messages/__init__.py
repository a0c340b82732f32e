"""Messages between a learner and a centre or an employer, on one enrolment or one application."""
