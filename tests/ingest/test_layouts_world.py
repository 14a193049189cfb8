"""Other outlets' sites, and pages of no known site: the real markup, text of our own."""

import json

import pytest

from corpus.ingest.layouts import parse
from corpus.ingest.parsed import NotAnArticle
from tests.support.captures import BODY, html, only

CHINESE = "全国各地农民积极备耕，有关部门表示将加强农业科技服务，确保全年粮食丰收。"
KOREAN = "전국의 농장들에서 봄철준비가 힘있게 추진되고있다. 모두가 거름생산에 떨쳐나섰다."


def test_a_site_is_recognised_by_its_host_and_not_by_a_part_of_an_address():
    markup = '<h1>A Visit Begins</h1><div class="text-content">' + f"<p>{BODY} {BODY} {BODY}</p></div>"
    article = only(html(markup, "https://mirror.example/?of=tass.com"), default_outlet="kcna")
    assert (article.layout, article.outlet) == ("generic_html", "KCNA")


def story(sentence: str = BODY, count: int = 4) -> str:
    """Return different paragraphs of running text."""
    return "".join(f"<p>{number}: {sentence}</p>" for number in range(count))


def test_page_described_by_open_graph():
    head = (
        '<meta property="og:site_name" content="Some Agency"><meta property="og:title" content="A Story">'
        '<meta property="article:published_time" content="2024-02-03T10:00:00Z">'
        '<meta property="og:locale" content="en_GB">'
    )
    menu = "<nav><ul>" + "".join(f"<li><a href='/{i}'>Part {i}</a></li>" for i in range(20)) + "</ul></nav>"
    article = only(html(f"{menu}<main><article>{story()}</article></main><footer>All rights</footer>", head=head))
    assert (article.outlet, article.title, article.language) == ("Some Agency", "A Story", "en")
    assert (article.published, article.published_basis) == ("2024-02-03", "meta")
    assert len(article.paragraphs) == 4


def test_page_described_by_schema_org():
    described = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "A Site", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"], "headline": "A  Story", "datePublished": "2024-02-03T23:30:00+09:00",
                "inLanguage": "en-US", "publisher": {"@type": "Organization", "name": "Vietnam News Agency"},
            },
        ],
    }  # fmt: skip
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    head = f'{broken}<script type="application/ld+json">{json.dumps(described)}</script>'
    article = only(html(f"<h1>Another wording</h1><div>{story()}</div>", head=head))
    assert (article.outlet, article.title, article.language) == ("VNA", "A Story", "en")
    assert (article.published, article.published_basis) == ("2024-02-03", "meta")


SCRIPTS = {
    "zh": ("春耕进展顺利", CHINESE, "2023年10月23日 10:30"),
    "ko": ("봄철준비 추진", KOREAN, "2023년 10월 23일"),
    "ja": (
        "春の農作業の準備",
        "全国の農場では春の農作業の準備が進められ、肥料の生産に力を入れている。",
        "2023年10月23日",
    ),
    "ru": ("Весенние работы", "В хозяйствах страны идёт подготовка к весенним полевым работам.", "23 октября 2023"),
    "ar": ("بداية الزيارة", "أكد الجانبان خلال اللقاء أهمية تعزيز التعاون بين البلدين في المجالات كافة.", "2023-10-23"),
    "fa": (
        "آغاز سفر",
        "دو طرف بر گسترش همکاری‌های میان دو کشور تأکید کردند و گفتند که این کار ادامه دارد.",
        "2023-10-23",
    ),
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_page_of_no_known_site_in_any_script(language):
    title, sentence, day = SCRIPTS[language]
    page = html(
        f'<nav><a href="/">{title[:2]}</a></nav><h1>{title}</h1><div>{day}</div><div>{story(sentence)}</div>',
        head=f"<title>{title} - Agency</title>",
        lang="en",
    )
    article = only(page, default_outlet="kcna")
    assert (article.language, article.title, article.published) == (language, title, "2023-10-23")
    assert article.paragraphs == tuple(f"{number}: {sentence}" for number in range(4))


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f'<p><a href="/{i}">A headline that links to report number {i}.</a></p>' for i in range(60)),
        "".join(f'<li><a href="/{i}">A headline of report number {i}</a> [Juche113.8.{i}.]</li>' for i in range(30)),
        "<h1>Video</h1><p>Watch.</p>",
        "",
    ],
)
def test_lists_and_menus_are_no_articles(markup):
    with pytest.raises(NotAnArticle, match="front page"):
        parse(html(markup, head='<meta property="og:site_name" content="Some Agency">'))


def test_a_front_page_with_leads_is_known_by_its_address():
    with pytest.raises(NotAnArticle, match="address is that of a front page"):
        parse(html(f"<main>{story()}</main>", "https://agency.example/en/"))
    assert only(html(f"<main>{story()}</main>", "https://agency.example/en/?id=7"), default_outlet="kcna")
