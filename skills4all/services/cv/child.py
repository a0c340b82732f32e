"""The child process: `python -m skills4all.services.cv.child`, bytes in, one JSON object out.

It limits itself before it looks at a byte: processor time, memory, no file may be written, no
core dump. It knows neither the database nor who sent the file, and lives for one file.
"""

from __future__ import annotations

import json
import resource
import sys

from skills4all.services.cv.problems import DAMAGED, TOO_HEAVY, Unreadable

CPU_SECONDS = 10
ADDRESS_SPACE = 300 * 1024 * 1024


def limit() -> None:
    """Give up what a parser of one file does not need, for good."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read standard input, answer on standard output."""
    limit()
    from skills4all.services.cv.parsers import text_of

    try:
        answer = {"text": text_of(sys.stdin.buffer.read())}
    except Unreadable as error:
        answer = {"problem": error.code}
    except (MemoryError, RecursionError):
        answer = {"problem": TOO_HEAVY}
    except Exception:
        # A parser met something its authors did not think of; its message may quote the file.
        answer = {"problem": DAMAGED}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
