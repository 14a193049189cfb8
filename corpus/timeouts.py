"""Database statements that took too long."""

from django.db import OperationalError


class StatementTimeout(OperationalError):
    """Counting took too long, so the answer would be incomplete."""


def is_timeout(error: Exception) -> bool:
    """Return whether PostgreSQL cancelled a statement because of ``statement_timeout``, or counting took too long."""
    return isinstance(error, StatementTimeout) or "statement timeout" in str(error)
