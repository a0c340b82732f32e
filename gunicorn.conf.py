"""How the site is served: preloaded web workers with threads, and one task worker beside them.

The task worker is a child of the server: started when it is ready, restarted when it dies, ended
with it. `S4A_TASK_WORKER=0` leaves it out, for machines where it runs as a service of its own.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from config import BadSetting, Settings

try:
    _settings = Settings.from_environment()
except BadSetting as error:
    sys.exit(f"Skills4all cannot start: {error}")

wsgi_app = "wsgi:app"
bind = _settings.bind
workers = _settings.workers
worker_class = "gthread"
threads = 4
preload_app = True
# Unless told otherwise, version 27 opens a control socket in the home directory.
control_socket_disable = True
# Our own log has one line a request, without addresses.
accesslog = None
errorlog = "-"
loglevel = "warning"
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 8_190

RESTART_SECONDS = 1.0
STOP_SECONDS = 15.0


class _TaskWorker:
    """The child process, and the thread that starts it again.

    `posix_spawn` and not `subprocess`: that one waits for a pipe to close, which never happens
    when the server forks a web worker at that very moment and the copy keeps the pipe open.
    """

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._listeners: list[int] = []
        self._child: int | None = None
        self._thread = threading.Thread(target=self._keep_running, daemon=True)

    def start(self, listeners: list[int]) -> None:
        """`listeners` are the server's sockets, which the child must not hold."""
        self._listeners = listeners
        self._thread.start()

    def _keep_running(self) -> None:
        while not self._stopping.is_set():
            self._child = self._spawn()
            while self._runs() and not self._stopping.wait(RESTART_SECONDS):
                pass
            self._stopping.wait(RESTART_SECONDS)

    def _spawn(self) -> int:
        command = [sys.executable, "-m", "skills4all.background.worker"]
        environment = {**os.environ, "S4A_PARENT": str(os.getpid())}
        closed = [(os.POSIX_SPAWN_CLOSE, listener) for listener in self._listeners]
        return os.posix_spawn(sys.executable, command, environment, file_actions=closed)

    def _runs(self) -> bool:
        if self._child is None:
            return False
        try:
            return os.waitpid(self._child, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            # The server, which collects every child that ended, was quicker.
            return False

    def stop(self) -> None:
        """Let it finish what it does, for some seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(3 * RESTART_SECONDS)
        limit = time.monotonic() + STOP_SECONDS
        self._tell(signal.SIGTERM)
        while self._runs():
            if time.monotonic() > limit:
                self._tell(signal.SIGKILL)
            time.sleep(0.1)

    def _tell(self, message: signal.Signals) -> None:
        if self._child is not None and self._runs():
            os.kill(self._child, message)


_task_worker = _TaskWorker()


def when_ready(server: Any) -> None:
    _recommend_once()
    if _settings.task_worker:
        _task_worker.start([listener.fileno() for listener in server.LISTENERS])


def _recommend_once() -> None:
    """What the first recommendation builds, every worker then shares and nobody waits for."""
    from skills4all.extensions import db
    from skills4all.matching.documents import Background, LearnerProfile
    from skills4all.services import example, recommendations
    from skills4all.services.calendar import today
    from skills4all.services.indexing.live import live
    from wsgi import app

    somebody = LearnerProfile((Background("smp", "licence"),))
    indexes = live(_settings.instance / "index")
    recommendations.recommend(somebody, indexes)
    # The first page's example too. Without tables the site still has to start and say so.
    with app.app_context(), contextlib.suppress(SQLAlchemyError):
        example.of_today(db.session(), indexes, today())


def post_fork(_server: Any, _worker: Any) -> None:
    """Connections opened before the fork belong to the parent."""
    from skills4all.extensions import db
    from wsgi import app

    with app.app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)


def on_exit(_server: Any) -> None:
    _task_worker.stop()
