"""Files of many kinds, told by content: web archives, saved pages, feeds, and what is named and refused."""

import io
import json
import zipfile

import pytest

from tests.support.parsing import BODY, page, read

ADDRESS = "https://www.sample-herald.example/news/minister-opens-bridge"
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in BODY)


def warc(*records: tuple[str, str, bytes]) -> bytes:
    """Return a web archive of records (type, address, payload)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for kind, url, payload in records:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        headers = {"http_headers": http} if kind == "response" else {}
        date = {"WARC-Date": "2024-04-23T10:00:00Z"}
        record = writer.create_warc_record(url, kind, payload=io.BytesIO(payload), warc_headers_dict=date, **headers)
        writer.write_record(record)
    return out.getvalue()


PAGE = page().encode()


def test_a_page_saved_as_mhtml(tmp_path):
    body = "".join(f"<p>{one}</p>" for one in BODY).replace("minister", "min=\r\nister")
    lines = [
        "From: <Saved by Blink>", f"Snapshot-Content-Location: {ADDRESS}", "Subject: Minister Opens Bridge",
        "Date: Tue, 23 Apr 2024 10:00:00 -0000", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----B"', "", "------B", "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable", f"Content-Location: {ADDRESS}", "",
        page(body).replace('="', '=3D"'), "------B--", "",
    ]  # fmt: skip
    (tmp_path / "page.mhtml").write_bytes("\r\n".join(lines).encode())
    found = read(tmp_path / "page.mhtml").article
    assert (found["url"], found["title"]) == (ADDRESS, "Minister Opens Bridge")
    assert found["paragraphs"] == list(BODY)


def test_a_wacz_is_its_archive_without_its_indexes(tmp_path):
    path = tmp_path / "site.wacz"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("archive/data.warc", warc(("response", ADDRESS, PAGE)))
        out.writestr(
            "pages/pages.jsonl", json.dumps({"url": ADDRESS, "title": "Sample Herald", "text": " ".join(BODY)})
        )
        out.writestr("indexes/index.cdxj", f"example,sample-herald)/ 20240423100000 {{}}\n{BODY[0]}")
        out.writestr("datapackage.json", "{}")
    found = read(path)
    assert found.article["title"] == "Minister Opens Bridge"
    assert found.said == []


def test_the_records_that_a_crawler_writes_about_itself_are_no_documents(tmp_path):
    own = f"--warc-file=site\n{' '.join(BODY)}".encode()
    records = (
        ("resource", "metadata://gnu.org/software/wget/warc/wget_arguments.txt", own), ("response", ADDRESS, PAGE),
    )  # fmt: skip
    (tmp_path / "site.warc").write_bytes(warc(*records))
    assert read(tmp_path / "site.warc", outlet="kcna").article["url"] == ADDRESS


def test_an_arc_file(tmp_path):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE
    version = b"1 0 Sample\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://a.arc 0.0.0.0 20240423100000 text/plain {len(version)}\n".encode() + version + b"\n"
    line = f"{ADDRESS} 10.0.0.1 20240423100000 text/html {len(http)}\n".encode()
    (tmp_path / "a.arc").write_bytes(head + line + http + b"\n")
    found = read(tmp_path / "a.arc").article
    assert (found["url"], found["title"]) == (ADDRESS, "Minister Opens Bridge")


@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- Page saved with SingleFile \n url: {ADDRESS} \n saved date: Tue Apr 23 2024 10:00:00 GMT+0000 -->",
        f"<!-- Mirrored from {ADDRESS.removeprefix('https://')} by HTTrack Website Copier/3.x [XR&CO'2014], "
        "Tue, 23 Apr 2024 10:00:00 GMT -->",
        f"<!-- saved from url=({len(ADDRESS):04d}){ADDRESS} -->",
    ],
    ids=["SingleFile", "HTTrack", "a browser"],
)
def test_a_saved_page_has_its_address_inside(tmp_path, comment):
    (tmp_path / "page.html").write_text(page().replace("<html", f"{comment}<html", 1))
    address = read(tmp_path / "page.html").article["url"]
    assert address.partition("://")[2] == ADDRESS.partition("://")[2]


def test_a_page_saved_from_the_wayback_machine(tmp_path):
    bar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'><p>12 captures between 2010 and 2020 of this,"
        " and a note long enough to pass for a sentence.</p></div><!-- END WAYBACK TOOLBAR INSERT -->"
    )
    saved = f"<!-- saved from url=(0090)https://web.archive.org/web/20240423100000/{ADDRESS} -->"
    (tmp_path / "page.html").write_text(page(bar + PARAGRAPHS).replace("<html", f"{saved}<html", 1))
    found = read(tmp_path / "page.html").article
    assert (found["url"], found["paragraphs"]) == (ADDRESS, list(BODY))
    assert not found["published"], "the day in the archive's address is that of the capture"


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Sample Herald</title><item><title>Minister Opens Bridge</title><link>{address}</link>
<pubDate>Mon, 22 Apr 2024 08:00:00 +0000</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>
<item><title>Ferry Runs On</title><link>{address}-2</link><description>Soon.</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Sample Herald</title><entry>
<title>Minister Opens Bridge</title><link href="{address}"/><published>2024-04-22T08:00:00Z</published>
<content type="html"><![CDATA[{body}]]></content></entry></feed>"""


