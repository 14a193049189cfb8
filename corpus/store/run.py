"""One run of ingest: read records, prepare them in worker processes, write them in batches."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from corpus.ingest.capture import Capture, Decision, Refusal
from corpus.ingest.containers import read
from corpus.models import IngestRun, Outcome

from . import locks
from .judgements import dumped
from .judgements.deferred import settle_deferred
from .loading import deadline, retry, salvage, statistics
from .loading.observations import SnapshotTracker
from .loading.prepare import Ready, Record, preparer
from .loading.worker import end_all, prepare_chunk
from .matching import duplicates

NEW_WORDINGS = (Outcome.Kind.CREATED, Outcome.Kind.REVISED, Outcome.Kind.REPRINT)
BATCH = 100  # records per transaction
CHUNK = 20  # records sent to a worker at once
HEAVY = 8 * 1024 * 1024  # raw bytes at which a batch or chunk is full, to bound memory


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a run.

    outlet: the name or slug of the outlet for documents that do not state theirs.
    headlines: keep records without text as articles that have a headline only.
    fields: (part of an article, the name that records give it), where fields.py does not know the name.
    base: the folder to which the names of sources are relative.
    workers: the number of processes that parse and extract; None means one per core.
    dask: the address of a Dask scheduler whose cluster does this work instead.
    dry_run: do everything, then roll it back.
    judgements: import the judgements of a dump.
    """

    outlet: str = ""
    headlines: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    base: Path | None = None
    workers: int | None = None
    dask: str = ""
    dry_run: bool = False
    judgements: bool = True


Progress = Callable[[list[Outcome], int, list[Ready]], None]


@dataclass(slots=True)
class RunResult:
    """The result of a run.

    counts: the number of records by outcome.
    judgements: the number of judgements of a dump by result (new, known, lost, refused, left).
    unreadable: the number of records that could not be read at all.
    """

    run: IngestRun | None
    counts: Counter = field(default_factory=Counter)
    judgements: Counter = field(default_factory=Counter)
    unreadable: int = 0


def _no_progress(outcomes: list[Outcome], size: int, batch: list[Ready]) -> None:
    pass


def ingest(paths: list[str], options: Options | None = None, *, progress: Progress = _no_progress) -> RunResult:
    """Store every article in these files and folders.

    progress is called after each batch with its outcomes, the number of bytes they were read from, and the records that
    they are of. Raise OSError if raw bytes cannot be stored or the Dask scheduler cannot be reached.
    """
    options = options or Options()
    given = [f"--outlet {options.outlet}"] if options.outlet else []
    given += ["--headlines"] if options.headlines else []
    given += [f"--field {part}={name}" for part, name in options.fields]
    arguments = " ".join([*map(str, paths), *given])
    return _run(arguments, read(paths, base=options.base), options, progress, SnapshotTracker())


def ingest_again(run: IngestRun, options: Options | None = None, *, progress: Progress = _no_progress) -> RunResult:
    """Retry the records that a run refused, from their stored bytes, or from the files if nothing could be read."""
    return _run(f"--retry {run.pk}", retry.records(run), options or Options(), progress, None)


def _run(arguments: str, records, options: Options, progress: Progress, snapshots: SnapshotTracker | None) -> RunResult:
    if options.dry_run:
        with transaction.atomic():
            result = _write_all(None, records, options, progress, snapshots)
            transaction.set_rollback(True)
        return result
    run = IngestRun.objects.create(arguments=arguments)
    with locks.running(run.pk):
        result = _write_all(run, records, options, progress, snapshots)
        deque(settle_deferred(), maxlen=0)
        duplicates.propose()
    run.finished = timezone.now()
    run.state = IngestRun.State.FAILED if result.unreadable else IngestRun.State.FINISHED
    run.save(update_fields=["finished", "state"])
    return result


def _write_all(run, records, options: Options, progress: Progress, snapshots: SnapshotTracker | None) -> RunResult:
    result = RunResult(run)
    decisions = []
    with prepared_stream(records, options) as stream:
        for batch in _batches(_without_decisions(stream, decisions), BATCH):
            batch, outcomes = salvage.write_or_refuse(run, batch, keep_raw=run is not None)
            result.counts.update(one.kind for one in outcomes)
            result.unreadable += sum(isinstance(one, Refusal) and one.unreadable for one in batch)
            for one in batch:
                if snapshots:
                    snapshots.add(one)
            progress(outcomes, sum(map(_weight, batch)), batch)
            statistics.analyze_if_grown(sum(result.counts[kind] for kind in NEW_WORDINGS))
    if snapshots:
        with transaction.atomic():
            snapshots.save()
    if options.judgements:
        outcomes, result.judgements = dumped.import_judgements(run, decisions)
        result.unreadable += len(outcomes)
        progress(outcomes, 0, [])
    else:
        result.judgements.update(["left"] * len(decisions))
    return result


def _without_decisions(stream: Iterable[Ready], decisions: list[Decision]) -> Iterator[Ready]:
    """Yield the stream without its judgements, which are appended to the list: they are imported after all else."""
    for one in stream:
        if isinstance(one, Decision):
            decisions.append(one)
        else:
            yield one


@contextmanager
def prepared_stream(records: Iterable[Record], options: Options) -> Iterator[Iterator[Ready]]:
    """Provide the records prepared by worker processes or a Dask cluster, in their original order.

    The number of records in progress is bounded.
    """
    work = preparer(options.outlet, headlines=options.headlines, fields=options.fields, seconds=deadline.seconds())
    workers = options.workers or os.cpu_count() or 1
    if options.dask:
        from dask.distributed import Client

        with Client(options.dask) as client:
            pool = client.get_executor()
            yield _in_order(pool, work, records, ahead=4 * max(1, sum(client.ncores().values())))
    elif workers == 1:
        yield (ready for record in records for ready in work(record))
    else:
        with ThreadPoolExecutor(workers) as pool:  # each thread waits for a process of its own
            try:
                yield _in_order(pool, work, records, ahead=4 * workers)
            finally:
                pool.shutdown(cancel_futures=True)
                end_all()


def _in_order(pool: Executor, work: Callable, records: Iterable, *, ahead: int) -> Iterator[Ready]:
    waiting: deque = deque()
    for chunk in _batches(records, CHUNK):
        waiting.append(pool.submit(prepare_chunk, work, chunk, deadline.seconds()))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _batches(records: Iterable, size: int) -> Iterator[list]:
    """Yield lists of at most ``size`` records, and fewer once their raw bytes exceed HEAVY."""
    batch, weight = [], 0
    for record in records:
        batch.append(record)
        weight += _weight(record)
        if len(batch) == size or weight > HEAVY:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _weight(record: Capture | Ready) -> int:
    capture = record if isinstance(record, Capture) else getattr(record, "capture", None)
    return len(capture.raw) if capture else 0
