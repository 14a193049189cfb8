"""Archives, compressed files and tables: their members are read, within limits."""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import tracemalloc
import zipfile
import zlib

import pytest
import zstandard

from corpus.ingest.capture import Capture
from corpus.ingest.containers import archive, read, stream, table
from tests.support.archives import tarred

RECORD = {"headline": "A Headline", "story_text": "A text.", "link": "http://www.kcna.kp/en/article/q/1.kcmsf"}
LINES = b"\n".join([json.dumps(RECORD).encode()] * 3)
PAGE = b"<html><body><p>A page.</p></body></html>"


def read_file(tmp_path, name: str, content: bytes) -> list:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read([path], base=tmp_path))


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_", ".").replace("MACOSX", "__MACOSX"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", zstandard.ZstdCompressor().compress),
        ("gz", lambda data: gzip.compress(data[:70]) + gzip.compress(data[70:])),
    ],
    ids=["gzip", "bzip2", "xz", "zstd", "gzip of several parts"],
)
def test_compressed_lines(tmp_path, ending, pack):
    found = read_file(tmp_path, f"scrape-2024-10-03.jsonl.{ending}", pack(LINES))
    name = f"scrape-2024-10-03.jsonl.{ending}!scrape-2024-10-03.jsonl"
    assert [one.source for one in found] == [f"{name}#{number}" for number in (1, 2, 3)]
    assert {one.captured_at.isoformat() for one in found} == {"2024-10-03T00:00:00+00:00"}


def test_a_zip_of_many_kinds(tmp_path):
    inner = zipped(deep_txt=b"A text of its own.")
    content = zipped(
        pages__a_html=PAGE, scrape_json=json.dumps([RECORD, RECORD]).encode(), more_zip=inner, _hidden=b"x",
        MACOSX__b_html=PAGE, picture_png=b"\x89PNG\r\n\x1a\n" + bytes(50),
    )  # fmt: skip
    found = {one.source: one for one in read_file(tmp_path, "all.zip", content)}
    assert set(found) == {
        "all.zip!pages/a.html", "all.zip!scrape.json#1", "all.zip!scrape.json#2", "all.zip!more.zip!deep.txt",
        "all.zip!picture.png",
    }  # fmt: skip
    assert found["all.zip!pages/a.html"].media_type == "text/html"
    assert found["all.zip!picture.png"].unreadable


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_tar_and_what_it_must_not_hold(tmp_path, pack):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            made.addfile(info)
        for name in ("../out.html", "/abs.html", "good/a.html"):
            info = tarfile.TarInfo(name)
            info.size = len(PAGE)
            made.addfile(info, io.BytesIO(PAGE))
    found = read_file(tmp_path, "all.tar", pack(out.getvalue()))
    good = [one for one in found if isinstance(one, Capture)]
    assert [one.source.rsplit("!", 1)[1] for one in good] == ["good/a.html"]
    refused = {one.source.rsplit("!", 1)[1]: one.reason for one in found if not isinstance(one, Capture)}
    assert set(refused) == {"link", "hard", "pipe", "../out.html", "/abs.html"}
    assert "leads out" in refused["../out.html"]
    assert "link" in refused["link"]


