"""Real pages of news sites that no layout knows, scored as /shared/reading scores them. Skipped without them."""

import importlib.util
import json

import pytest

from tests.support.parsing import read
from tests.support.shared import shared

# Below what was reached in December 2026 (docs/developing/reading.md), by about one page.
FLOORS = {"fundus": 0.945, "benchmark": 0.96}
TITLES, DAYS = 50, 55  # of 58


@pytest.fixture(scope="module")
def scored() -> tuple:
    """Return the scorer's functions, and the expected and the found articles by set."""
    spec = importlib.util.spec_from_file_location("score", shared("reading", "score.py"))
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    expected = [json.loads(line) for line in shared("reading", "expected.jsonl").read_text().splitlines()]
    return score, expected, read(shared("reading", "pages.warc.gz"), workers=2).articles


def found_for(score, articles: list[dict], url: str) -> dict:
    return next((one for one in articles if score.same_address(one["url"], url)), {"paragraphs": []})


@pytest.mark.parametrize("kind", FLOORS)
def test_running_text(scored, kind):
    score, expected, articles = scored
    rows = [one for one in expected if one["set"] == kind]
    pairs = [
        score.overlap(one["body"], "\n".join(found_for(score, articles, one["url"])["paragraphs"])) for one in rows
    ]
    precision, recall = (sum(values) / len(rows) for values in zip(*pairs, strict=True))
    assert 2 * precision * recall / (precision + recall) >= FLOORS[kind]


def test_titles_and_days(scored):
    score, expected, articles = scored
    rows = [one for one in expected if one["set"] == "fundus"]
    found = [found_for(score, articles, one["url"]) for one in rows]
    both = list(zip(rows, found, strict=True))
    assert sum(score.words(one["title"]) == score.words(got.get("title")) for one, got in both) >= TITLES
    assert sum(one["day"] == got.get("published") for one, got in both) >= DAYS
