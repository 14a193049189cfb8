"""Web archives: responses become captures, absences and refusals."""

import gzip
import json

import pytest

from corpus.ingest.capture import Absence, Capture, Refusal
from corpus.ingest.containers import document, read
from tests.support.archives import PAGE, URL, answer, warc


def read_file(tmp_path, content: bytes, name: str = "crawl.warc.gz") -> list:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read([path], base=tmp_path))


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_with_address_time_status_and_encoding(tmp_path, packed):
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (page,) = read_file(tmp_path, warc(answer(kind="text/html; charset=EUC-KR"), packed=packed), name)
    assert (page.url, page.http_status, page.encoding, page.raw) == (URL, 200, "euc-kr", PAGE)
    assert page.captured_at.isoformat() == "2024-03-10T08:00:00+00:00"
    assert page.source == ("crawl.warc.gz!crawl.warc#1" if packed else "crawl.warc#1")


def test_transfer_and_content_encoding_are_undone(tmp_path):
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    found = read_file(
        tmp_path,
        warc(answer(gzip.compress(PAGE), Content_Encoding="gzip"), answer(chunked, Transfer_Encoding="chunked")),
    )
    assert [one.raw for one in found] == [PAGE, PAGE]


def test_every_other_answer_says_what_it_was(tmp_path):
    records = [
        answer(status="404 Not Found"),
        answer(status="410 Gone"),
        answer(status="301 Moved Permanently", Location="https://tass.com/world/2"),
        answer(status="503 Service Unavailable"),
        answer(b"\x89PNG\r\n\x1a\n", kind="image/png"),
        answer(b"body { color: red }", kind="text/css"),
        answer(b"", kind="text/html"),
        answer(PAGE, Content_Encoding="zstd"),
        ("revisit", URL, "200 OK", [("Content-Type", "text/html")], b""),
        ("request", URL, "GET / HTTP/1.1", [], b""),
        ("metadata", URL, None, [], b"fetchTimeMs: 5"),
    ]
    found = read_file(tmp_path, warc(*records))
    absences, rest = found[:2], found[2:]
    assert [(one.url, one.http_status) for one in absences] == [(URL, 404), (URL, 410)]
    assert all(isinstance(one, Absence) for one in absences)
    assert all(isinstance(one, Refusal) and not one.unreadable for one in rest)
    said = ["leads to https://tass.com/world/2", "answered 503", "image/png", "text/css", "empty", "as zstd", "revisit"]
    assert [words for words, one in zip(said, rest, strict=True) if words not in one.reason] == []


def test_extracted_texts_and_records(tmp_path):
    body = json.dumps([{"title": "One", "text": "A text"}]).encode()
    wet = ("conversion", URL, None, [], b"A Headline\nA text of its own.")
    text, record = read_file(tmp_path, warc(wet, answer(body, kind="application/json")), "a.warc.wet.gz")
    assert (text.media_type, text.url, text.http_status) == ("text/plain", URL, None)
    assert record.media_type == "application/json"
    assert record.captured_at == text.captured_at


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_gives_what_stands_before(tmp_path, packed):
    whole = warc(answer(), answer(PAGE * 400), packed=packed)
    found = read_file(tmp_path, whole[:-60], "crawl.warc.gz" if packed else "crawl.warc")
    assert isinstance(found[0], Capture)
    assert found[0].raw == PAGE


def test_a_huge_answer_is_refused_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.ingest.containers.webarchive.MAX_DOCUMENT", 1024)
    assert document.MAX_DOCUMENT > 1024
    big = answer(gzip.compress(PAGE * 1000), Content_Encoding="gzip")
    found = read_file(tmp_path, warc(big, answer()))
    assert "larger than" in found[0].reason
    assert found[1].raw == PAGE


@pytest.mark.parametrize("length", ["99999999999999999999", "9" * 15, "-5", "x", "1e9"])
def test_a_record_whose_length_lies(tmp_path, no_stall, length):
    raw = warc(answer(), packed=False)
    own = raw[raw.index(b"Content-Length: ") :].split(b"\r\n", 1)[0]
    found = read_file(tmp_path, raw.replace(own, b"Content-Length: " + length.encode(), 1), "a.warc")
    assert all(isinstance(one, Capture | Refusal) for one in found)