def test_zip_members_that_are_not_read(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../up.txt", "A text.")
        made.writestr("C:\\drive.txt", "A text.")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("good.txt", "A text.")
    content = bytearray(out.getvalue())
    found = {one.source.rsplit("!", 1)[1]: one for one in read_file(tmp_path, "odd.zip", bytes(content))}
    assert [name for name, one in found.items() if isinstance(one, Capture)] == ["good.txt"]
    assert "symbolic link" in found["link.txt"].reason
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1  # the last member's flag: encrypted
    found = {one.source.rsplit("!", 1)[1]: one for one in read_file(tmp_path, "locked.zip", bytes(content))}
    assert found["good.txt"].reason == "encrypted"


def test_a_damaged_member_does_not_end_its_archive(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.txt", "A text that will be changed.")
        made.writestr("b.txt", "A text that stays.")
    content = out.getvalue().replace(b"will be changed", b"has been chnged")
    found = read_file(tmp_path, "c.zip", content)
    assert [type(one) is Capture for one in found] == [False, True]
    assert "damaged" in found[0].reason


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.tar.gz", "a.zip"])
def test_what_stands_before_the_damage_comes_out(tmp_path, name):
    noise = os.urandom(30_000).hex().encode()
    if name == "a.zip":
        content = zipped(a_txt=b"A text.", b_txt=noise)
    else:
        members = tarred(("a.txt", b"A text."), ("b.txt", noise))
        content = gzip.compress(members if "tar" in name else LINES + b"\n" + b'{"a": "' + noise)
    cut = content[: len(content) - 200 if name != "a.zip" else len(content) // 2]
    found = read_file(tmp_path, name, cut)
    assert found[-1].unreadable
    assert isinstance(found[0], Capture) or name == "a.zip"


def test_bombs_are_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "RATIO_FREE", 100_000)
    zeros = b"a " * 15_000_000
    for name, content in (
        ("bomb.txt.gz", gzip.compress(zeros)),
        ("bomb.zip", zipped(a_txt=zeros)),
        ("nested.zip", zipped(a_zip=zipped(b_txt=zeros))),
    ):
        (refusal,) = read_file(tmp_path, name, content)
        assert "as a bomb does" in refusal.reason or "larger than its archive" in refusal.reason, name
        assert refusal.unreadable


def lying_tar(size: int, name: str = "big.txt") -> bytes:
    """Return a TAR archive of three bytes whose only header claims that many."""
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT) + b"abc"


@pytest.mark.parametrize("size", [4, 2**20, 2**30, 2**40, 2**62])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress], ids=["plain", "gzip", "xz"])
def test_a_member_larger_than_its_archive_is_refused_by_name(tmp_path, no_stall, size, pack):
    good = tarred(("a.txt", b"A text."))[:1024]
    found = read_file(tmp_path, "lying.tar", pack(good + lying_tar(size)))
    assert [one.raw for one in found if isinstance(one, Capture)] in ([b"A text."], [b"A text.", b"abc"])
    refused = [one for one in found if not isinstance(one, Capture)]
    assert all("larger than its archive can hold" in one.reason or "end" in one.reason for one in refused)
    assert refused or pack is not bytes
    if size > 2**30:
        assert refused[0].source.endswith("!big.txt")


def test_a_zip_whose_member_claims_more_than_the_file(tmp_path, no_stall):
    content = bytearray(zipped(a_txt=b"A text that is not packed.", b_txt=b"Another text."))
    place = content.index(b"PK\x01\x02")
    content[place + 20 : place + 24] = (2**31).to_bytes(4, "little")
    found = read_file(tmp_path, "lying.zip", bytes(content))
    assert [one.source for one in found] == ["lying.zip!a.txt", "lying.zip!b.txt"]
    assert "larger than its archive" in found[0].reason
    assert found[1].raw == b"Another text."


def test_limits_of_members_depth_and_size(tmp_path, monkeypatch):
    content = b"A text of its own."
    for _ in range(6):
        content = gzip.compress(content)
    (refusal,) = read_file(tmp_path, "deep.gz", content)
    assert "packed more than 4 deep" in refusal.reason
    monkeypatch.setattr(stream, "MAX_ENTRIES", 3)
    found = read_file(tmp_path, "many.zip", zipped(**{f"n{i}_txt": b"A text." for i in range(5)}))
    assert "more than 3 members" in found[-1].reason
    monkeypatch.setattr(stream, "MAX_EXPANDED", 1000)
    (refusal,) = read_file(tmp_path, "big.gz", gzip.compress(os.urandom(2000)))
    assert "unpacks to more than" in refusal.reason
    monkeypatch.setattr(archive, "MAX_DIRECTORY", 10)
    (refusal,) = read_file(tmp_path, "long.zip", zipped(a_txt=b"A text."))
    assert "table of contents" in refusal.reason


def test_a_tar_header_that_claims_a_huge_name(tmp_path):
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 8 * 1024**3
    (refusal,) = read_file(tmp_path, "name.tar", header.tobuf(tarfile.GNU_FORMAT) + bytes(2048))
    assert "a name is longer" in refusal.reason


