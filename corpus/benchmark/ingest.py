"""Speed of ingest, beside COPY of the same rows and trafilatura over the same pages."""

import io
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import trafilatura
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from corpus.ingest.capture import Capture
from corpus.ingest.containers import read
from corpus.ingest.layouts import parse
from corpus.store.loading.prepare import prepare

from .synthetic import SyntheticArticle, articles, as_html, as_record, as_text

ROUNDS = 3  # of each measurement that is compared; the median counts
DATABASE = "dateline_benchmark"
_COPIED = ("article", "articlesearch", "opening")


@dataclass(frozen=True)
class Run:
    """One ingest in a process of its own. peak: largest resident memory of it or one of its workers, in MB."""

    name: str
    records: int
    seconds: float
    peak: float

    @property
    def rate(self) -> float:
        """Records a second, the start of the command included."""
        return self.records / self.seconds


@contextmanager
def own_database():
    """Create a database, connect to it, and drop it afterwards."""
    connection.settings_dict.setdefault("TEST", {})["NAME"] = DATABASE
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def run_ingest(name: str, path: Path, records: int, workers: int) -> Run:
    """Ingest a file into the empty benchmark database with the command. Raise RuntimeError if it fails."""
    call_command("flush", interactive=False, verbosity=0)
    ingest = [sys.executable, "manage.py", "ingest", str(path), "--workers", str(workers)]
    with tempfile.TemporaryDirectory() as data:
        started = time.perf_counter()
        running = subprocess.Popen(
            [sys.executable, "-m", "corpus.benchmark.peak", *ingest], cwd=settings.BASE_DIR, start_new_session=True,
            env=os.environ | {"DATABASE_URL": address(), "DATELINE_DATA": data},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            peak, errors = running.communicate()
        except BaseException:  # by Ctrl-C or a signal: the database cannot be dropped while somebody writes to it
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            raise
        seconds = time.perf_counter() - started
    if running.returncode:
        raise RuntimeError(f"the ingest failed: {errors[-2000:]}")
    return Run(name, records, seconds, int(peak) / 1024)


def address() -> str:
    """Return the URL of the connected database, in the form of DATABASE_URL."""
    parameters = connection.get_connection_params()
    password = f":{quote(parameters['password'], safe='')}" if parameters.get("password") else ""
    host, user = quote(parameters.get("host", ""), safe=""), quote(parameters.get("user", ""), safe="")
    return f"postgres://{user}{password}@{host}:{parameters.get('port', '')}/{parameters['dbname']}"


def write_records(path: Path, number: int) -> Path:
    """Write a JSON lines file of synthetic records."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{as_record(article)}\n" for article in articles(number))
    return path


def write_texts(folder: Path, number: int) -> Path:
    """Write a folder of text extractions, 1,000 in each subfolder."""
    for article in articles(number):
        path = folder / f"{article.number // 1000:04d}" / f"{article.number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(article), encoding="utf-8")
    return folder


def count_records(path: Path) -> int:
    """Return the number of records in a file or folder."""
    return sum(1 for _ in read([path]))


def copy_seconds() -> tuple[float, float]:
    """Return the median seconds of COPY for the stored articles and their search rows.

    The first figure is for bare tables, the second for tables with the indexes of the real ones.
    """
    bare, indexed = [], []
    with connection.cursor() as cursor:
        copied = {table: io.StringIO() for table in _COPIED}
        for table, buffer in copied.items():
            cursor.copy_expert(f"COPY corpus_{table} TO STDOUT", buffer)
        for _ in range(ROUNDS):
            bare.append(sum(_copy(cursor, table, buffer, "") for table, buffer in copied.items()))
            indexed.append(sum(_copy(cursor, table, buffer, "INCLUDING ALL") for table, buffer in copied.items()))
    return statistics.median(bare), statistics.median(indexed)


def _copy(cursor, table: str, buffer: io.StringIO, like: str) -> float:
    cursor.execute(f"CREATE TABLE benchmark_copy (LIKE corpus_{table} {like})")
    buffer.seek(0)
    started = time.perf_counter()
    cursor.copy_expert("COPY benchmark_copy FROM STDIN", buffer)
    seconds = time.perf_counter() - started
    cursor.execute("DROP TABLE benchmark_copy")
    return seconds


@dataclass(frozen=True)
class PageTimes:
    """Milliseconds a page, as medians over the rounds.

    parsed: by our layouts; prepared: with extraction and fingerprint; trafilatura: its text extraction alone.
    """

    kind: str
    parsed: float
    prepared: float
    trafilatura: float


def page_times(number: int) -> list[PageTimes]:
    """Measure parsing of the same pages by us and by trafilatura, in turn, for each kind of markup."""
    made: list[SyntheticArticle] = list(articles(number))
    found = []
    for kind, name in enumerate(("kcna.kp", "Rodong Sinmun", "any site")):
        pages = [as_html(article, kind) for article in made]
        captures = [Capture(page.encode(), url, "text/html", url=url) for url, page in pages]
        tries = (parse, prepare, lambda capture: trafilatura.extract(capture.raw))
        rounds = [[_milliseconds(one, captures) for one in tries] for _ in range(ROUNDS + 1)][1:]
        found.append(PageTimes(name, *(statistics.median(column) for column in zip(*rounds, strict=True))))
    return found


def _milliseconds(work: Callable, captures: list[Capture]) -> float:
    started = time.process_time()
    for capture in captures:
        work(capture)
    return (time.process_time() - started) * 1000 / len(captures)
