"""The judgements of a dump, put in force once all that it holds is stored."""

from collections import Counter

from django.db import OperationalError

from corpus.ingest.capture import Decision
from corpus.models import IngestRun, Outcome
from corpus.store.loading import refusals

from .portable import InvalidJudgement, import_judgement


def take_in(run: IngestRun | None, decisions: list[Decision], counts: Counter) -> list[Outcome]:
    """Each in a transaction of its own, in order. Returns the outcomes, stored under the run, of those refused; counts
    takes how many were new, known, lost (about what is not here) and refused."""
    refused, read = [], []
    for one in decisions:
        try:
            taken = import_judgement(one.line, "it")
        except OperationalError:
            raise
        except InvalidJudgement as error:
            refused.append(Outcome(run=run, kind=Outcome.Kind.REFUSED, reason=str(error)[:500], source=one.source))
        except Exception as error:  # a value that no curator could have made may break any rule; the run goes on
            reason = f"cannot be put in force: {type(error).__name__}: {error}"[:500]
            refused.append(Outcome(run=run, kind=Outcome.Kind.REFUSED, reason=reason, source=one.source))
        else:
            read.append(one.source)
            counts["lost" if taken.lost else "new" if taken.new else "known"] += 1
    counts.update(["refused"] * len(refused))
    if run:
        Outcome.objects.bulk_create(refused)
        refusals.update_repeated(refused)
        refusals.supersede(read)
    return refused
