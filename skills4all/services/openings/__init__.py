"""Openings and pledges: written by an employer, reviewed, published, closed."""
