"""Run ANALYZE while a corpus grows faster than autovacuum notices."""

from django.apps import apps
from django.db import connection

from corpus.models import Revision

LEAST = 100  # rows written; below this any plan is fast enough
GROWN = 4  # factor of growth since the last ANALYZE


def analyze_if_grown(written: int) -> None:
    """Run ANALYZE if a run has written several times the rows in the planner's statistics.

    Otherwise the first minute of a new corpus is planned for empty tables, and the search for reprints sometimes took
    twenty times as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [Revision._meta.db_table])
        if written > max(LEAST, GROWN * cursor.fetchone()[0]):
            tables = ", ".join(model._meta.db_table for model in apps.get_app_config("corpus").get_models())
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {tables}")
