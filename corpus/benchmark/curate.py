"""Speed of the admin site over a large corpus: every list, a form of each, the queue, and a large merge."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from corpus.models import Pending, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from corpus.store.judgements.deferred import settle_deferred

QUEUE = ("conflicts", "duplicates", "people", "dates", "events", "refused")


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: its URL, median milliseconds, number of queries, and milliseconds of the longest query."""

    address: str
    milliseconds: float
    queries: int
    longest: float


@dataclass(frozen=True, slots=True)
class Followed:
    """A decision about much-named people: its seconds, the deferred articles, and the seconds to settle them."""

    what: str
    seconds: float
    articles: int
    catching_up: float


def addresses() -> list[str]:
    """Return the URLs of the first page, the queue, every list, and the form of the newest row of each list."""
    found = ["/admin/", *(reverse("admin:queue", args=[name]) for name in QUEUE)]
    for model in apps.get_app_config("corpus").get_models():
        if not admin.site.is_registered(model):
            continue
        name = f"admin:corpus_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        if newest := model.objects.order_by("-pk").values_list("pk", flat=True).first():
            found.append(reverse(f"{name}_change", args=[newest]))
    return found


# Whether static files were collected makes no difference here.
_PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@override_settings(STORAGES=settings.STORAGES | _PLAIN)
def answers(rounds: int) -> list[Answer]:
    """Request each page several times. Raise RuntimeError for any status but 200."""
    return list(_answers(rounds))


def _answers(rounds: int) -> Iterator[Answer]:
    user = get_user_model().objects.create_superuser("benchmark")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    for address in addresses():
        times, queries = [], []
        for _ in range(rounds + 1):
            with CaptureQueriesContext(connection) as captured:
                started = time.perf_counter()
                answer = client.get(address)
                times.append((time.perf_counter() - started) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} was answered with {answer.status_code}")
            queries = captured.captured_queries
        longest = max((float(one["time"]) for one in queries), default=0) * 1000
        yield Answer(address, statistics.median(times[1:]), len(queries), longest)


def large_merge() -> Iterator[Followed]:
    """Merge the second most named person into the most named, settle everything, and undo it."""
    first, second = Person.objects.public().most_named()[:2]
    numbers = f"{second.article_count:,} into {first.article_count:,} articles"
    started = time.perf_counter()
    made = decide(decisions.merge([first, second], first))
    yield _followed(f"merge of people named in {numbers}", started)
    started = time.perf_counter()
    undo(made)
    yield _followed("taking it back", started)


def _followed(what: str, started: float) -> Followed:
    decided, waiting = time.perf_counter(), Pending.objects.count()
    for _ in settle_deferred():
        pass
    return Followed(what, decided - started, waiting, time.perf_counter() - decided)
