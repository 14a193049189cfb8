"""The seconds that one document may take: a deadline that interrupts Python code and regular expressions."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 10.0  # where the setting is not known
LEAST = 0.01  # seconds; a timer of zero would never run out


class OutOfTime(BaseException):
    """A document took longer than it may.

    No Exception, so that no parser that survives any error of a document survives this one.
    """


def seconds() -> float:
    """Return the setting of the seconds that a document may take. Workers, which know no settings, are told."""
    from django.conf import settings

    return settings.DOCUMENT_SECONDS


def too_long(limit: float) -> str:
    """Return the words for a document that takes longer."""
    return f"it took longer than {limit:g} seconds"


@contextmanager
def deadline(limit: float) -> Iterator[None]:
    """Raise OutOfTime in the block once it has taken ``limit`` seconds.

    The timer is a signal, which only the main thread of a process gets; in any other thread the block is not
    interrupted. Code in C that never returns to the interpreter is not either: worker.py ends its process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _run_out)
    left, interval = signal.setitimer(signal.ITIMER_REAL, max(LEAST, limit))
    started = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:  # the timer of whoever called
            signal.setitimer(signal.ITIMER_REAL, max(LEAST, left - (time.monotonic() - started)), interval)


def _run_out(*_) -> None:
    raise OutOfTime
