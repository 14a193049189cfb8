"""Writers take turns: articles are known, matched and counted by what the corpus held when the turn began."""

from django.db import connection

WRITER_LOCK = 0x646174656C696E65  # "dateline", the key of an advisory lock


def lock_writers() -> None:
    """Wait for this transaction's turn; it lasts until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
