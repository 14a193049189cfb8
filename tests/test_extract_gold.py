"""Extraction measured on labelled articles: the figures may not fall below the recorded floors.

The articles are no part of the project; without their folder (DATELINE_SHARED) the test is skipped.
"""

import json
import runpy
import sys

import pytest

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import parse
from corpus.store.prepare import extract_from

from .shared import shared

# A little below what was measured when they were last raised.
FLOORS = {"people": 0.98, "titles": 0.97, "events": 0.95, "participants": 0.95}
RIGHT = {"event_date": 0.95, "event_place": 0.9}


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """What score.py of the labelled folder says of our extraction."""
    folder = shared("gold")
    scorer = shared("gold", "score.py")
    predicted = tmp_path_factory.mktemp("gold") / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.doc.json")):
            lines.write(json.dumps(_extracted(path)) + "\n")
    out = tmp_path_factory.mktemp("figures") / "figures.json"
    arguments, stdout = sys.argv, sys.stdout
    try:
        with out.open("w", encoding="utf-8") as sys.stdout:
            sys.argv = [str(scorer), str(folder), str(predicted), "--json"]
            with pytest.raises(SystemExit):
                runpy.run_path(str(scorer), run_name="__main__")
    finally:
        sys.argv, sys.stdout = arguments, stdout
    return json.loads(out.read_text(encoding="utf-8"))


def _extracted(path) -> dict:
    (parsed,) = parse(Capture(path.read_bytes(), str(path), "application/json"))
    found = extract_from(parsed)
    return {
        "url": parsed.url,
        "people": [{"name": one.name, "titles": one.titles} for one in found.people],
        "events": [
            {
                "type": one.type,
                "date": one.date,
                "place": one.place,
                "participants": [{"name": person.name} for person in one.participants],
            }
            for one in found.events
        ],
    }


def test_every_labelled_article_is_read(figures):
    assert figures["articles"] > 0
    assert figures["absent"] == 0


@pytest.mark.parametrize("what", FLOORS)
def test_f1_does_not_fall(figures, what):
    assert figures[what]["f1"] >= FLOORS[what]


@pytest.mark.parametrize("what", RIGHT)
def test_days_and_places_do_not_get_worse(figures, what):
    assert figures[what] >= RIGHT[what]