@pytest.mark.parametrize(("feed", "stubs"), [(RSS, 1), (ATOM, 0)], ids=["RSS", "Atom"])
def test_the_items_of_a_feed(tmp_path, feed, stubs):
    (tmp_path / "feed.xml").write_text(feed.format(address=ADDRESS, body=PARAGRAPHS))
    found = read(tmp_path / "feed.xml")
    assert (found.article["title"], found.article["published"]) == ("Minister Opens Bridge", "2024-04-22")
    assert found.article["paragraphs"] == list(BODY)
    assert [line.startswith("stub") for line in found.said] == [True] * stubs


SCRAPY = (
    "<items><item><title>Minister Opens Bridge</title><url>{address}</url><date>2024-04-22</date>"
    "<text>{body}</text></item></items>"
)
EVERNOTE = (
    "<en-export><note><title>Minister Opens Bridge</title><created>20240422T080000Z</created><note-attributes>"
    "<source-url>{address}</source-url></note-attributes><content><![CDATA[<en-note>{body}</en-note>]]></content></note>"
    "</en-export>"
)


@pytest.mark.parametrize("records", [SCRAPY, EVERNOTE], ids=["Scrapy", "Evernote"])
def test_records_in_xml(tmp_path, records):
    (tmp_path / "a.xml").write_text('<?xml version="1.0"?>' + records.format(address=ADDRESS, body=PARAGRAPHS))
    found = read(tmp_path / "a.xml", outlet="kcna").article
    assert (found["url"], found["title"], found["published"]) == (ADDRESS, "Minister Opens Bridge", "2024-04-22")
    assert found["paragraphs"] == list(BODY)


