"""KCNA's sites and KCNA Watch: the real markup, text of our own."""

import pytest

from corpus.ingest.layouts import parse
from corpus.ingest.parsed import NotAnArticle, Teaser
from tests.support.captures import BODY, DAY, html, only, text


def test_kcna_watch_extraction_with_head_and_tail():
    article = only(
        text(
            "November 7, 2024", "KCNA KCNA.kp (En)", "Talks Held between Two Delegations",
            "Date: 27/05/2024 | Source: KCNA.kp (En) | Read original version at source",
            "Pyongyang, May 27 (KCNA) -- Talks were held.", BODY, "-0-", "www.kcna.kp (Juche113.5.27.)",
            "Advertisement",
            "More From KCNA.kp (En)", "A first report on something else altogether", "November 06, 2024",
            "A first report on something else altogether", "A second one", "November 05, 2024", "More Articles",
        )
    )  # fmt: skip
    assert (article.outlet, article.language, article.title) == ("KCNA", "en", "Talks Held between Two Delegations")
    assert (article.published, article.published_basis, article.conflict) == ("2024-05-27", "page", False)
    assert article.paragraphs == ("Talks were held.", BODY)
    assert (article.dateline.place, article.dateline.date) == ("Pyongyang", "2024-05-27")
    assert [(one.text, one.date) for one in article.teasers] == [
        ("A first report on something else altogether", "2024-11-06"),
        ("A second one", "2024-11-05"),
    ]
    assert {one.basis for one in article.candidates} == {"page", "closing", "dateline", "capture"}


def test_kcna_watch_extraction_whose_head_is_lost_stays_undated_and_bounded():
    lead = "A foreign minister was received at the Central Committee on Oct. 19. He conveyed greetings."
    article = only(
        text(
            lead, BODY, "Political News Team", "More From Rodong Sinmun (En)", "Something else", "November 07, 2024",
            "Something else", "More Articles",
        )
    )  # fmt: skip
    assert article.outlet == "Rodong Sinmun"
    assert article.byline == "Political News Team"
    assert article.title_derived
    assert article.title == "A foreign minister was received at the Central Committee on Oct. 19"
    assert article.published is None
    assert [(one.edtf, one.basis) for one in article.candidates] == [("/2024-11-07", "capture")]
    assert article.latest.isoformat() == "2024-11-07"
    assert article.paragraphs == (lead, BODY)


WATCH = """
<header><a href="/">KCNA Watch</a></header>
<div class="article-desc"><h1>Talks Held</h1><p class="articled-date"><span>November 07, 2024</span></p>
<p><b>Date:</b> 27/05/2024 | <b>Source:</b> KCNA.kp (En) |
<a href="http://kcna.kp/x">Read original version at source</a></p></div>
<div class="article-content"><p>Pyongyang, May 27 (KCNA) -- Talks were held.</p><p>{body}</p><p>-0-</p>
<p>www.kcna.kp (Juche113.5.27.)</p></div>
<h3>More From KCNA.kp (En)</h3>
<div><a href="/newstream/1730872800-5/a/"><img src="a.jpg"></a>
<h4><a href="/newstream/1730872800-5/a/">A first report</a></h4>
<p class="articled-date"><span>November 06, 2024</span></p><p>A first report</p></div>
<div><h4><a href="/newstream/1730786400-4/b/">A second one</a></h4>
<p class="articled-date"><span>November 05, 2024</span></p></div>
<h3>More Articles</h3><p>Something of another day</p><p class="articled-date"><span>November 04, 2024</span></p>
"""


def test_kcna_watch_page():
    url = "https://kcnawatch.org/newstream/1716800553-87350057/talks-held/"
    article = only(html(WATCH.format(body=BODY), f"{url}?os=vb"))
    assert (article.layout, article.outlet, article.language) == ("kcna_watch", "KCNA", "en")
    assert (article.title, article.paragraphs, article.url) == ("Talks Held", ("Talks were held.", BODY), url)
    assert (article.published, article.published_basis, article.conflict) == ("2024-05-27", "page", False)
    assert article.latest.isoformat() == "2024-05-27"  # when it was taken in; the day of crawl was later
    assert article.teasers == (
        Teaser("A first report", "2024-11-06", "https://kcnawatch.org/newstream/1730872800-5/a/"),
        Teaser("A second one", "2024-11-05", "https://kcnawatch.org/newstream/1730786400-4/b/"),
    )


