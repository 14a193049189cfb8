"""Write a batch; where it fails because of what is in it, write its records one by one, and refuse those that fail."""

import logging

from django.db import DatabaseError, transaction

from corpus.ingest.capture import Refusal
from corpus.models import IngestRun, Outcome
from corpus.store.locks import lock_writers

from . import limits
from .prepare import Ready
from .write import write

log = logging.getLogger(__name__)

# Classes of SQLSTATE that tell of the values, not of the server: data exception, integrity constraint, program limit.
_OF_VALUES = ("22", "23", "54")


def write_or_refuse(run: IngestRun | None, batch: list[Ready], *, keep_raw: bool) -> tuple[list[Ready], list[Outcome]]:
    """Store one batch and its outcomes; return both. In the batch, a refusal stands for each record that failed.

    Raise OSError if raw bytes cannot be stored, and DatabaseError if the server fails.
    """
    try:
        return batch, write(run, batch, keep_raw=keep_raw)
    except Exception as error:
        if _is_of_the_server(error):
            raise
        log.warning("A batch failed and is written one by one: %s", error)
    stored, outcomes = [], []
    with transaction.atomic():
        lock_writers()
        for one in batch:
            one, written = _write_alone(run, one, keep_raw=keep_raw)
            stored.append(one)
            outcomes += written
    return stored, outcomes


def _write_alone(run: IngestRun | None, one: Ready, *, keep_raw: bool) -> tuple[Ready, list[Outcome]]:
    """Write one record under a savepoint; if that fails, write its refusal, and at last the refusal without bytes."""
    refusal = one
    for _ in range(3):
        try:
            return refusal, write(run, [refusal], keep_raw=keep_raw)  # atomic in a transaction is a savepoint
        except Exception as error:
            if _is_of_the_server(error):
                raise
            reason = str(error).split("\n")[0] or type(error).__name__
            capture = None if isinstance(refusal, Refusal) else getattr(one, "capture", None)
            refusal = limits.fit_record(Refusal(one.source, f"could not be stored: {reason}"[:500], capture=capture))
    raise RuntimeError(f"not even its refusal could be stored: {one.source}")


def _is_of_the_server(error: Exception) -> bool:
    """Return whether a write failed for another reason than what it writes."""
    if isinstance(error, DatabaseError):
        state = getattr(error.__cause__, "pgcode", None) or ""
        return not state.startswith(_OF_VALUES) and bool(error.__cause__)
    return isinstance(error, OSError | MemoryError)
