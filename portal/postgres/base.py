"""The database backend: Django's own for PostgreSQL, with the server started at the first connection."""

from pathlib import Path

import psycopg2
from django.db.backends.postgresql import base
from psycopg2 import sql

from .server import DATABASE_USER, EmbeddedServer

_servers: dict[str, EmbeddedServer] = {}
_known: set[str] = set()


class DatabaseWrapper(base.DatabaseWrapper):
    """Joins the embedded server of ``settings_dict["HOST"]`` (a data folder) before the first connection."""

    def get_connection_params(self) -> dict:
        """Django's parameters, with the folder of the running server's socket as host."""
        folder = self.settings_dict["HOST"]
        server = _servers.setdefault(folder, EmbeddedServer(Path(folder)))
        parameters = super().get_connection_params()
        parameters |= {"host": str(server.join()), "user": DATABASE_USER}
        self._ensure_database(parameters)
        return parameters

    def _ensure_database(self, parameters: dict) -> None:
        """Make the portal's own database once; a test runner makes its databases itself."""
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
