"""The table of ``ingest --report``: what happened to how many records, for which reason, with examples."""

import re
from collections import Counter, defaultdict

from corpus.models import Outcome
from corpus.store.loading.prepare import Prepared

EXAMPLES = 3  # of each reason
MAX_ROWS = 200
# What differs between records that share a reason: quoted texts, addresses, dates and numbers.
_PARTICULAR = re.compile(r"“[^”]*”|https?://\S+|\d{4}-[\d-]+(?: \(\w+\))?(?:, (?=\d{4}))?|\d+(?:[.,]\d+)*")


class OutcomeTable:
    """Counts outcomes by reason. A record that was read counts under its layout, and once for each doubt about it."""

    def __init__(self):
        self._counts: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, outcomes: list[Outcome], batch: list) -> None:
        """Count the outcomes of a batch, which are in its order."""
        for number, outcome in enumerate(outcomes):
            one = batch[number] if number < len(batch) else None
            if isinstance(one, Prepared):
                parsed = one.parsed
                self._count(
                    outcome, f"read as {parsed.layout}{f': {parsed.fields}' if parsed.fields else ''}", parsed.title
                )
                for warning in parsed.warnings:
                    self._count(outcome, f"doubt: {warning}", parsed.title, kind="")
            else:
                self._count(outcome, outcome.reason, outcome.reason)

    def _count(self, outcome: Outcome, reason: str, said: str, kind: str | None = None) -> None:
        key = (str(outcome.kind) if kind is None else kind, _PARTICULAR.sub("…", reason)[:200])
        self._counts[key] += 1
        if len(self._examples[key]) < EXAMPLES:
            shown = reason.removeprefix("doubt: ") if kind == "" else said
            self._examples[key].append(f"{outcome.source}: {shown}"[:200])

    def lines(self) -> list[str]:
        """Return the table as lines: the commonest reasons first, doubts after outcomes."""
        kinds = [*Outcome.Kind.values, ""]
        rows = sorted(self._counts.items(), key=lambda row: (kinds.index(row[0][0]), -row[1], row[0][1]))
        lines = []
        for (kind, reason), number in rows[:MAX_ROWS]:
            lines.append(f"{kind:10} {number:>8,}  {reason}")
            lines += [f"{'':21}{example}" for example in self._examples[kind, reason]]
        if len(rows) > MAX_ROWS:
            lines.append(f"{len(rows) - MAX_ROWS} further reasons")
        return lines
