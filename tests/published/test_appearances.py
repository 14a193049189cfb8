"""A leader's appearances in a quarter and those who were with him, as others counted them; about 2 seconds."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.extract import Document, ReportedEvent, extract
from tests.published import tables
from tests.support.shared import shared

LEADER = "Kim Jong Il"
NOT_IN_PERSON = frozenset(("message", "statement", "appointment", "disaster", "death"))
IN_PERSON = frozenset(("principal", "host", "counterpart"))


def reports(path: Path, first: str, last: str) -> Iterator[Document]:
    """Yield the English reports published between two days, each text once."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            text = row["body"] or ""
            if row["lang"] == "en" and first <= row["date"] <= last and LEADER in text and text not in seen:
                seen.add(text)
                yield Document(row["title"] or "", tuple(text.split("\n")), row["date"], "Pyongyang", language="en")


def is_appearance(event: ReportedEvent) -> bool:
    """Return whether the leader was there himself, by the definition of figures.toml."""
    here = any(one.name == LEADER and one.role in IN_PERSON for one in event.participants)
    return here and event.type not in NOT_IN_PERSON and event.rule != "flowers-sent"


def test_appearances_and_companions_are_as_many_as_published():
    published = tables()["appearances"]
    found = Counter()
    for document in reports(shared("corpora", "kcna-2011.jsonl.gz"), "2011-01-01", "2011-03-31"):
        appearances = [event for event in extract(document).events if is_appearance(event)]
        found.update({one.name for event in appearances for one in event.participants})
    assert published.beyond(found) == {}, {name: found[name] for name in published.figures}
