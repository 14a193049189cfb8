"""Damaged or hostile dumps: bad records are refused with their place, and the rest is restored."""

import gzip
import json
from pathlib import Path

import pytest

import corpus
from corpus.models import Article, Capture, Judgement, Outcome, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from tests.support.dumped import dump, empty, rewrite, two_articles
from tests.support.ingest import ingest, ingest_records
from tests.support.samples import prose, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"


@pytest.mark.parametrize(
    ("change", "created", "reasons"),
    [
        (lambda raw: raw.replace(b"A Headline", b"B Headline"), 1, ["another SHA-256", "not the file"]),
        (lambda raw: raw[:-40], 1, ["not valid: Unterminated string", "not the file"]),
        (lambda raw: raw.partition(b"\n")[2], 1, ["not the file"]),
        (lambda raw: raw.replace(b'"raw_form"', b'"form"', 1), 1, ["a field is missing", "not the file"]),
        (lambda raw: raw.replace(b"null", b'"soon"', 1), 1, ["Invalid isoformat", "not the file"]),
        (lambda raw: raw.replace(b'"http://', b'7,"http://', 1), 1, ["not valid", "not the file"]),
        (lambda raw: b"[]\n" + raw, 2, ["no object", "not the file"]),
        (lambda raw: b"", 0, ["not the file"]),
    ],
)
def test_what_is_damaged_is_refused_and_the_rest_comes_back(tmp_path, storage, change, created, reasons):
    folder = two_articles(tmp_path)
    rewrite(folder, "captures", change)
    empty(storage)
    with pytest.raises(SystemExit):
        ingest(folder)
    assert Article.objects.count() == created
    refused = Outcome.objects.filter(kind="refused").order_by("pk")
    assert len(refused) == len(reasons)
    for one, reason in zip(refused, reasons, strict=True):
        assert reason in one.reason
        assert "captures.jsonl" in one.source


def test_a_judgement_that_is_none_is_refused_and_the_others_count(tmp_path, storage):
    ingest(SAMPLE)
    first, second = Person.objects.public().most_named()[:2]
    decide(decisions.correct(first, "note", "one"))
    decide(decisions.correct(second, "note", "two"))
    dump(tmp_path / "dump")
    rewrite(tmp_path / "dump", "judgements", lambda raw: raw.replace(b'"kind": "field"', b'"kind": "spell"', 1))
    empty(storage)
    with pytest.raises(SystemExit):
        ingest(tmp_path / "dump")
    assert Judgement.objects.get().value["value"] == "two"
    assert Person.objects.get(slug=second.slug).note == "two"


def test_files_outside_the_dump_are_not_read(tmp_path):
    folder = two_articles(tmp_path)
    (tmp_path / "secret.jsonl").write_bytes((folder / "captures.jsonl").read_bytes())
    description = (folder / "datapackage.json").read_text()
    for path in ("../secret.jsonl", "link.jsonl", "/etc/passwd", "none.jsonl"):
        (folder / "datapackage.json").write_text(description.replace('"captures.jsonl"', json.dumps(path)))
        if path == "link.jsonl":
            (folder / path).symlink_to(tmp_path / "secret.jsonl")
        with pytest.raises(SystemExit):
            ingest(folder)
        assert Outcome.objects.latest("pk").reason == f"no file of a dump: {path}"


def test_a_dump_of_a_later_format_is_refused(tmp_path):
    folder = two_articles(tmp_path)
    path = folder / "datapackage.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(SystemExit):
        ingest(folder)
    assert "another format" in Outcome.objects.latest("pk").reason


def test_a_packed_dump_that_is_a_bomb_is_refused(tmp_path):
    ingest_records(tmp_path, "a.json", record(1, prose(1)))
    dump(tmp_path / "dump", gzip=True)
    path = tmp_path / "dump" / "captures.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * 100_000_000))
    with pytest.raises(SystemExit):
        ingest(tmp_path / "dump")
    assert "as a bomb does" in Outcome.objects.latest("pk").reason


def test_bytes_that_the_corpus_lost_are_said_by_dump_and_refused_by_ingest(tmp_path, storage):
    ingest_records(tmp_path, "a.json", record(1, prose(1)), record(2, prose(2)))
    kept, lost = Capture.objects.order_by("pk")
    (storage / lost.storage_name(lost.sha256)).unlink()
    with pytest.raises(SystemExit):
        dump(tmp_path / "dump")
    empty(storage)
    with pytest.raises(SystemExit):
        ingest(tmp_path / "dump")
    assert Capture.objects.get().sha256 == kept.sha256
    assert "had lost its bytes" in Outcome.objects.get(kind="refused").reason
