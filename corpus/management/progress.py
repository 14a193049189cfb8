"""The output of long commands: a bar on a terminal, plain lines elsewhere, a table at the end."""

import os
import time
from pathlib import Path

from tqdm import tqdm

from corpus.models import Outcome

LINE_EVERY = 10  # seconds between two plain lines


class Progress:
    """Shows the progress of ingest, in records and bytes, and prints refusals."""

    def __init__(self, paths, stream):
        self._stream = stream
        self._started = self._said = time.monotonic()
        self._records = 0
        self._terminal = stream.isatty()
        total = _size(paths) if self._terminal else None
        self._bar = tqdm(total=total, unit="B", unit_scale=True, disable=not self._terminal, file=stream)

    @property
    def seconds(self) -> float:
        """The seconds since the start."""
        return time.monotonic() - self._started

    def advance(self, outcomes: list[Outcome], size: int) -> None:
        """Count one more batch: its outcomes, and the number of bytes it was read from."""
        self._records += len(outcomes)
        for one in outcomes:
            if one.kind == Outcome.Kind.REFUSED:
                self._say(f"refused: {one.source}: {one.reason}")
        self._bar.update(size)
        self._bar.set_postfix_str(f"{self._records} records, {self._records / max(self.seconds, 0.001):.0f}/s")
        if not self._terminal and time.monotonic() - self._said > LINE_EVERY:
            self._said = time.monotonic()
            self._say(f"{self._records} records, {self._records / self.seconds:.0f}/s")

    def close(self) -> None:
        """Close the bar and restore the terminal."""
        self._bar.close()

    def _say(self, line: str) -> None:
        if self._terminal:
            tqdm.write(line, file=self._stream)
        else:
            self._stream.write(line)


class RowsProgress:
    """Shows the number of rows written, one file after another."""

    def __init__(self, stream):
        self._stream = stream
        self._started = self._said = time.monotonic()
        self._terminal = stream.isatty()
        self._name, self._rows, self._bar = "", 0, None

    @property
    def seconds(self) -> float:
        """The seconds since the start."""
        return time.monotonic() - self._started

    def advance(self, name: str, number: int, total: int) -> None:
        """Count ``number`` more rows of the file ``name``, which has ``total`` rows."""
        if name != self._name:
            self.close()
            self._name, self._rows = name, 0
            if self._terminal:
                self._bar = tqdm(total=total, desc=name, unit=" rows", file=self._stream)
        self._rows += number
        if self._bar is not None:
            self._bar.update(number)
        elif time.monotonic() - self._said > LINE_EVERY:
            self._said = time.monotonic()
            self._stream.write(f"{name}: {self._rows:,} of {total:,} rows")

    def close(self) -> None:
        """Close the bar and restore the terminal."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def print_outcomes(stream, result, *, seconds: float) -> None:
    """Print the number of records by outcome, and the rate."""
    total = sum(result.counts.values())
    for kind in Outcome.Kind:
        stream.write(f"{kind.label:10} {result.counts[kind]:>8,}")
    stream.write(f"{'total':10} {total:>8,}  in {seconds:.1f} s, {total / max(seconds, 0.001):.0f} records/s")


def _size(paths) -> int:
    total = 0
    for path in map(Path, paths):
        if path.is_dir():
            total += sum(os.path.getsize(Path(folder, name)) for folder, _, names in os.walk(path) for name in names)
        elif path.exists():
            total += path.stat().st_size
    return total
