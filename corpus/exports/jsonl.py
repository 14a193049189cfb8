"""JSON Lines: one record a line, nothing left out."""

import json
from collections.abc import Iterator

from .format import Form


class Jsonl(Form):
    """One record a line; articles with their text."""

    suffix = "jsonl"
    media_type = "application/jsonl; charset=utf-8"
    label = "JSON Lines"
    says = "for programs; articles with their text"
    lists = ("articles", "events", "people", "outlets", "places")

    def record(self, listed):
        """The one that leaves nothing out."""
        return listed.whole

    def write(self, listed, batches, size, base) -> Iterator[str]:
        """The lines, each ended by a line feed."""
        record = self.record(listed)(context={"base": base})
        for rows in batches:
            yield "".join(f"{line(record.to_representation(row))}\n" for row in rows)


def line(said) -> str:
    """JSON in one line, also for those who end lines at the separators of Unicode."""
    text = json.dumps(said, ensure_ascii=False, default=str)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
