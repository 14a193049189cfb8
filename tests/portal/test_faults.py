"""Faults of the embedded server, the disk and the connections: what is started again, and what is said."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg2
import pytest
from django.db import OperationalError

from portal.postgres import trouble
from portal.postgres.server import ServerFailed
from tests.support.served import ROOT, gunicorn

CONNECT = "from django.db import connection as c; c.cursor().execute('SELECT 1')"
WORKERS = 2
SILENT, SLOW = 40, 20


@pytest.fixture
def environment(data_folder):
    """Return environment variables of a new data folder. Stop a server that is left behind."""
    without = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "DJANGO_"))}
    yield without | {"DATELINE_DATA": str(data_folder / "data"), "DATELINE_PLAIN_STATIC": "1"}
    with suppress(FileNotFoundError, NotADirectoryError, ProcessLookupError):
        os.kill(postmaster(data_folder / "data"), signal.SIGQUIT)


def pid_file(data: Path) -> Path:
    return Path(data) / "postgres" / "cluster" / "postmaster.pid"


def postmaster(data: Path) -> int:
    """Return the process id in the pid file."""
    return int(pid_file(data).read_text().split()[0])


def command(environment: dict, *arguments: str) -> subprocess.CompletedProcess:
    """Run a command of manage.py."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90
    )


def connect(environment: dict) -> subprocess.CompletedProcess:
    return command(environment, "shell", "-v0", "-c", CONNECT)


def status(port: int, path: str = "/health/") -> int:
    """Return the status of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def load(port: int, clients: int = 4):
    """Ask all the time with some clients; yield the list of statuses that comes to be, and the event of new ones."""
    found, more, over = [], threading.Condition(), threading.Event()

    def ask():
        while not over.is_set():
            one = status(port)
            with more:
                found.append(one)
                more.notify_all()

    asking = [threading.Thread(target=ask) for _ in range(clients)]
    for one in asking:
        one.start()
    try:
        yield lambda number: _after(found, more, number)
    finally:
        over.set()
        for one in asking:
            one.join()


def _after(found: list, more: threading.Condition, number: int) -> list:
    """Wait for so many more answers; return all."""
    with more:
        wanted = len(found) + number
        assert more.wait_for(lambda: len(found) >= wanted, timeout=60)
        return list(found)


def test_a_killed_server_is_started_again_under_load_by_workers(environment):
    data = environment["DATELINE_DATA"]
    with gunicorn(environment, workers=WORKERS, threads=1) as port:
        assert status(port) == 200
        for _ in range(2):
            with load(port) as after:
                after(20)
                killed = postmaster(data)
                os.kill(killed, signal.SIGKILL)
                found = after(60)
                for _ in range(100):  # connections that are open answer until their own process notices
                    if postmaster(data) == killed:
                        found = after(20)
            assert len(found) - found.count(200) <= WORKERS
            assert postmaster(data) != killed
        # Restarted in order, as by an administrator: the same.
        with load(port) as after:
            after(20)
            os.kill(postmaster(data), signal.SIGINT)
            found = after(60)
        assert len(found) - found.count(200) <= WORKERS
        # A command that comes when the server is down starts it for all.
        os.kill(postmaster(data), signal.SIGKILL)
        assert connect(environment).returncode == 0
        assert status(port) == 200


@contextmanager
def bystander(folder: Path | None = None):
    """Run a process of the server's own user, which only that process could be taken for."""
    from portal.postgres.server import _system_user

    options = {}
    if os.geteuid() == 0:
        user = _system_user()
        options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    process = subprocess.Popen(["sleep", "60"], cwd=folder or "/", **options)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_pid_file_whose_number_belongs_to_somebody_else_is_recognised(environment, data_folder):
    assert connect(environment).returncode == 0
    data = environment["DATELINE_DATA"]
    left = "{}\n" + f"{data}/postgres/cluster\n1700000000\n5432\n{data}/postgres\n\n  1234567         1\nready\n"
    other = environment | {"DATELINE_DATA": str(data_folder / "other")}
    holding = CONNECT + "; print('ready', flush=True); input()"
    second = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", holding],
        cwd=ROOT, env=other, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with second, bystander() as somebody, bystander(pid_file(data).parent) as inside:
        assert second.stdout.readline() == "ready\n"
        for number in (somebody.pid, inside.pid, postmaster(other["DATELINE_DATA"])):
            for place in (pid_file(data), Path(data) / "postgres" / ".s.PGSQL.5432.lock"):
                place.write_text(left.format(number))
            done = connect(environment)
            assert done.returncode == 0, done.stderr
            assert somebody.poll() is None
            assert inside.poll() is None
        assert postmaster(other["DATELINE_DATA"]), "the other cluster still runs"
        second.communicate("\n", timeout=60)


def test_a_folder_that_cannot_be_written_is_named(environment, data_folder):
    (data_folder / "data").write_text("a file where a folder should be")
    done = connect(environment | {"DATELINE_SECRET_KEY": "only for tests"})
    assert done.returncode == 1
    assert trouble.READ_ONLY in done.stderr
    assert "Traceback" not in done.stderr


def test_connections_that_are_used_up_are_said(environment):
    take = (
        "import psycopg2\nfrom django.db import connection as c\nc.cursor()\n"
        "how = {**c.get_connection_params(), 'cursor_factory': None}\nheld = []\n"
        "try:\n    while True: held.append(psycopg2.connect(**how))\n"
        "except psycopg2.OperationalError: pass\n"
        "print('ready', flush=True); input()"
    )
    taker = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", take],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with taker:
        assert taker.stdout.readline() == "ready\n"
        done = connect(environment)
        taker.communicate("\n", timeout=60)
    assert done.returncode == 1
    assert trouble.USED_UP in done.stderr
    assert "Traceback" not in done.stderr
    assert connect(environment).returncode == 0


def _of(state: str) -> OperationalError:
    error = OperationalError("in another language")
    error.__cause__ = type("Error", (psycopg2.OperationalError,), {"pgcode": state})()
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), trouble.FULL),
        (OSError(errno.EROFS, "Read-only file system"), trouble.READ_ONLY),
        (PermissionError(errno.EACCES, "Permission denied"), trouble.READ_ONLY),
        (_of("53100"), trouble.FULL),
        (_of("53300"), trouble.USED_UP),
        (_of("57P01"), trouble.ENDED),
        (ServerFailed("initdb failed: No space left on device"), trouble.FULL),
        (OperationalError("server closed the connection unexpectedly"), trouble.ENDED),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), None),
        (OperationalError("canceling statement due to statement timeout"), None),
    ],
)
def test_what_to_do_is_said(error, said):
    assert trouble.advice(error) == said


def test_silent_and_slow_clients_leave_gunicorn_answering(environment):
    body = (
        b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\nu"
    )
    with gunicorn(environment) as port, ExitStack() as clients:
        assert status(port) == 200
        for number in range(SILENT + SLOW):
            client = clients.enter_context(socket.create_connection(("127.0.0.1", port)))
            if number >= SILENT:
                client.sendall(body)
        assert [status(port) for _ in range(12)] == [200] * 12
