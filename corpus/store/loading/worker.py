"""Worker processes that prepare records, and are replaced if one does not answer or ends.

A worker is a process of its own, because only the main thread of a process can be interrupted, and only a process can
be ended. A thread of the command, or of a Dask worker, waits for each answer.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection, Pipe

from . import deadline
from .prepare import Ready, Record, not_read

GRACE = 5.0  # seconds beyond the deadline after which a worker that does not answer is ended
START = 60.0  # seconds in which a worker starts, on a busy machine

Work = Callable[[Record], list[Ready]]
_here = threading.local()
_running: set["Worker"] = set()


class Stopped(Exception):
    """A worker did not answer, or ended. place: of the record that it was reading; the message says why."""

    def __init__(self, place: int, reason: str):
        super().__init__(reason)
        self.place = place


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

        It says which record it begins, and answers once for all of them.
        """
        place = 0
        try:
            self._pipe.send((work, chunk))
            while self._pipe.poll(seconds + GRACE + (START if self._is_new else 0)):
                answer = self._pipe.recv()
                self._is_new = False
                if isinstance(answer, list):
                    return answer
                place = answer
        except (EOFError, OSError):
            code = self.end()
            raise Stopped(place, f"the process that read it ended (exit code {code})") from None
        self.end()
        raise Stopped(place, f"{deadline.too_long(seconds)} to read")

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
    while True:
        try:
            work, chunk = pipe.recv()
            answer = []
            for place, record in enumerate(chunk):
                pipe.send(place)
                answer += work(record)
            pipe.send(answer)
        except (EOFError, OSError):
            return


def prepare_chunk(work: Work, chunk: list[Record], seconds: float) -> list[Ready]:
    """Prepare records in order, in the worker process of this thread.

    A record that stops the worker is tried once more without its facts, and refused if that stops it too.
    """
    try:
        return _worker().prepare(work, chunk, seconds) if chunk else []
    except Stopped as stopped:
        before, record, behind = chunk[: stopped.place], chunk[stopped.place], chunk[stopped.place + 1 :]
        _here.worker = None
        alone = _without_facts(work, record, seconds, str(stopped))
        return [*prepare_chunk(work, before, seconds), *alone, *prepare_chunk(work, behind, seconds)]


def _without_facts(work: Work, record: Record, seconds: float, reason: str) -> list[Ready]:
    try:
        return _worker().prepare(partial(work, facts=False), [record], seconds)
    except Stopped:
        _here.worker = None
        return [not_read(record, reason)]


def _worker() -> Worker:
    if getattr(_here, "worker", None) not in _running:
        _here.worker = Worker()
    return _here.worker


def end_all() -> None:
    """End the workers of all threads of this process."""
    for worker in list(_running):
        worker.end()
