"""JSON Lines: one full record per line."""

import json
from collections.abc import Iterator

from .format import Format


class Jsonl(Format):
    """One full record per line; articles include their text."""

    suffix = "jsonl"
    media_type = "application/jsonl; charset=utf-8"
    label = "JSON Lines"
    purpose = "for programs; articles with their text"

    def record(self, listed):
        """Return the full record."""
        return listed.full_record

    def write(self, listed, batches, size, base) -> Iterator[str]:
        """Yield the lines of each batch, each ended by a line feed."""
        record = self.record(listed)(context={"base": base})
        for rows in batches:
            yield "".join(f"{line(record.to_representation(row))}\n" for row in rows)


def line(value) -> str:
    """Return a value as JSON in one line. Unicode's own line separators are escaped, as some readers split at them."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
