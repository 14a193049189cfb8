"""Pages that are broken, mislabelled or made to stall: each ends in an article or a reason, and soon."""

import time
from contextlib import suppress

import pytest

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import generic, parse
from corpus.ingest.parsed import NotAnArticle
from tests.support.captures import BODY, html, only

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
    "markup",
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
def test_broken_markup_ends_in_an_article_or_a_reason(markup):
    try:
        text = only(Capture(markup.encode(), "x.html", "text/html"), default_outlet="kcna").text
    except NotAnArticle as error:
        text = f"{error.reason}: {BODY}"
    assert BODY in text


@pytest.mark.parametrize(
    "markup",
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
def test_pages_made_to_stall_end_soon(markup):
    started = time.perf_counter()
    with suppress(NotAnArticle):
        parse(html(markup), default_outlet="kcna")
    assert time.perf_counter() - started < 5


def test_a_tag_too_long_to_parse_loses_its_attributes_alone():
    article = only(html(f'<h1 data-state="{"x " * 5000}">A Visit Begins</h1><div>{STORY}</div>'), default_outlet="kcna")
    assert article.title == "A Visit Begins"


def test_a_page_of_more_elements_than_can_be_looked_at_is_refused_by_that():
    with pytest.raises(NotAnArticle, match="more than 6,000 elements"):
        parse(html("<p>word.</p>" * (generic.MAX_ELEMENTS + 1)), default_outlet="kcna")
