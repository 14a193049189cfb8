"""Speed of list pages, beside Datasette over the same rows: the servers are asked in turn."""

import http.client
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F
from django.http import QueryDict

from corpus.models import CorpusVersion
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.results.paging import page_of_ids

from . import corpora

WAIT = 60  # seconds for a server to answer at first
PER_PAGE = 25
PEER = "peer"  # name of the SQLite file, without its ending
COLUMN_FACETS = ("outlet", "language", "month")
ARRAY_FACETS = ("people", "types", "places")


@dataclass(frozen=True)
class Question:
    """One question: the query of our list, and the query of Datasette's table."""

    ours: list[tuple[str, str]]
    peers: list[tuple[str, str]]


@dataclass(frozen=True)
class QueryClass:
    """Questions of one kind, all different where possible. hits: the approximate number of matching articles."""

    name: str
    hits: int
    questions: list[Question]


@dataclass
class Times:
    """Milliseconds of each response to the questions of one class."""

    page: list[float] = field(default_factory=list)  # ours, complete, not cached
    first: list[float] = field(default_factory=list)  # ours, until the first results have come
    results: list[float] = field(default_factory=list)  # ours, results alone
    again: list[float] = field(default_factory=list)  # ours, complete, asked once more
    peer: list[float] = field(default_factory=list)  # Datasette's, with the same facets
    peer_columns: list[float] = field(default_factory=list)  # Datasette's, with facets of plain columns only
    peer_results: list[float] = field(default_factory=list)  # Datasette's, without facets


