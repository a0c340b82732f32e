"""Skills4all: from a science degree to an IT job. Version only: importing it loads nothing."""

__version__ = "0.1.0"