@pytest.mark.parametrize("content", ["<a><b>1</b></a>", "<a><b></a>", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_other_xml_is_refused_for_what_it_is(tmp_path, content):
    (tmp_path / "a.xml").write_text(f'<?xml version="1.0"?>{content}')
    found = read(tmp_path / "a.xml", outlet="kcna")
    assert found.articles == []
    assert "XML" in found.said[0]


def archive_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, f"<x>{BODY[0]}</x>")
    return out.getvalue()


MAIL = f"From: a@x.example\nTo: b@x.example\nSubject: Bridge\nDate: Mon, 22 Apr 2024\n\n{BODY[0]}"
PROQUEST = f"Bridge\n\nAuthor: Ana Example\n\nPublication title: Sample Herald\n\nFull text: {BODY[0]}\n"
NEXIS = f"1 of 2 DOCUMENTS\n\nSample Herald\n\nBridge\n\n{BODY[0]}\n\n2 of 2 DOCUMENTS\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", archive_of("[Content_Types].xml", "word/document.xml"), "Word"),
        ("a.xlsx", archive_of("[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml"), "Excel"),
        ("a.epub", archive_of("mimetype", "META-INF/container.xml", "OEBPS/a.xhtml"), "EPUB"),
        ("a.odt", archive_of("mimetype", "content.xml", "META-INF/manifest.xml"), "OpenDocument"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("a.parquet", b"PAR1" + bytes(64) + b"PAR1", "Parquet"),
        ("a.bib", b"@article{bridge,\n  title = {Minister Opens Bridge},\n  year = {2024}\n}\n", "BibTeX"),
        ("a.ris", b"TY  - NEWS\nTI  - Minister Opens Bridge\nER  - \n", "RIS"),
        ("a.eml", MAIL.encode(), "mail"),
        ("a.xml", b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "sitemap"),
        ("export.txt", NEXIS.encode(), "Nexis"),
        ("proquest.txt", PROQUEST.encode(), "ProQuest"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "",
)  # fmt: skip
@pytest.mark.parametrize("extension", [True, False], ids=["", "without extension"])
def test_what_is_not_read_is_named_in_one_line(tmp_path, name, content, said, extension):
    path = tmp_path / (name if extension else "document")
    path.write_bytes(content)
    found = read(path)
    assert found.articles == []
    (line,) = found.said
    assert said in line


@pytest.mark.parametrize("name", ["wrapped.txt", "wrapped"])
def test_lines_broken_at_one_width_are_joined(tmp_path, name):
    import textwrap

    text = "\n\n".join(["Minister Opens Bridge", *("\n".join(textwrap.wrap(one, 60)) for one in BODY)])
    (tmp_path / name).write_text(text)
    found = read(tmp_path / name, outlet="kcna").article
    assert (found["title"], found["paragraphs"]) == ("Minister Opens Bridge", list(BODY))


HEAD = "Title: Minister Opens Bridge\nDate: 2024-04-22\nURL: http://www.kcna.kp/en/1\n\n"
FRONT = '---\ntitle: "Minister Opens Bridge"\ndate: 2024-04-22\nsource: KCNA\n---\n'


@pytest.mark.parametrize(("name", "head"), [("a.txt", HEAD), ("a.md", FRONT)])
def test_the_head_of_a_text_is_read(tmp_path, name, head):
    (tmp_path / name).write_text(head + "\n\n".join(BODY))
    found = read(tmp_path / name).article
    assert (found["title"], found["published"], found["outlet"]) == ("Minister Opens Bridge", "2024-04-22", "KCNA")
    assert found["paragraphs"] == list(BODY)


@pytest.mark.parametrize("head", ["By Ana Example\r\nApril 22, 2024", "April 22, 2024\r\nBy Ana Example"])
def test_author_and_day_under_the_headline_of_a_text(tmp_path, head):
    (tmp_path / "a.txt").write_text("\r\n\r\n".join(["Minister Opens Bridge", head, *BODY]))
    found = read(tmp_path / "a.txt", outlet="kcna").article
    assert (found["byline"], found["published"]) == ("Ana Example", "2024-04-22")
    assert found["paragraphs"] == list(BODY)


def test_the_visible_text_of_a_page_of_kcna_co_jp(tmp_path):
    lines = ["calendar>>April 22. 2024 Juche 113", "Minister Opens Bridge", f"Pyongyang, April 22 (KCNA) -- {BODY[0]}",
             BODY[1], "Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved."]  # fmt: skip
    (tmp_path / "a.txt").write_text("\n".join(lines))
    found = read(tmp_path / "a.txt").article
    assert (found["title"], found["published"], found["outlet"]) == ("Minister Opens Bridge", "2024-04-22", "KCNA")
    assert found["paragraphs"] == list(BODY[:2])


ACCENTED = "Le président a inauguré lundi le nouveau pont où passera l’été prochain la première ligne d’autobus."


def test_undeclared_western_text_is_read_as_such(tmp_path):
    text = f"Le président inaugure un pont\n\n{ACCENTED}\n\n{ACCENTED.replace('lundi', 'hier à midi')}"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    assert read(tmp_path / "a.txt", outlet="granma").article["paragraphs"][0] == ACCENTED


def test_bytes_that_do_not_decode_are_refused_by_row_and_place(tmp_path):
    rows = f"title,text,url\nOne,{BODY[1].split(',')[0]},http://www.kcna.kp/en/1\n".encode() * 40
    bad = b"Two,\xff\xfe\x81 broken,http://www.kcna.kp/en/2\n"
    accents = "Trois,où l’été est passé à Pékin,http://www.kcna.kp/en/3\n".encode() * 40
    (tmp_path / "a.csv").write_bytes(rows + accents + bad)
    found = read(tmp_path / "a.csv")
    assert len(found.articles) >= 1
    assert "�" not in json.dumps(found.articles, ensure_ascii=False)
    assert any("decode" in line or "UTF-8" in line for line in found.said)
