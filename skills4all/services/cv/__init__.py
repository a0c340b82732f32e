"""CVs: bytes in, text out, nothing kept. See `reading` for the parent and `child` for the parsers."""

from skills4all.services.cv.reading import MOST_BYTES, MOST_TEXT, read

__all__ = ["MOST_BYTES", "MOST_TEXT", "read"]
