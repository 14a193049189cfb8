"""One run of ingest: read, prepare in worker processes, write in batches."""

import itertools
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from corpus.ingest.capture import Capture, Refusal
from corpus.ingest.containers import read
from corpus.models import IngestRun, Outcome

from . import writer
from .prepare import Prepared, preparer

BATCH = 100  # records a transaction
CHUNK = 20  # records sent to a worker at once


@dataclass(slots=True)
class RunResult:
    """What a run came to: how many records ended in each outcome, and whether something could not be read at all."""

    run: IngestRun | None
    counts: Counter = field(default_factory=Counter)
    unreadable: int = 0


def ingest(
    paths: list[str],
    *,
    base=None,
    outlet: str = "",
    workers: int | None = None,
    dry_run: bool = False,
    progress: Callable[[list[Outcome], int], None] = lambda outcomes, size: None,
) -> RunResult:
    """Store every article in these files and folders.

    base: sources are named relative to this folder. outlet: for documents that do not tell theirs. workers: processes
    that parse and extract; None is one a core. dry_run: everything is done and then taken back. progress: called after
    each batch with its outcomes and the bytes they were read from.
    """
    if dry_run:
        with transaction.atomic():
            result = _ingest(None, paths, base, outlet, workers, progress)
            transaction.set_rollback(True)
        return result
    run = IngestRun.objects.create(arguments=" ".join([*map(str, paths), *([f"--outlet {outlet}"] if outlet else [])]))
    result = _ingest(run, paths, base, outlet, workers, progress)
    run.finished = timezone.now()
    run.state = IngestRun.State.FAILED if result.unreadable else IngestRun.State.FINISHED
    run.save(update_fields=["finished", "state"])
    return result


def _ingest(run, paths, base, outlet, workers, progress) -> RunResult:
    result = RunResult(run)
    with prepared_stream(read(paths, base=base), outlet, workers) as stream:
        for batch in _batches(stream, BATCH):
            outcomes = writer.write(run, batch, keep_raw=run is not None)
            result.counts.update(one.kind for one in outcomes)
            result.unreadable += sum(isinstance(one, Refusal) and one.unreadable for one in batch)
            progress(outcomes, sum(len(one.capture.raw) for one in batch if isinstance(one, Prepared)))
    return result


@contextmanager
def prepared_stream(records: Iterable[Capture | Refusal], outlet: str = "", workers: int | None = None):
    """Records prepared by worker processes, in their own order, with a bounded number on the way."""
    workers = workers or os.cpu_count() or 1
    work = preparer(outlet)
    if workers == 1:
        yield map(work, records)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield _in_order(pool, work, records, ahead=4 * workers)


def _in_order(pool: Executor, work: Callable, records: Iterable, *, ahead: int) -> Iterator:
    waiting: deque = deque()
    for chunk in _batches(records, CHUNK):
        waiting.append(pool.submit(prepare_chunk, work, chunk))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def prepare_chunk(work: Callable, chunk: list) -> list:
    """Prepare some records in a worker process."""
    return [work(one) for one in chunk]


def _batches(items: Iterable, size: int) -> Iterator[list]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
