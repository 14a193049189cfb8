"""A repeatable-read, read-only transaction."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def read_snapshot():
    """Open a transaction in which every query sees the corpus as of the first one, and none may write.

    Inside another transaction, as in tests, that transaction is used as it is.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
