"""Real pages, rows and records through the layouts: each has the right outcome."""

import csv
import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from corpus.ingest.containers import read
from corpus.ingest.layouts import parse
from tests.support.shared import shared


def parsed(*parts: str) -> tuple[list[dict], list[str]]:
    """Return what ``manage.py parse`` prints: articles and refusals."""
    out, errors = StringIO(), StringIO()
    call_command("parse", str(shared("corpora", *parts)), stdout=out, stderr=errors)
    return [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue().splitlines()


def plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def test_rodong_sinmun_pages_are_articles_and_a_front_page_is_none():
    articles, refused = parsed("pages")
    assert len(articles) == 6
    for article in articles:
        assert (article["outlet"], article["language"], article["byline"]) == ("Rodong Sinmun", "en", "Rodong Sinmun")
        day = "2022-03-10" if "2022-03-10" in article["source"] else "2022-02-11"
        assert (article["published"], article["published_basis"], article["warnings"]) == (day, "page", [])
        assert len(article["paragraphs"]) >= 5
        assert all(len(one) > 30 and one[-1] in '."”' for one in article["paragraphs"])
        assert 10 < len(article["title"]) < 100
        assert article["title"] not in article["paragraphs"]
    assert [reason.split(": ", 2)[2] for reason in refused] == [
        "not an article: no block of running text, as on a front page or a list"
    ]


def test_rodong_sinmun_scrape_row_by_row():
    articles, refused = parsed("rodong-2021-2022.json")
    records = json.loads(shared("corpora", "rodong-2021-2022.json").read_text())
    assert (len(articles), refused) == (len(records), [])
    for article, record in zip(articles, records, strict=True):
        byline = plain(record["byline"])
        body = [text for text in map(plain, record["content"]) if text]
        if byline != "Political News Team":  # the scraper took the last paragraph for one
            body, byline = [*body, byline], None
        assert article["title"] == plain(record["title"])
        assert article["paragraphs"] == body
        assert article["byline"] == byline
        assert (article["published"], article["published_basis"]) == (record["url"][-15:-5], "url")
        assert (article["outlet"], article["language"], article["warnings"]) == ("Rodong Sinmun", "en", [])


def test_every_row_of_the_headline_lists_is_a_stub_or_refused():
    articles, refused = parsed("headlines")
    files = shared("corpora", "headlines").glob("*.csv")
    rows = [row for file in files for row in csv.reader(file.open(encoding="utf-8-sig", newline=""))]
    assert articles == []
    said = Counter(line.split(": ")[0] for line in refused)
    named = sum(bool(row[1].strip()) for row in rows)
    assert said == {"stub": named, "refused": len(rows) - named}
    assert sum(f": {plain(row[1])}"[:100] in " ".join(refused) for row in rows if row[1].strip()) == said["stub"]
    assert all("headline only, 20" in line for line in refused if line.startswith("stub"))


@pytest.fixture(scope="module")
def year():
    """Return every KCNA record of 2011 with its article."""
    captures = read([str(shared("corpora", "kcna-2011.jsonl.gz"))])
    return [(json.loads(capture.raw), *parse(capture)) for capture in captures]


def test_each_record_of_kcna_2011_is_an_article_of_its_day(year):
    assert len(year) == 11_944
    for record, article in year:
        assert (article.outlet, article.published, article.conflict) == ("KCNA", record["date"], False)
        assert article.title_derived or article.title == plain(record["title"])
        assert article.url == record["url"]
        body = record["body"]
        assert len("".join(article.text.split())) >= len("".join(body.split())) - len(record["title"] or "") - 10


def test_spanish_records_of_kcna_2011_are_detected_by_their_text(year):
    """62 of 10,456 records marked as English are Spanish, each of which was looked at; all 1,488 marked "es?" are."""
    found = Counter((record["lang"], article.language) for record, article in year)
    assert found == {("en", "en"): 10_394, ("en", "es"): 62, ("es?", "es"): 1_488}
    assert sum("marked as en" in " ".join(article.warnings) for _, article in year) == 62
