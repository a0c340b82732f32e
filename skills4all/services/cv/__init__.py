"""CVs: bytes in, text out, nothing kept. `reading` is the parent, `child` runs the parsers."""

from skills4all.services.cv.reading import MOST_BYTES, MOST_TEXT, read

__all__ = ["MOST_BYTES", "MOST_TEXT", "read"]
