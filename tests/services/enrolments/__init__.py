"""Enrolments, from the request to the certificate."""
