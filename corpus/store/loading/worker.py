"""Worker processes that prepare records, and are replaced if one does not answer or ends.

A worker is a process of its own, because only the main thread of a process can be interrupted, and only a process can
be ended. A thread of the command, or of a Dask worker, waits for each answer.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection, Pipe

from . import deadline
from .prepare import Ready, Record, load, not_read

GRACE = 5.0  # seconds beyond the deadline after which a worker that does not answer is ended
SIGN_OF_LIFE = 1.0  # seconds between two
START = 60.0  # seconds in which a worker starts, on a busy machine

Work = Callable[[Record], list[Ready]]
_here = threading.local()
_running: set["Worker"] = set()


class Stopped(Exception):
    """A worker did not answer, or ended; the message says why."""


class Worker:
    """A process that prepares one chunk of records after another."""

    def __init__(self):
        self._pipe, theirs = Pipe()
        paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        code = f"from {__name__} import serve; serve({theirs.fileno()})"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code], pass_fds=[theirs.fileno()], env=os.environ | paths, stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._is_new = True
        _running.add(self)

    def prepare(self, work: Work, chunk: list[Record], seconds: float) -> list[Ready]:
        """Return what ``work`` makes of these records, each in so many seconds. Raise Stopped if it does not answer.

        It answers once for all of them, and every second says that it is alive.
        """
        try:
            self._pipe.send((work, chunk))
            while self._pipe.poll(seconds + GRACE + (START if self._is_new else 0)):
                answer = self._pipe.recv()
                self._is_new = False
                if isinstance(answer, list):
                    return answer
        except (EOFError, OSError):
            raise Stopped(f"the process that read it ended (exit code {self.end()})") from None
        self.end()
        raise Stopped(f"{deadline.too_long(seconds)} to read")

    def end(self) -> int:
        """End the process, whatever it does; return its exit code."""
        _running.discard(self)
        self._pipe.close()
        try:
            return self._process.wait(1 / 2)  # it ends by itself when the pipe is closed, unless it is busy
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def serve(descriptor: int) -> None:
    """Prepare each (work, chunk) that comes through a pipe, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command decides when it ends
    pipe = Connection(descriptor)
    load()  # before the first record, whose time it would take
    while True:
        try:
            work, chunk = pipe.recv()
            answer, said = [], 0.0
            for record in chunk:
                if time.monotonic() - said > SIGN_OF_LIFE:
                    pipe.send(None)
                    said = time.monotonic()
                answer += work(record)
            pipe.send(answer)
        except (EOFError, OSError):
            return


def prepare_chunk(work: Work, chunk: list[Record], seconds: float) -> list[Ready]:
    """Prepare records in order, in the worker process of this thread.

    Where a record stops the worker, each is prepared alone. That record is tried once more without its facts, and
    refused if it stops the worker again.
    """
    try:
        return _worker().prepare(work, chunk, seconds)
    except Stopped as stopped:
        if len(chunk) == 1:
            return _without_facts(work, chunk[0], seconds, str(stopped))
    return [ready for record in chunk for ready in prepare_chunk(work, [record], seconds)]


def _without_facts(work: Work, record: Record, seconds: float, reason: str) -> list[Ready]:
    try:
        return _worker().prepare(partial(work, facts=False), [record], seconds)
    except Stopped:
        return [not_read(record, reason)]


def _worker() -> Worker:
    if getattr(_here, "worker", None) not in _running:
        _here.worker = Worker()
    return _here.worker


def end_all() -> None:
    """End the workers of all threads of this process."""
    for worker in list(_running):
        worker.end()
