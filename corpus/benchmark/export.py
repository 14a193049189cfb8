"""Downloads of a whole list from a running server: their speed, and the server's memory."""

import http.client
import os
import time
from dataclasses import dataclass
from pathlib import Path

# How the first line of a row begins, by format.
STARTS = {"csv": b"", "jsonl": b"{", "bib": b"@", "ris": b"TY  -", "csl.json": b"{"}


@dataclass(frozen=True)
class File:
    """One file: its rows and bytes, seconds until the first and the last bytes, and MB of the server's largest process.

    start, middle, end: after the first bytes, half of the rows, all of them. peak: the maximum.
    """

    format: str
    rows: int
    size: int
    first: float
    seconds: float
    start: float
    middle: float
    end: float
    peak: float

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


def take(port: int, format: str) -> File:
    """Download all articles in a format. Raise RuntimeError if rows are missing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    started = time.perf_counter()
    connection.request("GET", f"/articles.{format}")
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"articles.{format} was answered with {answer.status}")
    expected, first = int(answer.headers["Dateline-Rows"]), time.perf_counter() - started
    start = _memory()
    rows, size, middle, peak = -(format == "csv"), 0, 0.0, start
    for line in answer:
        size += len(line)
        rows += line.startswith(STARTS[format])
        if rows % 2000 == 0:
            peak = max(peak, _memory())
        if not middle and rows >= expected // 2:
            middle = _memory()
            peak = max(peak, middle)
    seconds, end = time.perf_counter() - started, _memory()
    connection.close()
    if rows != expected:
        raise RuntimeError(f"articles.{format} has {rows} rows of {expected}")
    return File(format, rows, size, first, seconds, start, middle, end, max(peak, end))


def _memory() -> float:
    """Return the MB of the largest server process that this process started."""
    return max((_resident(pid) for pid in _servers()), default=0.0)


def _servers() -> list[int]:
    parents, named = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if b"gunicorn" in (folder / "cmdline").read_bytes():
                named.append(int(folder.name))
        except OSError:  # it has ended
            continue
    return [pid for pid in named if _descends(pid, parents)]


def _descends(pid: int, parents: dict[int, int]) -> bool:
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0
