"""Run a search statement as the planner should have planned it."""

from django.db import connection

# The planner takes a vector out of line for as cheap as a number, and so reads whole tables for common words: 0.7 s
# instead of 0.04 s on 300,000 articles (docs/performance.md). In force for the one statement that follows
# it, or for the rest of a transaction where one is open, as in tests.
_PLAN = "SET LOCAL enable_seqscan = off; "


def fetch(sql: str, params: list, *, timeout: int | None = None, most: int | None = None) -> list[tuple] | None:
    """The rows of one statement; None where they are more than ``most``. ``timeout``: milliseconds after which it is
    ended with an OperationalError."""
    limit = f"SET LOCAL statement_timeout = {int(timeout)}; " if timeout else ""
    with connection.cursor() as cursor:
        cursor.execute(_PLAN + limit + sql, params)
        return None if most is not None and cursor.rowcount > most else cursor.fetchall()
