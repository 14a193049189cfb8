"""The embedded PostgreSQL server: started by its first user, shared, stopped by the last, safe against crashes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A connection needs the settings alone, no apps.
PORTAL = "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'portal.settings')\n"
CONNECT = PORTAL + "from django.db import connection as c; c.cursor().execute('SELECT 1')\n"
WAIT = "print('ready', flush=True); input()\n"


@pytest.fixture
def environment(data_folder):
    """Return environment variables with a new data folder and no DATABASE_URL. Stop a server that is left behind."""
    folder = data_folder / "data"
    without = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    yield without | {"DATELINE_DATA": str(folder)}
    if pid := server(folder):
        os.kill(pid, signal.SIGQUIT)


def server(folder) -> int | None:
    """Return the process id of the running server of a data folder."""
    try:
        pid = int((Path(folder) / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return None
    state = Path(f"/proc/{pid}/stat")
    return None if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z" else pid


def run(environment: dict, code: str) -> str:
    """Run Python code in the project. Return its standard output."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def stay(environment: dict) -> subprocess.Popen:
    """Start a process that connects and stays until a line comes from its standard input."""
    process = subprocess.Popen(
        [sys.executable, "-c", CONNECT + WAIT],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def leave(process: subprocess.Popen) -> None:
    """End such a process in order."""
    process.communicate("\n", timeout=60)


def test_commands_that_need_no_database_start_none(environment):
    for arguments in (["help"], ["check"], ["parse", "--help"]):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert not (Path(environment["DATELINE_DATA"]) / "postgres").exists()


def test_the_first_connection_starts_it_processes_share_it_and_the_last_stops_it(environment):
    folder = environment["DATELINE_DATA"]
    first = stay(environment)
    pid = server(folder)
    assert pid
    second = stay(environment)
    assert server(folder) == pid
    leave(first)
    assert server(folder) == pid
    leave(second)
    assert server(folder) is None


def test_a_command_that_is_ended_politely_leaves_in_order(environment):
    code = "from django.db import connection as c; c.cursor().execute('SELECT 1'); print('ready', flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    assert server(environment["DATELINE_DATA"])
    process.terminate()
    process.wait(timeout=60)
    assert server(environment["DATELINE_DATA"]) is None


def test_what_was_written_outlives_the_kill_of_a_client_and_of_the_server(environment):
    folder = environment["DATELINE_DATA"]
    run(environment, CONNECT + "c.cursor().execute('CREATE TABLE kept AS SELECT 7 AS n'); c.close()")
    client = stay(environment)
    client.kill()
    client.wait()
    pid = server(folder)
    assert pid, "nobody was left to stop it"
    read = CONNECT + "k = c.cursor(); k.execute('SELECT n FROM kept'); print(k.fetchone()[0])"
    assert run(environment, read) == "7\n"
    assert server(folder) is None, "the next to leave stopped it"

    client = stay(environment)
    os.kill(server(folder), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while server(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    client.kill()
    client.wait()
    assert run(environment, read) == "7\n"


def test_two_that_come_first_together_make_one_cluster(environment):
    both = [
        subprocess.Popen([sys.executable, "-c", CONNECT], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    errors = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert server(environment["DATELINE_DATA"]) is None


def test_a_database_url_is_used_instead(environment, django_db_blocker, db):
    from urllib.parse import quote

    from django.db import connection

    parameters = connection.get_connection_params()
    host, user = quote(parameters.get("host", ""), safe=""), parameters.get("user", "")
    password = f":{quote(parameters['password'])}" if parameters.get("password") else ""
    address = f"postgres://{user}{password}@{host}:{parameters.get('port', '')}/{parameters['dbname']}"
    shown = run(environment | {"DATABASE_URL": address}, CONNECT + "print(c.settings_dict.get('EMBEDDED'))")
    assert shown == "None\n"
    assert not (Path(environment["DATELINE_DATA"]) / "postgres").exists()


def test_a_connection_that_the_server_has_ended_is_made_anew(environment):
    """As at the start of each request, and without a query to the server."""
    shown = run(
        environment,
        CONNECT
        + """
import psycopg2
from unittest import mock
def begin():
    c.health_check_enabled, c.health_check_done = True, False
begin()
before = c.connection.info.backend_pid
with mock.patch("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", side_effect=AssertionError):
    c.cursor().execute("SELECT 1")
assert c.connection.info.backend_pid == before
other = psycopg2.connect(**{**c.get_connection_params(), "cursor_factory": None})
other.cursor().execute("SELECT pg_terminate_backend(%s, 1000)", [before])
begin()
with c.cursor() as cursor:
    cursor.execute("SELECT pg_backend_pid()")
    print(cursor.fetchone()[0] != before)
""",
    )
    assert shown == "True\n"
