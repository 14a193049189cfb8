"""Containers: the captures of each file format, and the reasons for files that cannot be read."""

import json
import os

import pytest

from corpus.ingest import containers
from corpus.ingest.capture import Capture, Refusal
from corpus.ingest.containers import document, formats, read, records

RECORD = {"headline": "A Headline", "story_text": "A text.", "link": "http://www.kcna.kp/en/article/q/1.kcmsf"}


def read_file(tmp_path, name: str, content: bytes) -> list:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read([path]))


def test_a_list_of_records_with_its_day_of_capture(tmp_path):
    first, second = read_file(
        tmp_path, "scrape-2024-10-03.json", json.dumps([RECORD, RECORD | {"story_text": ""}]).encode()
    )
    assert first.source.endswith("scrape-2024-10-03.json#1")
    assert json.loads(first.raw) == RECORD
    assert first.captured_at.isoformat() == "2024-10-03T00:00:00+00:00"
    assert second.source.endswith("#2")


@pytest.mark.parametrize(
    "content",
    [
        b"\n".join([json.dumps(RECORD).encode()] * 2),
        b"\xef\xbb\xbf" + json.dumps([RECORD, RECORD], indent=2).encode(),
        json.dumps([RECORD, RECORD]).encode("utf-16"),
    ],
    ids=["lines", "byte-order mark", "utf-16"],
)
def test_other_shapes_of_records(tmp_path, content):
    assert [json.loads(one.raw) for one in read_file(tmp_path, "x", content)] == [RECORD, RECORD]


def test_one_record(tmp_path):
    (only,) = read_file(tmp_path, "one.json", json.dumps(RECORD, indent=1).encode())
    assert json.loads(only.raw) == RECORD


def test_truncated_list_gives_what_stands_before_the_damage(tmp_path):
    whole = json.dumps([RECORD, RECORD]).encode()
    found = read_file(tmp_path, "cut.json", whole[:-40])
    assert isinstance(found[0], Capture)
    assert found[-1].unreadable
    assert found[-1].source.endswith("cut.json#2")
    assert "not valid JSON from here on" in found[-1].reason


def test_damaged_line_among_lines(tmp_path):
    line = json.dumps(RECORD).encode()
    found = read_file(tmp_path, "x.jsonl", b"\n".join([line, b'{"headline": ', line]))
    assert [type(one) for one in found] == [Capture, Refusal, Capture]
    assert found[1].source.endswith("#2")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("noise.txt", bytes(range(256)) * 8, "binary"),
        ("archive.json", b"Rar!\x1a\x07rest", "archive"),
        ("cut.zip", b"PK\x03\x04rest", "not a zip"),
        ("list.json", b"[]", "no record"),
        ("numbers.json", b"[[1, 2], [3]]", "no object"),
        ("deep.json", b"[" * 50_000, "more than 50 deep"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, reason):
    (refusal, *_) = read_file(tmp_path, name, content)
    assert refusal.unreadable
    assert reason in refusal.reason
    assert name in refusal.source


def test_a_huge_document_and_a_huge_line_are_refused_without_being_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(document, "MAX_DOCUMENT", 1024 * 1024)
    monkeypatch.setattr(records, "MAX_RECORD", 1024 * 1024)
    (refusal,) = read_file(tmp_path, "long.txt", b"word " * 300_000)
    assert "larger than the 1 MB" in refusal.reason
    line = json.dumps(RECORD).encode()
    found = read_file(tmp_path, "long.jsonl", b"\n".join([line, b'{"a": "' + b"x" * 1_200_000 + b'"}', line]))
    assert [type(one) for one in found] == [Capture, Refusal, Capture]
    (refusal,) = read_file(tmp_path, "long.json", b'[{"a": "' + b"x" * 1_400_000)
    assert refusal.unreadable


def test_folders_are_walked_in_order_and_links_are_not_followed(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Second text.")
    (tmp_path / "1.txt").write_text("First text.")
    (tmp_path / ".hidden").write_text("No text.")
    os.symlink("/", tmp_path / "root")
    os.symlink(tmp_path / "1.txt", tmp_path / "9.txt")
    found = list(read([tmp_path], base=tmp_path))
    assert [(one.source, type(one)) for one in found] == [
        ("1.txt", Capture), ("9.txt", Refusal), ("b/2.txt", Capture),
    ]  # fmt: skip


def test_a_missing_path(tmp_path):
    (refusal,) = read([tmp_path / "nowhere"])
    assert refusal.unreadable
    assert "no such file" in refusal.reason


FEED = '''
"""RSS feeds: an item a record."""

import re

from corpus.ingest.containers.records import record_capture


def fits(kind, head, name):
    return 1.0 if b"<rss" in head else 0.0


def read(file, source, name, kind):
    for number, title in enumerate(re.findall(rb"<item><title>(.*?)</title>", file.read()), start=1):
        yield record_capture({"title": title.decode()}, f"{source}#{number}", None)
'''


def test_one_file_adds_a_format(tmp_path, monkeypatch):
    (tmp_path / "feed.py").write_text(FEED)
    monkeypatch.setattr(containers, "__path__", [*containers.__path__, str(tmp_path)])
    formats.all_formats.cache_clear()
    try:
        found = read_file(tmp_path, "news.xml", b"<rss><item><title>A Visit Begins</title></item></rss>")
    finally:
        formats.all_formats.cache_clear()
    assert [json.loads(one.raw) for one in found] == [{"title": "A Visit Begins"}]
