"""Ingest through its command, and an emptied corpus to ingest into again."""

import json
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from corpus.models import IngestRun


def ingest(*paths, **options) -> str:
    """Ingest files in this process. Return what the command printed."""
    out, err = StringIO(), StringIO()
    call_command("ingest", *map(str, paths), workers=1, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def ingest_records(folder: Path, name: str, *records: dict) -> dict[str, int]:
    """Write the records of a scrape to a file in the folder and ingest it. Return its outcomes."""
    path = folder / name
    path.write_text(json.dumps(records))
    ingest(path)
    return outcomes()


def outcomes() -> dict[str, int]:
    """Return the number of records of the latest run by outcome."""
    kinds = list(IngestRun.objects.latest("pk").outcomes.values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in set(kinds)}


def forget_everything() -> None:
    """Empty the corpus within the test's transaction, as on a new machine."""
    tables = ", ".join(model._meta.db_table for model in apps.get_app_config("corpus").get_models())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {tables}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