def query_classes(found: Counter, number: int, rounds: int) -> list[QueryClass]:
    """Return the query classes of a corpus in which each word occurs in the given number of articles.

    Phrases and people are the same at every size, so that sizes can be compared.
    """
    chance = random.Random(rounds)
    classes = [QueryClass("no filter", number, [Question([], [])] * rounds)]
    for name, share in (("word in nearly all", 0.97), ("word in 12 %", 0.12), ("word in 0.1 %", 0.001)):
        nearest = sorted(found, key=lambda word: abs(found[word] - share * number))[:rounds]
        classes.append(QueryClass(name, found[nearest[0]], [_words(word) for word in nearest]))
    said = [*corpora.phrases()[:rounds], *map(corpora.person_name, range(1, rounds + 1))]
    classes.append(QueryClass("phrase", 0, [_words(f'"{one}"') for one in chance.sample(said, rounds)]))
    people = range(1, rounds + 1)
    classes.append(QueryClass("person", 0, [_people([one]) for one in people]))
    pairs = [chance.sample(range(1, 12), 2) for _ in range(rounds)]
    years = [str(2026 - chance.randint(1, max(1, number // corpora.A_DAY // 365))) for _ in pairs]
    classes.append(QueryClass("two people, a year", 0, [_people(*one) for one in zip(pairs, years, strict=True)]))
    return classes


def _words(words: str) -> Question:
    return Question([("q", words)], [("_search", words)])


def _people(people: list[int], year: str = "") -> Question:
    names = [corpora.person_name(one) for one in sorted(people)]
    ours = sorted(("person", name.lower().replace(" ", "-")) for name in names)
    peers = [("people__arraycontains", name) for name in names]
    if year:
        ours.append(("published", year))
        peers += [("published__gte", f"{year}-01-01"), ("published__lte", f"{year}-12-31")]
    return Question(ours, peers)


def _get(port: int, path: str, headers: dict | None = None) -> tuple[float, float, int]:
    """Return milliseconds until the first bytes and until the last, and the length of the response.

    Raise RuntimeError for any status but 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    started = time.perf_counter()
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    answer.read(1)
    first = time.perf_counter()
    body = answer.read()
    last = time.perf_counter()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} was answered with {answer.status}: {body[:300]!r}")
    return (first - started) * 1000, (last - started) * 1000, len(body)


def measure(
    classes: list[QueryClass],
    port: int,
    peer: int | None,
    *,
    peer_rounds: int,
    said: Callable[[str, Times], None],
) -> dict[str, Times]:
    """Ask every question of all servers in turn, and call ``said`` when a class is finished.

    ``port``: of our server; ``peer``: of Datasette.
    """
    everything = {}
    for one in classes:
        times = everything[one.name] = Times()
        for place, question in enumerate(one.questions):
            path = "/articles/" + (f"?{urlencode(question.ours)}" if question.ours else "")
            if question in one.questions[:place]:
                CorpusVersion.objects.update(number=F("number") + 1)  # so that nothing is cached
            first, whole, _ = _get(port, path)
            times.first.append(first)
            times.page.append(whole)
            times.results.append(_get(port, path, {"HX-Request": "true", "HX-Target": "results"})[1])
            times.again.append(_get(port, path)[1])
            if peer and place < peer_rounds:
                base = [("_size", str(PER_PAGE)), ("_sort_desc", "published"), *question.peers]
                columns = [("_facet", name) for name in COLUMN_FACETS]
                arrays = [("_facet_array", name) for name in ARRAY_FACETS]
                times.peer.append(_peer(peer, [*base, *columns, *arrays]))
                times.peer_columns.append(_peer(peer, [*base, *columns]))
                times.peer_results.append(_peer(peer, base))
        said(one.name, times)
    return everything


def measure_ranks(classes: list[QueryClass], file: Path, *, rounds: int) -> dict[str, Times]:
    """Measure the order by relevance alone, in turn: the ids of our first page, and the row ids of FTS5's bm25."""
    found = {}
    peer = sqlite3.connect(file)
    sql = f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rank LIMIT {PER_PAGE + 1}"
    for one in classes:
        if not one.questions[0].ours or one.questions[0].ours[0][0] != "q":
            continue
        times = found[one.name] = Times()
        for question in one.questions[:rounds]:
            words = question.ours[0][1]
            filterset = ArticleFilterSet(QueryDict(urlencode([("q", words), ("sort", "relevance")])), path="/articles/")
            if filterset.problems or not filterset.configurations:
                raise RuntimeError(f"{words} is no question")
            times.results.append(_milliseconds(lambda filterset=filterset: page_of_ids(filterset)))
            times.peer_results.append(_milliseconds(lambda words=words: peer.execute(sql, [words]).fetchall()))
    peer.close()
    return found


def _milliseconds(work: Callable) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _peer(port: int, pairs: list[tuple[str, str]]) -> float:
    return _get(port, f"/{PEER}/articles?{urlencode(pairs)}")[1]


def percentile(values: list[float], share: float) -> float:
    """Return the value at a share of the sorted values, by the nearest rank; NaN for no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def median(values: list[float]) -> float:
    """Return the median; NaN for no values."""
    return statistics.median(values) if values else float("nan")


@contextmanager
def dateline(address: str, data: Path) -> Iterator[int]:
    """Run our server over the database at this URL, with one worker, and yield its port."""
    environment = os.environ | {"DATABASE_URL": address, "DATELINE_DATA": str(data)}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=settings.BASE_DIR, env=environment, check=True,
    )  # fmt: skip
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    with _server([*command, "--threads", "2", "--log-level", "warning", "--timeout", "600"], port, environment):
        yield port


@contextmanager
def datasette(program: Path, file: Path) -> Iterator[int]:
    """Run Datasette over an SQLite file, allowed to return all rows, and yield its port.

    The name of the file is part of its URLs: PEER.
    """
    port = _free_port()
    limits = ("facet_time_limit_ms", "sql_time_limit_ms")
    options = [part for name in limits for part in ("--setting", name, "600000")]
    with _server([str(program), str(file), "--port", str(port), *options], port, dict(os.environ)):
        yield port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _server(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    running = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _await(running, port)
        yield
    finally:
        running.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=20)
        running.kill()
        running.wait()
        running.stderr.close()


def _await(running: subprocess.Popen, port: int) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        if running.poll() is not None:
            raise RuntimeError(f"the server ended: {running.stderr.read()[-2000:].decode(errors='replace')}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer")
