"""All rows of a list from one database snapshot, in constant memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from corpus.models.snapshot import read_snapshot
from corpus.search.results.statement import fetch_all

BATCH = 500  # rows loaded at once
STATEMENT_SECONDS = 60  # timeout of each statement once the file is being sent
IDLE_SECONDS = 120  # how long a client may read nothing before it is disconnected
_LOCKS = 0x0DA7E11E  # the first key of the advisory locks that limit concurrent exports

# By default PostgreSQL plans a cursor for its first rows; this one is read to its end.
_PLAN = "SET LOCAL enable_seqscan = off; SET LOCAL cursor_tuple_fraction = 1.0"


class Busy(Exception):
    """Too many exports are running."""


class Incomplete(Exception):
    """Fewer rows were loaded than the snapshot has, so the file is incomplete."""


@dataclass(frozen=True)
class Selection:
    """The rows of a file: an unordered queryset, an SQL statement with its parameters for their ids in order, and a
    function that loads a batch of ids."""

    rows: QuerySet
    ids: tuple[str, list]
    load: Callable[[list[int]], list]


@dataclass(frozen=True, slots=True)
class Size:
    """The number of rows in a file, and of rows of the list that it leaves out."""

    rows: int
    left_out: int = 0


def measure(selection: Selection) -> Size:
    """Count the rows of a file. The setting DATELINE_EXPORT_ROWS limits them."""
    sql, params = selection.rows.order_by().values_list("pk").query.sql_with_params()
    ((found,),) = fetch_all(f"SELECT count(*) FROM ({sql}) AS found", list(params))
    most = settings.EXPORT_ROWS or found
    return Size(min(found, most), max(0, found - most))


def read(selection: Selection) -> Iterator:
    """Yield the Size, then batches of loaded rows, all from one snapshot that ends with the iterator.

    The Size comes after the first ids are found, so that errors and timeouts occur before anything is sent. Raise Busy
    at once if too many exports are running, OperationalError, and Incomplete.
    """
    with read_snapshot(), connection.chunked_cursor() as cursor:
        _configure()
        _lock()
        size = measure(selection)
        sql, params = selection.ids
        cursor.execute(f"{sql} LIMIT %s", [*params, size.rows])
        ids = [pk for (pk,) in cursor.fetchmany(BATCH)]
        yield size
        _extend_timeout()
        sent = 0
        while ids:
            rows = selection.load(ids)
            if len(rows) != len(ids):
                raise Incomplete(f"{len(ids) - len(rows)} of {len(ids)} rows were not there")
            yield rows
            sent += len(rows)
            ids = [pk for (pk,) in cursor.fetchmany(BATCH)]
        if sent != size.rows:
            raise Incomplete(f"{sent} of {size.rows} rows were sent")


def _configure() -> None:
    """Plan for the whole result, and end the transaction if the client stops reading."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'; {_PLAN}")


def _extend_timeout() -> None:
    """Extend the statement timeout, so that one slow batch does not break off a file that is already being sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true) WHERE current_setting('statement_timeout') <> '0'",
            [f"{STATEMENT_SECONDS}s"],
        )


def _lock() -> None:
    """Take one of the advisory locks shared by all processes until the transaction ends. Raise Busy if none is free."""
    with connection.cursor() as cursor:
        for place in range(settings.EXPORTS_AT_ONCE):
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCKS, place])
            if cursor.fetchone()[0]:
                return
    raise Busy
