"""The worker process: `python -m skills4all.background.worker`.

SIGTERM lets the running tasks finish. Started beside the web server it ends with it, also when
the server is killed: it watches its parent, whose number `S4A_PARENT` gives.
"""

from __future__ import annotations

import os
import signal
import threading
import time

from skills4all.app import create_app
from skills4all.background.queue import current_queue

THREADS = 2
PARENT_CHECK_SECONDS = 2.0


def main() -> None:
    """Run tasks until told to stop."""
    app = create_app()
    queue = current_queue(app)
    consumer = queue.huey.create_consumer(
        workers=THREADS, periodic=True, initial_delay=0.1, max_delay=0.5, graceful_signal="TERM"
    )
    queue.beat()
    queue.tasks.sweep()
    parent = os.environ.get("S4A_PARENT")
    if parent:
        threading.Thread(target=_end_with, args=(int(parent),), daemon=True).start()
    consumer.run()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
