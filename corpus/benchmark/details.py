"""Speed of the pages of one row, asked of our server with one worker: new, as it keeps them, and by their ETag."""

import http.client
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import F
from django.urls import reverse

from corpus.models import Article, CorpusVersion, Event, Outlet, Person, Place

MOST = 2000  # rows of each kind, those that the corpus holds most of, among which pages are chosen


@dataclass
class DetailTimes:
    """Milliseconds of each page of one kind: made anew, as it is kept, and as a 304."""

    new: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)


def _spread(rows, rounds: int) -> list[str]:
    """Return the addresses of rows at even distances, the first among them."""
    found = list(rows[:MOST])
    return [one.get_absolute_url() for one in found[:: max(1, len(found) // rounds)][:rounds]]


def addresses(rounds: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page with so many addresses, or fewer; the front page has one."""
    yield "front page", [reverse("overview")]
    yield "article", _spread(Article.objects.shown().defer("text").order_by("pk"), rounds)
    yield "person", _spread(Person.objects.public().order_by("-article_count", "pk"), rounds)
    yield "event", _spread(Event.objects.public().order_by("-report_count", "pk"), rounds)
    yield "place", _spread(Place.objects.public().order_by("-event_count", "pk"), rounds)
    yield "outlet", _spread(Outlet.objects.with_counts().filter(article_count__gt=0).order_by("-article_count"), rounds)


def measure(port: int, rounds: int, said: Callable[[str, DetailTimes], None]) -> dict[str, DetailTimes]:
    """Ask for pages of each kind, and call ``said`` when a kind is finished. Raise RuntimeError for an odd answer."""
    everything = {}
    for name, paths in addresses(rounds):
        times = everything[name] = DetailTimes()
        for path in [*paths, *paths * rounds][:rounds] if paths else []:
            CorpusVersion.objects.update(number=F("number") + 1)  # so that nothing is kept
            milliseconds, tag = _ask(port, path, 200)
            times.new.append(milliseconds)
            times.kept.append(_ask(port, path, 200)[0])
            times.unchanged.append(_ask(port, path, 304, {"If-None-Match": tag})[0])
        said(name, times)
    return everything


def _ask(port: int, path: str, expected: int, headers: dict | None = None) -> tuple[float, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = time.perf_counter()
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    answer.read()
    taken = (time.perf_counter() - started) * 1000
    connection.close()
    if answer.status != expected:
        raise RuntimeError(f"{path} was answered with {answer.status}")
    return taken, answer.headers.get("ETag", "")
