"""Pages that are broken, mislabelled or made to stall a parser: each ends in an article or in a reason."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import generic, parse
from corpus.ingest.page import markup
from corpus.ingest.page.soup import make_soup
from corpus.ingest.parsed import NotAnArticle
from tests.support.captures import BODY, html, only

pytestmark = pytest.mark.usefixtures("no_stall")
SENTENCE = "Делегация прибыла в Москву и встретилась с министром. "


def page(body: str, encoding: str, *, meta: str = "", header: str | None = None) -> Capture:
    declared = f'<meta charset="{meta}">' if meta else ""
    raw = f"<html><head>{declared}</head><body><h1>Визит</h1><div>{body}</div></body></html>".encode(encoding)
    return Capture(raw, "page.html", "text/html", encoding=header)


RUSSIAN = "".join(f"<p>{number}. {SENTENCE * 2}</p>" for number in range(5))


@pytest.mark.parametrize(
    ("encoding", "meta", "header"),
    [
        ("utf-8", "", None),
        ("utf-8", "windows-1251", None),  # a page's wrong word
        ("utf-8", "utf-8", "iso-8859-1"),  # a server's default
        ("cp1251", "windows-1251", None),
        ("cp1251", "", "windows-1251"),
        ("cp1251", "windows-1251", "ISO-8859-1"),
        ("cp1251", "koi8-r", "windows-1251"),  # the header goes before the page
        ("cp1251", "no-such-charset", None),
        ("cp1251", "unicode_escape", None),
        ("cp1251", "", None),
        ("koi8-r", "koi8-r", None),
        ("utf-16", "", None),
    ],
)
def test_encodings(encoding, meta, header):
    article = only(page(RUSSIAN, encoding, meta=meta, header=header), default_outlet="TASS")
    assert (article.title, article.language) == ("Визит", "ru")
    assert article.paragraphs[0] == f"0. {SENTENCE * 2}".strip()


@pytest.mark.parametrize(
    ("label", "encoding", "line"),  # each with a character that only the larger set has
    [
        ("gb2312", "gb18030", "朱镕基出席了会议，代表团参观了城市。"),
        ("euc-kr", "cp949", "대표단은 똠방각하라는 연극을 보았다."),
        ("shift_jis", "cp932", "代表団は①番の記念碑に花輪を捧げた。"),
    ],
)
def test_asian_encodings_are_read_as_the_larger_set_of_their_label(label, encoding, line):
    body = "".join(f"<p>{number} {line * 3}</p>" for number in range(4))
    raw = f'<html><head><meta charset="{label}"></head><body><h1>A</h1><div>{body}</div>'.encode(encoding)
    article = only(Capture(raw, "page.html", "text/html"), default_outlet="kcna")
    assert article.paragraphs[0] == f"0 {line * 3}"


def test_a_broken_byte_does_not_lose_the_page():
    raw = page(RUSSIAN, "utf-8", meta="utf-8").raw.replace("министром".encode(), b"\xd0" + "министром".encode(), 1)
    assert "\ufffd" in only(Capture(raw, "page.html", "text/html"), default_outlet="TASS").paragraphs[0]


def test_bytes_in_no_encoding_are_refused():
    with pytest.raises(NotAnArticle, match="encoding"):
        parse(Capture(bytes(range(128, 256)) * 40 + b"\x00\x81\x9d" * 50, "x.txt", "text/plain"), default_outlet="TASS")


STORY = "".join(f"<p>{number}: {BODY}</p>" for number in range(4))


@pytest.mark.parametrize(
    "source",
    [
        f"<p>&bogus; &#x110000; &#0; &amp &lt;{STORY}",
        f"<div><table><b><p>{STORY}</div></i></td></html><body>",
        f"<!-- {STORY}",
        f"<![CDATA[<?php {STORY}",
        f"<p {'a=b ' * 3}>{STORY}<a <b <c",
        f"\x00\x01\ufffe{STORY}",
        f"<?xml version='1.0' encoding='utf-16'?>{STORY}",
        f"<script type='application/ld+json'>{'[' * 5000}</script>{STORY}",
        f"<html lang=''><base href='http://['><link rel=canonical href='http://['>{STORY}",
    ],
)
def test_broken_markup_ends_in_an_article_or_a_reason(source):
    try:
        text = only(Capture(source.encode(), "x.html", "text/html"), default_outlet="kcna").text
    except NotAnArticle as error:
        text = f"{error.reason}: {BODY}"
    assert BODY in text


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + STORY,
        "<p>" + "<b>word</b> " * 100_000,
        "<ul><li>" * 20_000 + STORY,
        "<p " + " ".join(f"a{number}=b" for number in range(40_000)) + f">{STORY}",
        "<a " * 200_000,
        "<script type=application/ld+json>" * 20_000,
        "<hr><a name=1></a><b>Head</b><p>Pyongyang, May 1 (KCNA) -- It was held." * 10_000 + "KOREA NEWS SERVICE",
        "<p class=ArticleContent>word and. " * 30_000,
        "<p class='article-desc article-content'>" + "word.<br>" * 20_000 + "More From X" + "<br>a<br>May 1, 2020" * 99,
        "<p>" + " " * 2_000_000 + "a",
    ],
    ids=range(10),
)  # fmt: skip
def test_pages_made_to_stall_do_not(source):
    with suppress(NotAnArticle):
        parse(html(source), default_outlet="kcna")


FRONT = "---\ntitle: A Visit Begins\nsource: KCNA\n---\n"


@pytest.mark.parametrize(
    "source",
    [
        *(FRONT + opened * 200_000 for opened in ("[", "![", "**x ", "__x ", "[a](http://", "[a](https://b ")),
        "A Visit Begins\n" + "Copyright (C) " * 100_000,
    ],
    ids=range(7),
)
def test_texts_made_to_stall_do_not(source):
    with suppress(NotAnArticle):
        parse(Capture(source.encode(), "a.md", "text/plain"), default_outlet="kcna")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**He** met __the envoy__ in Pyongyang.", "He met the envoy in Pyongyang."),
        ("**He met *the* envoy** in Pyongyang.", "He met *the* envoy in Pyongyang."),
        ("He ** met ** the envoy in a_b__c.", "He ** met ** the envoy in a_b__c."),
        ("He met [the envoy](http://a.example/b) in [the hall].", "He met the envoy in [the hall]."),
        ("[note [He met](https://a.example/b) the envoy.", "[note He met the envoy."),
        ("![The hall](http://a.example/b.jpg) He met the envoy.", "He met the envoy."),
    ],
)
def test_the_marks_of_markdown_are_removed(marked, plain):
    capture = Capture(f"{FRONT}\n{BODY}\n\n{marked}".encode(), "a.md", "text/plain")
    assert only(capture).paragraphs[-1] == plain


KNOWN = f"<p class=ArticleContent>A Visit Begins</p><p class=ArticleContent>{BODY}</p>"  # read through BeautifulSoup
ATTRIBUTES = " ".join(f"a{number}=b" for number in range(90))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (KNOWN + "<b></b>" * 200_000, "more than 15,000 tags"),
        (KNOWN + "<p>" * 200_000, "more than 15,000 tags"),
        (KNOWN + "<!--><b></b>" * 20_000, "more than 15,000 tags"),  # comments that end where they begin
        (KNOWN + "<hr/>" * 20_000, "more than 15,000 tags"),
        (KNOWN + "<ul><li>" * 300, "deeper than 256 levels"),
        (KNOWN + "<div>" * 5_000 + "</div>" * 5_000, "deeper than 256 levels"),
        (KNOWN + "<DIV><b></DIV>" * 1_000 + "<div>" * 300, "deeper than 256 levels"),
        (KNOWN + "<table><tr><td>" * 1_000, "deeper than 256 levels"),
        (KNOWN + "<b><div></b>" * 300, "deeper than 256 levels"),  # </b> does not close what holds a block
        (KNOWN + "<b><!-- </b> -->" * 300, "deeper than 256 levels"),
        (KNOWN + "<b><script></b></script>" * 300, "deeper than 256 levels"),
        (KNOWN + "<b><i title='</b></i>'>" * 300, "deeper than 256 levels"),
        (KNOWN + f"<br {ATTRIBUTES}>" * 1_200, "more than 60,000 attributes"),
        (KNOWN + f"<br title='>' {ATTRIBUTES}>" * 1_200, "more than 60,000 attributes"),
    ],
)
def test_a_hostile_page_of_a_known_site_is_refused_before_it_is_parsed(source, reason, monkeypatch):
    monkeypatch.setattr("corpus.ingest.page.page.make_soup", lambda source: pytest.fail("it was parsed"))
    with pytest.raises(NotAnArticle, match=reason):
        parse(html(source))


@pytest.mark.parametrize(
    "source",
    [
        "<p " + " ".join(f"a{number}=b" for number in range(100_000)) + ">",
        "<p title='>' " + " ".join(f"a{number}=b" for number in range(100_000)) + ">",
        "<p " + " ".join(f"a{number}" for number in range(100_000)) + ">",
        "<script title='>' " + " ".join(f"a{number}=b" for number in range(100_000)) + "></script>",
        "<p title='" + "x" * 2_000_000 + "'>",
        "<!--" + " - <b>" * 500_000 + "-->",
        "<!-- -->" * 100_000,
        "<script>" + "if (a <b && c <d) { '<div>' }" * 50_000 + "</script>",
        "<p>" + "&amp;" * 500_000 + "</p>",
        "<p>" + "< " * 300_000 + "</p>",
        "</b>" * 5_000,
        "<p>word" * 5_000,
        "<table><tr><td><p>word<tr><td>word</table>" * 1_000,
        "<?php " * 100_000 + ">",
        "<![CDATA[ " * 100_000 + ">",
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_large_and_yet_cheap_to_parse_is_read(source):
    assert only(html(source + KNOWN)).title == "A Visit Begins"


@pytest.mark.parametrize(
    "start",
    [
        "<?xml version='1.0' encoding='utf-16'?>",
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>",
        "<!DOCTYPE html><meta charset=utf-16>",
        "<svg xlink:href='a'></svg><og:p a:b=c>",
        "<![CDATA[<p>]]>",
        '<p =x><p "=1>',
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_page_of_a_known_site_is_read_whatever_it_begins_with(start):
    article = only(Capture(f"{start}{KNOWN}<p class=ArticleContent>Визит</p>".encode(), "x.html", "text/html"))
    assert (article.title, article.paragraphs) == ("A Visit Begins", (BODY, "Визит"))


@pytest.mark.parametrize(
    "source",
    [
        "<p title='" + "word " * 1_000_000,
        '<p title="<p title=\'' * 20_000,
        "<!-- " * 200_000,
        "<script>" * 20_000,
        "<a <b " * 100_000,
        "<p a=" * 100_000,
        "<" * 1_000_000,
        "<p " + "=" * 500_000,
        "<p " + "/" * 500_000,
        "<p a" + " " * 1_000_000,
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_never_closed_is_read_or_refused(source):
    with suppress(NotAnArticle):
        parse(html(KNOWN + source))


INLINE, BLOCKS = ("a", "b", "i", "p", "font", "span"), ("ul", "li", "table", "tr", "td", "div", "center", "h1")
PIECES = st.sampled_from(
    [
        *(f"<{name}>" for name in (*INLINE, *BLOCKS, "br", "dt", "dd")),
        *(f"</{name}>" for name in (*INLINE, *BLOCKS)),
        *("<!--", "-->", "<!-->", "x", "<b title='>'>", "<script>", "</script>"),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_the_scan_sees_about_the_depth_that_the_parser_makes(source):
    made = max((len(list(one.parents)) for one in make_soup(source).find_all(True)), default=0)
    assert markup.depth_of(source) >= made / 3 - 4


def test_a_tag_too_long_to_parse_loses_its_attributes_alone():
    article = only(html(f'<h1 data-state="{"x " * 5000}">A Visit Begins</h1><div>{STORY}</div>'), default_outlet="kcna")
    assert article.title == "A Visit Begins"


def test_a_page_of_more_elements_than_can_be_looked_at_is_refused_by_that():
    with pytest.raises(NotAnArticle, match="more than 6,000 elements"):
        parse(html("<p>word.</p>" * (generic.MAX_ELEMENTS + 1)), default_outlet="kcna")
