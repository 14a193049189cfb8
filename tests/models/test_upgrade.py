"""A database made at commit f650882 (migration 0010) migrates to the schema of a new one, and keeps its corpus.

sample_at_0010.sql.gz is that commit's ``manage.py demo``, written by ``pg_dump --no-owner --no-privileges --inserts``,
without its account, SET lines and comments.
"""

import gzip
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

import corpus
from corpus.event_types import EVENT_TYPES
from corpus.models import Article, Event, IngestRun, Mention, Person
from tests.support.schema import defined_by_files, functions_and_triggers, tables

pytestmark = pytest.mark.django_db

DUMP = Path(__file__).parent / "sample_at_0010.sql.gz"
SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"
COUNTS = {Article: 78, Event: 85, Person: 79, Mention: 419}


@pytest.fixture(scope="module")
def fresh(django_db_setup, django_db_blocker):
    """Return the schema of a new database."""
    with django_db_blocker.unblock():
        return tables(), functions_and_triggers()


@pytest.fixture(scope="module", autouse=True)
def upgraded(fresh, django_db_blocker):
    """Restore and migrate the database, and let the connection use it while the tests of this module run."""
    usual, name = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_upgraded"
    with django_db_blocker.unblock():
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            with connection.cursor() as cursor:
                cursor.execute(gzip.decompress(DUMP.read_bytes()).decode())
            connection.close()
            call_command("migrate", verbosity=0)
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _administer(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_no_migration_is_left():
    call_command("migrate", check_unapplied=True, verbosity=0)
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_schema_equals_that_of_a_new_database(fresh):
    for kind, found in tables().items():
        assert found == fresh[0][kind], kind
    assert functions_and_triggers() == fresh[1] == defined_by_files()


def test_the_corpus_is_kept():
    assert {model: model.objects.count() for model in COUNTS} == COUNTS
    assert set(Group.objects.values_list("name", flat=True)) == {"Viewer", "Curator", "Administrator"}


@pytest.mark.parametrize("of", [Article, Event, Person])
def test_pages_answer(client, of):
    for one in of.objects.order_by("pk")[:5]:
        assert client.get(one.get_absolute_url()).status_code == 200, one


@pytest.mark.parametrize("path", ["/", "/articles/?q=talks&type=meeting", "/events/?type=visit", "/people/?q=kim"])
def test_lists_find_rows(client, path):
    response = client.get(path, follow=True)
    assert response.status_code == 200
    assert path == "/" or response.context["page"].items


def test_stored_search_rows_are_up_to_date():
    with connection.cursor() as cursor:
        for kind in ("article", "event"):
            cursor.execute(
                f"SELECT count(*) FROM corpus_{kind}search AS kept FULL JOIN dateline_{kind}_rows("
                f"ARRAY(SELECT id FROM corpus_{kind}), %s) AS made USING ({kind}_id)"
                " WHERE (kept.lower, kept.upper, kept.terms, kept.search)"
                " IS DISTINCT FROM (made.lower, made.upper, made.terms, made.search)",
                [list(EVENT_TYPES)],
            )
            assert cursor.fetchone() == (0,), kind


def test_the_sample_is_unchanged_when_ingested_again(storage):
    known = set(Article.objects.values_list("pk", flat=True))
    call_command("ingest", str(SAMPLE), workers=1, stdout=StringIO())
    seen = IngestRun.objects.latest("pk").outcomes.filter(article__in=known)
    assert {one.kind for one in seen} == {"unchanged"}
    assert {one.article_id for one in seen} == known
    assert Article.objects.count() == len(known)
