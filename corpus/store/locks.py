"""Serialize writers with an advisory lock, so that each sees what the one before it committed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection

WRITER_LOCK = 0x646174656C696E65  # "dateline", the key of an advisory lock
RUN_LOCK = 0x72756E  # "run", the first key of the locks of ingest runs


def lock_writers() -> None:
    """Wait for the writer lock and hold it until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])


@contextmanager
def running(run: int) -> Iterator[None]:
    """Hold the lock of an ingest run, which the server drops with the connection of a killed process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [RUN_LOCK, run])
    try:
        yield
    finally:
        with suppress(Error), connection.cursor() as cursor:  # a lost connection holds no lock
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [RUN_LOCK, run])


def running_now() -> set[int]:
    """Return the ids of the ingest runs whose process is alive."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks JOIN pg_database ON pg_database.oid = database "
            "WHERE locktype = 'advisory' AND objsubid = 2 AND classid = %s AND datname = current_database()",
            [RUN_LOCK],
        )
        return {row[0] for row in cursor.fetchall()}
