"""Backup, restore and upgrade as docs/running/deployment.md describes them, its commands run word for word."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

from corpus.models import Article
from portal.postgres.server import binaries
from tests.support import factories

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs/running/deployment.md").read_text()
FOUND = (
    "SELECT id, title, search::text, terms FROM corpus_article JOIN corpus_articlesearch ON article_id = id ORDER BY id"
)
DOCUMENT = "Floral baskets laid\n\nPyongyang, May 2, 2011 (KCNA) -- Kim Jong Il laid floral baskets on May 1.\n"


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


def documented(program: str) -> str:
    """Return the command of the docs for a PostgreSQL of one's own."""
    (line,) = re.findall(rf'^{program} .*"\$DATABASE_URL".*$', DOCS, re.M)
    return line


def run(command: str, database: str, folder: Path) -> None:
    """Run a command of the docs in a folder, on a database of the test's server."""
    parameters = connection.get_connection_params()
    host, user = quote(parameters.get("host", ""), safe=""), parameters.get("user", "")
    password = f":{quote(parameters['password'])}" if parameters.get("password") else ""
    address = f"postgres://{user}{password}@{host}:{parameters.get('port', '')}/{database}"
    path = f"{binaries()}:{os.environ['PATH']}"
    environment = os.environ | {"DATABASE_URL": address, "PATH": path}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_dump_restores_with_search_and_all(empty_database, tmp_path):
    factories.article("Floral baskets laid", "They laid floral baskets.", naming=[factories.person("Choe Son Hui")])
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        before = cursor.fetchall()
    run(documented("pg_dump"), connection.settings_dict["NAME"], tmp_path)
    for _ in range(2):  # into an empty database, then over a full one
        run(documented("pg_restore"), empty_database, tmp_path)
        restored = psycopg2.connect(**connection.get_connection_params() | {"dbname": empty_database})
        with restored, restored.cursor() as cursor:
            cursor.execute(FOUND)
            assert cursor.fetchall() == before
            cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'corpus_articlesearch'")
            assert cursor.fetchone() == (["toast_tuple_target=256"],)
            cursor.execute("INSERT INTO corpus_outlet (name, slug, country, homepage) VALUES ('New', 'new', '', '')")
        restored.close()
    assert Article.objects.count() == len(before) == 1


def run_python(folder: Path, data: Path, code: str) -> str:
    """Run Python code in the shell of the program in a folder. Return its output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code], cwd=folder, capture_output=True, text=True,
        env=kept | {"DATELINE_DATA": str(data), "DATELINE_PLAIN_STATIC": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
INGEST = "call_command('ingest', {!r}, workers=1, outlet='KCNA')\n"
ASK = """
from django.test import Client
client = Client(headers={"host": "localhost"})
print(*(client.get(path).status_code for path in ("/", "/articles/", "/people/kim-jong-il/")))
print("Floral baskets laid" in client.get("/articles/?q=baskets").getvalue().decode())
"""


def test_a_copy_of_a_data_folder_that_the_commit_before_made_is_upgraded(data_folder, tmp_path):
    old, text = tmp_path / "old", tmp_path / "one.txt"
    old.mkdir()
    packed = subprocess.run(["git", "archive", "HEAD~1"], cwd=ROOT, capture_output=True)
    if packed.returncode:
        pytest.skip("The commit before is not here.")
    subprocess.run(["tar", "-x"], cwd=old, input=packed.stdout, check=True)
    text.write_text(DOCUMENT)
    run_python(old, data_folder / "made", MIGRATE + INGEST.format(str(text)))
    # Every process has ended: the folder is copied as a whole, with its owners.
    subprocess.run(["cp", "-a", data_folder / "made", data_folder / "copy"], check=True)
    shutil.rmtree(data_folder / "made")
    assert "`python manage.py migrate`" in DOCS
    said = run_python(ROOT, data_folder / "copy", MIGRATE + ASK + INGEST.format(str(text)))
    assert said.startswith("200 200 200\nTrue\n"), said
    assert re.search(r"^unchanged +1$", said, re.M), said
