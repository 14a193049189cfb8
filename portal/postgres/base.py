"""The database backend: Django's for PostgreSQL, starting the embedded server at the first connection."""

import select
from pathlib import Path

import psycopg2
from django.db.backends.postgresql import base
from psycopg2 import sql
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from .server import DATABASE_USER, EmbeddedServer

_servers: dict[str, EmbeddedServer] = {}
_known: set[str] = set()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to any server. With EMBEDDED in its settings, it starts the server of its HOST, a data folder."""

    def is_usable(self) -> bool:
        """Return whether the server still answers.

        It is asked only within a transaction, or if unexpected data waits to be read: most likely the end of the
        connection. Asking at each request would cost a round trip.
        """
        idle = self.connection.info.transaction_status == TRANSACTION_STATUS_IDLE  # unknown where it is closed
        return True if idle and not select.select([self.connection], [], [], 0)[0] else super().is_usable()

    def get_connection_params(self) -> dict:
        """Return Django's parameters; for the embedded server with its socket folder as host."""
        if not self.settings_dict.get("EMBEDDED"):
            return super().get_connection_params()
        folder = self.settings_dict["HOST"]
        server = _servers.setdefault(folder, EmbeddedServer(Path(folder)))
        parameters = super().get_connection_params()
        parameters |= {"host": str(server.join()), "user": DATABASE_USER}
        self._ensure_database(parameters)
        return parameters

    def get_new_connection(self, conn_params):
        """Return a connection; where the embedded server was killed, start it again first.

        Raise ServerFailed if it cannot be started, OperationalError for any other reason.
        """
        try:
            return super().get_new_connection(conn_params)
        except psycopg2.OperationalError:
            if not self.settings_dict.get("EMBEDDED"):
                raise
            _servers[self.settings_dict["HOST"]].revive()
            return super().get_new_connection(conn_params)

    def _ensure_database(self, parameters: dict) -> None:
        """Create the portal's own database once; a test runner creates its own."""
        name = parameters.get("dbname")
        if name in _known or name != self.settings_dict["NAME"] or name.startswith("test_"):
            return
        connection = psycopg2.connect(host=parameters["host"], user=DATABASE_USER, dbname="postgres")
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
                if cursor.fetchone() is None:
                    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg2.errors.UniqueViolation:  # another process made it between our two statements
            pass
        except psycopg2.errors.DuplicateDatabase:
            pass
        finally:
            connection.close()
        _known.add(name)
