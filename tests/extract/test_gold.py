"""Extraction measured on labelled articles: the figures may not fall below the recorded floors.

The articles are no part of the project; without their folder (DATELINE_SHARED) the tests are skipped.
"""

import pytest

from tests.gold import score_extraction

# A little below what was measured when they were last raised (docs/developing/extraction.md).
FLOORS = {
    "dev": {
        "people": 0.99,
        "titles": 0.98,
        "events": 0.97,
        "participants": 0.97,
        "event_date": 0.97,
        "event_place": 0.95,
    },
    "tune": {
        "people": 0.99,
        "titles": 0.97,
        "events": 0.87,
        "participants": 0.93,
        "event_date": 0.96,
        "event_place": 0.80,
    },
    "held": {
        "people": 0.99,
        "titles": 0.93,
        "events": 0.72,
        "participants": 0.96,
        "event_date": 0.93,
        "event_place": 0.82,
    },
}


@pytest.fixture(scope="module", params=score_extraction.SETS)
def measured(request):
    """Return the name of a labelled set and the figures of our extraction of it."""
    if lost := score_extraction.missing(request.param):
        pytest.skip(f"needs {', '.join(lost)} in the folder that DATELINE_SHARED names")
    return request.param, score_extraction.figures(request.param)


def test_every_labelled_article_is_read(measured):
    _, figures = measured
    assert figures["articles"] >= 30
    assert figures["absent"] == 0


def test_no_figure_falls_below_its_floor(measured):
    name, figures = measured
    for what, floor in FLOORS[name].items():
        figure = figures[what] if what.startswith("event_") else figures[what]["f1"]
        assert figure >= floor, f"{what} of {name}"