def older_page(title: str, paragraphs: list[str], day: str, edition: str = "en"):
    """Return a page as kcna.kp served it to mid-2026."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return html(
        f'<div class="article-main-title">{title}</div><div class="content-wrapper">{body}</div>'
        f'<div class="publish-time">www.kcna.kp ({day})</div>',
        f"http://www.kcna.kp/{edition}/article/q/1a2b.kcmsf",
    )


def test_kcna_kp_older_page_mends_leaders_names():
    name = '<nobr><span class="fSpecCs">Kim Jong Un</span></nobr>'
    first = f"Pyongyang, March 9 (KCNA) -- The greetings of{name}were read out."
    article = only(older_page(f"Greetings to {name}", [first, "They were applauded. -0-"], "Juche113.3.9."))
    assert article.title == "Greetings to Kim Jong Un"
    assert article.paragraphs == ("The greetings of Kim Jong Un were read out.", "They were applauded.")
    assert (article.outlet, article.published, article.published_basis) == ("KCNA", "2024-03-09", "page")


KOREAN = (
    "봄철준비 추진", "(평양 3월 9일발 조선중앙통신) ",
    "전국의 농장들에서 봄철준비가 추진되고있다.", "모두가 떨쳐나섰다.", "(끝)", "주체113.3.9.",
)  # fmt: skip
CHINESE = (
    "春耕准备工作",
    "平壤3月9日电 ",
    "全国农场大力推进春耕准备工作。",
    "农民们努力生产肥料。",
    "（完）",
    "主体113.3.9.",
)


@pytest.mark.parametrize(("edition", "language", "words"), [("kp", "ko", KOREAN), ("cn", "zh", CHINESE)])
def test_kcna_kp_in_korean_and_chinese(edition, language, words):
    title, dateline, lead, last, closing, day = words
    article = only(older_page(title, [dateline + lead, last + closing], day, edition))
    assert (article.language, article.title, article.published) == (language, title, "2024-03-09")
    assert article.paragraphs == (lead, last)
    assert article.dateline.date == "2024-03-09"
    assert article.warnings == ()


@pytest.mark.parametrize("url", ["http://www.kcna.kp/en/article/detail/0123456789abcdef0123456789abcdef", None])
def test_kcna_kp_newer_page_has_no_date_but_its_dateline(url):
    article = only(
        html(
            '<h1 class="text-center text-danger">A Street Inaugurated</h1><article><p>Pyongyang, July 23 (KCNA) -- '
            "A street was inaugurated.</p><p>-0-</p></article>",
            url,
        )
    )
    assert (article.title, article.paragraphs) == ("A Street Inaugurated", ("A street was inaugurated.",))
    assert article.published is None
    assert [one.edtf for one in article.candidates] == ["XXXX-07-23"]
    assert article.url == url


def test_kcna_jp_page_of_one_item():
    article = only(
        html(
            '<p><a href="../calendar.htm">calendar</a>&gt;&gt;October 20. 2023 Juche 112 |</p><hr>'
            "<h3>A Reception Given</h3>"
            "<p>Pyongyang, October 20 (KCNA) -- A reception was given.</p><hr>"
            "<p>Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.</p>",
            "http://www.kcna.co.jp/item/2023/202310/news20/20231020-01ee.html",
        )
    )
    assert (article.title, article.paragraphs) == ("A Reception Given", ("A reception was given.",))
    assert (article.published, article.published_basis) == ("2023-10-20", "page")
    assert {one.basis for one in article.candidates} == {"page", "url", "dateline"}
    assert article.url == "http://www.kcna.co.jp/item/2023/202310/news20/20231020-01ee.html"


DAY_URL = "http://www.kcna.co.jp/item/2004/200410/news10/27.htm"


@pytest.mark.parametrize("rule", ["<hr>", ""])
def test_kcna_jp_page_of_a_day_is_parted_into_its_stories(rule):
    talks, exhibition = parse(html(DAY.format(rule=rule), DAY_URL))
    assert (talks.title, talks.paragraphs) == (
        "Talks Held in Hamhung", ("Talks were held.", "They went on.", "They ended."),
    )  # fmt: skip
    assert (exhibition.title, exhibition.paragraphs) == ("Exhibition Opens", ("An exhibition opened.",))
    assert [one.url for one in (talks, exhibition)] == [f"{DAY_URL}#1", f"{DAY_URL}#2"]
    assert {(one.published, one.published_basis) for one in (talks, exhibition)} == {("2004-10-27", "url")}
    assert (talks.dateline.place, exhibition.dateline.place) == ("Hamhung", "Pyongyang")


def test_stories_without_anchors_are_numbered():
    page = html(DAY.format(rule="<hr>").replace('<a name="1"></a>', "").replace('<a name="2"></a>', ""), DAY_URL)
    assert [one.url for one in parse(page)] == [f"{DAY_URL}#1", f"{DAY_URL}#2"]


def test_a_story_without_its_text_does_not_stop_the_others():
    page = DAY.format(rule="<hr>").replace("Pyongyang, October 27 (KCNA) -- An exhibition opened.", "-0-")
    (talks,) = parse(html(page, DAY_URL))
    assert talks.title == "Talks Held in Hamhung"
    assert talks.url == f"{DAY_URL}#1"
    assert talks.warnings == ("story 2 is left out: headline only: the page or record holds no text",)


def test_a_list_of_a_day_without_stories_is_no_article():
    with pytest.raises(NotAnArticle, match="no story"):
        parse(html('<a href="calendar.htm">calendar</a>&gt;&gt;<ul><li><a href="1.html">Talks Held</a></ul>', DAY_URL))
