"""Figures that others published, recomputed from the shared corpora: figures.toml has each with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("figures.toml")


@dataclass(frozen=True, slots=True)
class Published:
    """One published table.

    counted: how the source counts. definition: how the test counts. tolerance: the share of a published figure by which
    ours may differ, at least 0.5 in number. exceptions: other tolerances of single figures.
    """

    title: str
    source: str
    counted: str
    definition: str
    tolerance: float
    figures: Mapping[str, int]
    exceptions: Mapping[str, float] = field(default_factory=dict)

    def beyond(self, ours: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        """Return (published, ours) of the figures that differ by more than their tolerance."""
        return {
            name: (figure, ours.get(name, 0))
            for name, figure in self.figures.items()
            if abs(ours.get(name, 0) - figure) > max(0.5, self.exceptions.get(name, self.tolerance) * figure)
        }


@cache
def tables() -> dict[str, Published]:
    """Return the published tables by name."""
    with _FILE.open("rb") as file:
        return {name: Published(**table) for name, table in tomllib.load(file).items()}
