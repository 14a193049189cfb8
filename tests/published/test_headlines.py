"""People in the headlines of 1997 to 2014, as others counted them: all 114,641, about 8 seconds on one core."""

import csv
import gzip
from collections import Counter
from pathlib import Path

from corpus.extract import Document, extract
from corpus.ingest.language import detect_language
from corpus.store.matching.people import name_key
from tests.published import tables
from tests.support.shared import shared


def headlines_naming(path: Path) -> tuple[int, Counter]:
    """Return the number of headlines of a list, and by the key of a name those that name the person."""
    number, found = 0, Counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            number += 1
            language = detect_language(row["title"], row["language"])
            extraction = extract(Document(row["title"], (), published=row["date"], language=language))
            found.update({name_key(person.name) for person in extraction.people})
    return number, found


def test_people_are_named_in_as_many_headlines_as_published():
    published = tables()["headlines"]
    number, found = headlines_naming(shared("corpora", "headlines-1997-2014.csv.gz"))
    assert number == 114_641
    ours = {name: found[name_key(name)] for name in published.figures}
    assert published.beyond(ours) == {}
