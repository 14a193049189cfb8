"""Site layouts: the real markup, text of our own."""

import json

import pytest

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import parse
from corpus.ingest.mend import mend_glued_names
from corpus.ingest.parsed import NotAnArticle

BODY = "The two sides spoke about the exchanges of the coming year in a friendly atmosphere and agreed to meet again."


def html(markup: str, url: str | None = None) -> Capture:
    return Capture(f"<!doctype html><html><body>{markup}</body></html>".encode(), "test.html", "text/html", url=url)


def text(*lines: str) -> Capture:
    return Capture("\n".join(lines).encode(), "test.txt", "text/plain")


def record(**fields) -> Capture:
    return Capture(json.dumps(fields).encode(), "test.json#1", "application/json")


def test_kcna_watch_extraction_with_head_and_tail():
    article = parse(
        text(
            "November 7, 2024", "KCNA KCNA.kp (En)", "Talks Held between Two Delegations",
            "Date: 27/05/2024 | Source: KCNA.kp (En) | Read original version at source",
            "Pyongyang, May 27 (KCNA) -- Talks were held.", BODY, "-0-", "www.kcna.kp (Juche113.5.27.)", "Advertisement",
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
    article = parse(
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


def test_kcna_kp_older_page_mends_leaders_names():
    article = parse(
        html(
            '<div class="article-main-title">Greetings to <nobr><span class="fSpecCs">Kim Jong Un</span></nobr></div>'
            '<div class="content-wrapper"><p>Pyongyang, March 9 (KCNA) -- The greetings of'
            '<nobr><span class="fSpecCs">Kim Jong Un</span></nobr>were read out.</p><p>They were applauded. -0-</p></div>'
            '<div class="publish-time">www.kcna.kp (Juche113.3.9.)</div>'
        )
    )
    assert article.title == "Greetings to Kim Jong Un"
    assert article.paragraphs == ("The greetings of Kim Jong Un were read out.", "They were applauded.")
    assert (article.outlet, article.published, article.published_basis) == ("KCNA", "2024-03-09", "page")


def test_kcna_kp_newer_page_has_no_date_but_its_dateline():
    url = "http://www.kcna.kp/en/article/detail/0123456789abcdef0123456789abcdef"
    article = parse(
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


def test_kcna_jp_page():
    article = parse(
        html(
            "<p>calendar&gt;&gt;October 20. 2023 Juche 112 |</p><h3>A Reception Given</h3>"
            "<p>Pyongyang, October 20 (KCNA) -- A reception was given.</p>"
            "<p>Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.</p>",
            "http://www.kcna.co.jp/item/2023/202310/news20/20231020-01ee.html",
        )
    )
    assert (article.title, article.paragraphs) == ("A Reception Given", ("A reception was given.",))
    assert (article.published, article.published_basis) == ("2023-10-20", "page")
    assert {one.basis for one in article.candidates} == {"page", "url", "dateline"}


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="ArticleMenuDate">Mar. 13,&nbsp;Juche 112 (2023)</div><p class="ArticleContent">A Factory Visited</p>'
        '<p class="ArticleContent">&nbsp;</p><p class="ArticleContent">A factory was visited.</p>'
        '<p class="ArticleContent">Political News Team</p>',
        '<div class="news_Title">A Factory Visited</div><div class="NewsDate">2023.3.13.</div>'
        '<p class="ArticleContent">A factory was visited.</p><p class="ArticleContent">Political News Team</p>',
        '<div id="article-date">Mar. 13, 2023 Monday</div><p class="TitleP">A Factory Visited</p>'
        '<p class="TextP">A factory was visited.</p><p class="TextP">Political News Team</p>',
    ],
)
def test_rodong_sinmun_in_three_markups(markup):
    article = parse(html(markup))
    assert (article.outlet, article.title, article.byline) == (
        "Rodong Sinmun", "A Factory Visited", "Political News Team",
    )  # fmt: skip
    assert article.paragraphs == ("A factory was visited.",)
    assert (article.published, article.published_basis) == ("2023-03-13", "page")


@pytest.mark.parametrize(
    ("outlet", "url", "markup"),
    [
        ("Xinhua", "https://english.news.cn/20231023/0a1b/c.html", '<div id="detail"><p>BEIJING, Oct. 23 (Xinhua) -- {}</p></div>'),
        ("TASS", "https://tass.com/politics/1234567", '<div class="text-content"><p>MOSCOW, October 23. /TASS/. {}</p></div>'),
        ("Granma", "https://en.granma.cu/mundo/2023-10-23/a-visit", '<div class="story-body-text"><p>{}</p></div>'),
        ("SANA", "https://sana.sy/en/?p=1", '<div class="entry-content"><p>Damascus, SANA- {}</p><p>Check Also</p></div>'),
    ],
)  # fmt: skip
def test_other_sites(outlet, url, markup):
    article = parse(html("<h1>A Visit Begins</h1>" + markup.format(BODY), url))
    assert (article.outlet, article.title, article.paragraphs) == (outlet, "A Visit Begins", (BODY,))


def test_scrape_record():
    article = parse(
        record(
            topic="Home News", headline="New Houses Built\r\n\t\n[Juche113.9.5.]", date=1725494400000, date_str="2024-09-05",
            link="http://www.kcna.kp/en/article/q/ab.kcmsf",
            story_text="Pyongyang, September 5 (KCNA) -- Houses were built underKim Jong Ilhwaflowers.\nThey are new. -0-",
        )
    )  # fmt: skip
    assert article.title == "New Houses Built"
    assert (article.published, article.published_basis) == ("2024-09-05", "page")
    assert article.paragraphs[1] == "They are new."
    assert (article.layout, article.column, article.outlet) == ("kcna-scrape", "Home News", "KCNA")


def test_a_record_without_text_is_a_stub():
    with pytest.raises(NotAnArticle) as raised:
        parse(record(topic="Video", headline="A film", date=1725494400000, link="http://www.kcna.kp/v", story_text=" "))
    assert raised.value.stub
    assert "column Video" in raised.value.reason


def test_a_record_of_unknown_fields_is_refused_by_name():
    with pytest.raises(NotAnArticle, match="alpha, beta"):
        parse(record(alpha=1, beta=2))


def test_generic_page_and_front_page():
    story = "".join(f"<p>{BODY} Number {i}.</p>" for i in range(4))
    meta = '<meta property="og:site_name" content="Some Agency"><meta property="og:title" content="A Story"><main>'
    dated = '<meta property="article:published_time" content="2024-02-03T10:00:00Z">'
    article = parse(html(f"{meta}{dated}<article>{story}</article></main>"))
    assert (article.outlet, article.title, article.published) == ("Some Agency", "A Story", "2024-02-03")
    links = "".join(f'<p><a href="/{i}">A headline that links to report number {i}</a></p>' for i in range(60))
    with pytest.raises(NotAnArticle, match="front page"):
        parse(html(meta + links))


def test_unknown_outlet_is_asked_for():
    plain = text("A headline of its own", "Somebody met somebody else today at some place.", BODY)
    with pytest.raises(NotAnArticle, match="--outlet"):
        parse(plain)
    assert parse(plain, default_outlet="kcna").outlet == "KCNA"


def test_text_in_a_declared_or_detected_encoding():
    page = '<meta charset="windows-1251"><h1>Визит</h1><article>{}</article>'.format(
        "<p>Делегация прибыла в Москву.</p>" * 12
    )
    article = parse(Capture(page.encode("cp1251"), "ru.html", "text/html"), default_outlet="TASS")
    assert article.language == "ru"
    assert article.paragraphs[0] == "Делегация прибыла в Москву."


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("greetings ofKim Jong Un, president", "greetings of Kim Jong Un, president"),
        ("HEKim Jong Unalso spoke", "HE Kim Jong Un also spoke"),
        ("atKim Il SungSquare", "at Kim Il Sung Square"),
        ("Kim Il SungandKim Jong Il", "Kim Il Sung and Kim Jong Il"),
        ("Kim Jong Il's day, Kim Jong Ilhwa", "Kim Jong Il's day, Kim Jong Ilhwa"),
    ],
)
def test_glued_names_are_mended(glued, mended):
    assert mend_glued_names(glued) == mended
