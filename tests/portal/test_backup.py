"""Backup and restore as docs/running/deployment.md describes them."""

import os
import subprocess

import psycopg2
import pytest
from django.db import connection

from corpus.models import Article
from portal.postgres.server import binaries
from tests.support import factories

FOUND = (
    "SELECT id, title, search::text, terms FROM corpus_article JOIN corpus_articlesearch ON article_id = id ORDER BY id"
)


@pytest.fixture
def empty_database(transactional_db):
    """Create an empty database beside the test's own. Return its name."""
    parameters = connection.get_connection_params()
    name = f"{parameters['dbname']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(program: str, *arguments: str) -> None:
    """Run a PostgreSQL program on the test's server."""
    parameters = connection.get_connection_params()
    options = {"--host": parameters.get("host"), "--port": parameters.get("port"), "--username": parameters.get("user")}
    chosen = [part for name, value in options.items() if value for part in (name, str(value))]
    done = subprocess.run(
        [binaries() / program, *chosen, *arguments],
        env=os.environ | {"PGPASSWORD": str(parameters.get("password") or "")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_a_dump_restores_with_search_and_all(empty_database, tmp_path):
    factories.article("Floral baskets laid", "They laid floral baskets.", naming=[factories.person("Choe Son Hui")])
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        before = cursor.fetchall()
    dump = str(tmp_path / "dateline.dump")
    run("pg_dump", "--format", "custom", "--file", dump, connection.settings_dict["NAME"])
    for _ in range(2):  # into an empty database, then over a full one
        run("pg_restore", "--dbname", empty_database, "--clean", "--if-exists", "--single-transaction", dump)
        restored = psycopg2.connect(**connection.get_connection_params() | {"dbname": empty_database})
        with restored, restored.cursor() as cursor:
            cursor.execute(FOUND)
            assert cursor.fetchall() == before
            cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'corpus_articlesearch'")
            assert cursor.fetchone() == (["toast_tuple_target=256"],)
            cursor.execute("INSERT INTO corpus_outlet (name, slug, country, homepage) VALUES ('New', 'new', '', '')")
        restored.close()
    assert Article.objects.count() == len(before) == 1
