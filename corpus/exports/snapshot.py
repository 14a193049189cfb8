"""All rows of a list as they are at one moment, in constant memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from corpus.models.snapshot import read_snapshot
from corpus.search.results.statement import fetch_all

BATCH = 500  # rows loaded at once
ONCE_BEGUN = 60  # seconds that a statement may take when a file is on its way
UNREAD = 120  # seconds for which a reader may take nothing: then the place is somebody else's
_LOCKS = 0x0DA7E11E  # the first half of the numbers under which exports are counted in the database

# A cursor is planned for its first rows where nothing else is said; this one is read to its end.
_PLAN = "SET LOCAL enable_seqscan = off; SET LOCAL cursor_tuple_fraction = 1.0"


class Busy(Exception):
    """As many exports run as may run at once."""


class Incomplete(Exception):
    """Fewer rows came than the snapshot has: what was sent is no whole file."""


@dataclass(frozen=True)
class Selection:
    """What is taken along: rows in no order, a statement with its parameters that gives their ids in order, and a
    function that loads a batch of them."""

    rows: QuerySet
    ids: tuple[str, list]
    load: Callable[[list[int]], list]


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows a file holds, and how many of the list it leaves out."""

    rows: int
    left_out: int = 0


def measure(selection: Selection) -> Size:
    """Count what a file would hold. The site's limit on rows is DATELINE_EXPORT_ROWS."""
    sql, params = selection.rows.order_by().values_list("pk").query.sql_with_params()
    ((found,),) = fetch_all(f"SELECT count(*) FROM ({sql}) AS found", list(params))
    most = settings.EXPORT_ROWS or found
    return Size(min(found, most), max(0, found - most))


def read(selection: Selection) -> Iterator:
    """First the Size, then batches of loaded rows; all from one snapshot, which ends with the iterator.

    The size comes when the first ids have been found, so that what is too slow or wrong fails before anything is sent.
    Raises Busy at once where too many run, OperationalError, and Incomplete.
    """
    with read_snapshot(), connection.chunked_cursor() as cursor:
        _settle()
        _take_a_place()
        size = measure(selection)
        sql, params = selection.ids
        cursor.execute(f"{sql} LIMIT %s", [*params, size.rows])
        ids = [pk for (pk,) in cursor.fetchmany(BATCH)]
        yield size
        _allow_longer_statements()
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


def _settle() -> None:
    """Plan for the whole file, and wait for a reader only so long."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{UNREAD}s'; {_PLAN}")


def _allow_longer_statements() -> None:
    """What is on its way is not to be cut off for one batch of people whom everything names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true) WHERE current_setting('statement_timeout') <> '0'",
            [f"{ONCE_BEGUN}s"],
        )


def _take_a_place() -> None:
    """One of the places that all processes share in the database, given back with the transaction."""
    with connection.cursor() as cursor:
        for place in range(settings.EXPORTS_AT_ONCE):
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCKS, place])
            if cursor.fetchone()[0]:
                return
    raise Busy
