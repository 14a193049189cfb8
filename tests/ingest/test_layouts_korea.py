"""Rodong Sinmun: the real markup, text of our own."""

import pytest

from tests.support.captures import BODY, html, only

# To 2022, in 2023 and from 2025 on. {0}: the day as printed, {1}: headline, {2}: body, {3}: byline.
MARKUPS = [
    '<div class="ArticleMenuDate">{0}</div><p class="ArticleContent" align="center"><img src="a.jpg"></p>'
    '<p class="ArticleContent" align="center"><font>{1}</font></p><p class="ArticleContent">&nbsp;</p>'
    '<p class="ArticleContent">{2}</p><p class="ArticleContent" align="right">{3}</p>',
    '<p class="news_Title">{1}</p><p class="NewsDate">{0}</p>'
    '<p class="ArticleContent">{2}</p><p class="ArticleContent">{3}</p>',
    '<div id="article-date">{0}</div><p class="TitleP">{1}</p><p class="TextP">{2}</p><p class="TextP">{3}</p>',
]
ENGLISH = ("A Factory Visited", "A factory was visited.", "Political News Team")
ENGLISH_DAYS = ("Mar. 13,&nbsp;Juche 112 (2023)&nbsp;&nbsp;Monday", "2023.3.13.", "Mar. 13, 2023 Monday")
KOREAN = ("봄철준비를 다그친다", "모두가 거름생산에 떨쳐나섰다.", "본사기자 리철수")
KOREAN_DAYS = ("주체112(2023)년 3월 13일 월요일", "2023.3.13. 3면", "2023년 3월 13일 월요일")


@pytest.mark.parametrize(
    ("language", "words", "markup", "day"),
    [
        *(("en", ENGLISH, *both) for both in zip(MARKUPS, ENGLISH_DAYS, strict=True)),
        *(("ko", KOREAN, *both) for both in zip(MARKUPS, KOREAN_DAYS, strict=True)),
    ],
)
def test_rodong_sinmun_in_three_markups(language, words, markup, day):
    title, body, byline = words
    article = only(html(markup.format(day, title, body, byline)))
    assert (article.outlet, article.language) == ("Rodong Sinmun", language)
    assert (article.title, article.paragraphs, article.byline) == (title, (body,), byline)
    assert (article.published, article.published_basis) == ("2023-03-13", "page")


def test_rodong_sinmun_day_in_the_addresss_key():
    url = "http://www.rodong.rep.kp/en/index.php?MTJAMjAyMy0wMy0xMy0wMDFAMTVAMUBAMEAx"
    article = only(html(f'<p class="TitleP">A Factory Visited</p><p class="TextP">{BODY}</p>', url))
    assert (article.published, article.published_basis, article.url) == ("2023-03-13", "url", url)
