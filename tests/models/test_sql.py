"""corpus/models/sql/ holds every function and trigger of the database, and nothing else."""

import pytest
from django.db import connection, transaction

from corpus.models.sql import FOLDER, read
from tests.support.schema import functions_and_triggers

pytestmark = pytest.mark.django_db


def test_the_database_is_that_of_the_files():
    found = functions_and_triggers()
    assert len(found) > 30
    assert found == defined_by_the_files()


def test_placeholders_are_declared_constants():
    assert "dateline_term(7, 1)" in read("date_terms")
    assert not any("{{" in read(path.stem) for path in FOLDER.glob("*.sql"))


def defined_by_the_files() -> dict[str, str]:
    """Return what the files define, loaded into an empty schema that is dropped again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        for trigger, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {trigger} ON {table}")
        cursor.execute("CREATE SCHEMA files")
        cursor.execute("SET LOCAL search_path = files, public")
        cursor.execute("SET LOCAL check_function_bodies = off")
        for path in sorted(FOLDER.glob("*.sql")):
            cursor.execute(read(path.stem))
        found = functions_and_triggers("files")
        transaction.set_rollback(True)
    return {name: definition.replace("public.", "") for name, definition in found.items()}