def test_lines_are_streamed_in_constant_memory(tmp_path):
    path = tmp_path / "long.jsonl.gz"
    line = json.dumps(RECORD | {"story_text": "word " * 400}).encode() + b"\n"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for number in range(20_000):
            file.write(line.replace(b"A Headline", b"Headline %d" % number))
    tracemalloc.start()
    assert sum(1 for _ in read([path])) == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024**2  # of 42 MB


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        (
            "headlines-2022-04-01.csv",
            '\ufeff"15:45, 23-Mar-2022",A first headline\n"16:00, 23-Mar-2022",\n,\n"A, b","Two\nlines"\n'.encode(),
            [
                {"column 1": "15:45, 23-Mar-2022", "column 2": "A first headline"},
                {"column 1": "16:00, 23-Mar-2022", "column 2": ""},
                {"column 1": "A, b", "column 2": "Two\nlines"},
            ],
        ),
        ("a.csv", b"title;text;date\nOne;A text;2024\n", [{"title": "One", "text": "A text", "date": "2024"}]),
        ("a", b"url\ttitle\nhttp://a/\tOne\n", [{"url": "http://a/", "title": "One"}]),
        ("a.csv", "title,text\nCaf\u00e9,Un texto\n".encode("latin-1"), [{"title": "Caf\u00e9", "text": "Un texto"}]),
        ("a.csv", "title,text\nOne,A text\n".encode("utf-16"), [{"title": "One", "text": "A text"}]),
        ("a.csv", b"# exported in 2023\n\nTitle,Text\nOne,A text\n", [{"Title": "One", "Text": "A text"}]),
        ("a.csv", b"title,text\nOne,\"" + b"long " * 3000 + b"\"\n", [{"title": "One", "text": "long " * 3000}]),
    ],
    ids=["no header", "semicolons", "tabs, no ending", "latin-1", "utf-16", "a comment before", "a long cell"],
)  # fmt: skip
def test_tables(tmp_path, name, content, rows):
    found = read_file(tmp_path, name, content)
    assert [json.loads(one.raw) for one in found] == rows
    assert [one.captured_at is not None for one in found] == ["2022" in name] * len(rows)


def test_a_row_with_a_comma_outside_quotes_is_refused_alone(tmp_path):
    bad, good = read_file(tmp_path, "a.csv", b"title,text\nOne, more,A text\nTwo,A text\n")
    assert bad.source.endswith("#2")
    assert bad.reason == "the row has 3 cells, the header 2: a delimiter outside quotes?"
    assert json.loads(good.raw) == {"title": "Two", "text": "A text"}


def test_bytes_of_another_encoding_are_refused_by_row_and_place(tmp_path):
    rows = ["title,text\n", "Caf\u00e9,Un texto\n", "Otro,Un caf\u00e9\n"]
    content = "".join(rows[:2]).encode() + rows[2].encode("latin-1")
    good, bad = read_file(tmp_path, "a.csv", content)
    assert json.loads(good.raw)["title"] == "Caf\u00e9"
    assert bad.reason == "byte 0xe9 after 6 characters of \u201ctext\u201d is not in the table\u2019s encoding"


def test_a_long_table_whose_first_part_ends_within_a_quoted_cell(tmp_path):
    rows = b"".join(b'"%02d:00, 23-Mar-2022","A headline, of some length"\n' % (number % 24) for number in range(400))
    for shift in range(0, 50, 7):
        found = read_file(tmp_path, "a.csv", b"2022," + b"x" * shift + b"\n" + rows)
        assert len(found) == 401
        assert all(one.media_type == "application/json" for one in found)


def test_a_text_with_commas_is_no_table(tmp_path):
    text = b"Kim Jong Un, general secretary, met guests.\nThey spoke, ate, and parted.\n"
    (found,) = read_file(tmp_path, "a.txt", text)
    assert found.media_type == "text/plain"


def test_rows_beyond_the_limits(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "MAX_COLUMNS", 3)
    monkeypatch.setattr(table, "MAX_RECORD", 20_000)
    rows = "title,text\n" + "one,two\n" * 2000
    found = read_file(tmp_path, "a.csv", (rows + "a,b,c,d\nx,y\n").encode())
    assert "more than 3 cells" in found[-2].reason
    assert isinstance(found[-1], Capture)
    found = read_file(tmp_path, "b.csv", (rows + "a," + "b" * 30_000 + "\n").encode())
    assert "a line is longer" in found[-1].reason


def test_pages_of_a_mirror_know_their_address(tmp_path):
    folder = tmp_path / "www.rodong.rep.kp" / "en"
    folder.mkdir(parents=True)
    (folder / "index.php?strPageID=SF01_02_01&newsID=2022-03-10-0003").write_bytes(PAGE)
    (tmp_path / "saved.html").write_bytes(b"<!-- saved from url=(0028)https://tass.com/world/12345 -->" + PAGE)
    (tmp_path / "other.html").write_bytes(PAGE)
    urls = {one.source.rsplit("/", 1)[-1][:9]: one.url for one in read([tmp_path])}
    assert urls == {
        "index.php": "http://www.rodong.rep.kp/en/index.php?strPageID=SF01_02_01&newsID=2022-03-10-0003",
        "saved.htm": "https://tass.com/world/12345",
        "other.htm": None,
    }


def test_deflate_quine_of_gzip_ends(tmp_path):
    data = zlib.compress(b"")
    found = read_file(tmp_path, "odd.gz", b"\x1f\x8b" + data)
    assert all(one.unreadable for one in found)
