"""Serialize writers with an advisory lock, so that each sees what the one before it committed."""

from django.db import connection

WRITER_LOCK = 0x646174656C696E65  # "dateline", the key of an advisory lock


def lock_writers() -> None:
    """Wait for the writer lock and hold it until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
