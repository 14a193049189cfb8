"""Import the judgements of a dump, after everything else in it is stored."""

from collections import Counter

from django.db import OperationalError

from corpus.ingest.capture import Decision
from corpus.models import IngestRun, Outcome
from corpus.store.loading import refusals

from .transfer import InvalidJudgement, import_judgement


def import_judgements(run: IngestRun | None, decisions: list[Decision]) -> tuple[list[Outcome], Counter]:
    """Import judgements in order, each in its own transaction.

    Return the outcomes of those refused, stored under the run, and the number of judgements by result: new, known, lost
    (its subject is not in this corpus), refused.
    """
    refused, read, counts = [], [], Counter()
    for one in decisions:
        try:
            imported = import_judgement(one.line, "it")
        except OperationalError:
            raise
        except InvalidJudgement as error:
            refused.append(Outcome(run=run, kind=Outcome.Kind.REFUSED, reason=str(error)[:500], source=one.source))
        except Exception as error:  # a forged value may break any rule; the run continues
            reason = f"cannot be applied: {type(error).__name__}: {error}"[:500]
            refused.append(Outcome(run=run, kind=Outcome.Kind.REFUSED, reason=reason, source=one.source))
        else:
            read.append(one.source)
            counts["lost" if imported.lost else "new" if imported.new else "known"] += 1
    counts.update(["refused"] * len(refused))
    if run:
        Outcome.objects.bulk_create(refused)
        refusals.update_repeated(refused)
        refusals.supersede(read)
    return refused, counts
