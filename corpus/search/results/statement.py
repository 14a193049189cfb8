"""Search statements: the planner settings that suit them, and their timeout."""

from django.db import OperationalError, connection

# The planner takes an out-of-line vector to be as cheap to read as a number, so it scans whole tables for common words:
# 0.7 s instead of 0.04 s on 300,000 articles (docs/running/performance.md). SET LOCAL holds for the next
# statement, or for the rest of an open transaction, as in tests.
_PLAN = "SET LOCAL enable_seqscan = off; "


def fetch_all(sql: str, params: list, *, timeout: int | None = None, most: int | None = None) -> list[tuple] | None:
    """Return the rows of one statement, or None if there are more than ``most``.

    Raise OperationalError if it takes longer than ``timeout`` milliseconds.
    """
    limit = f"SET LOCAL statement_timeout = {int(timeout)}; " if timeout else ""
    with connection.cursor() as cursor:
        cursor.execute(_PLAN + limit + sql, params)
        return None if most is not None and cursor.rowcount > most else cursor.fetchall()


class StatementTimeout(OperationalError):
    """Counting took too long, so the answer would be incomplete."""


def is_timeout(error: Exception) -> bool:
    """Return whether PostgreSQL cancelled a statement because of ``statement_timeout``, or counting took too long."""
    return isinstance(error, StatementTimeout) or "statement timeout" in str(error)
