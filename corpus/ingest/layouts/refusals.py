"""Pages and records that hold no article: errors, challenges, lists."""

import re

from lxml import etree

from corpus.ingest.page import Page
from corpus.ingest.parsed import NotAnArticle

_CHALLENGE = re.compile(
    r"(?:just a moment|attention required|checking (?:your|if the site)|are you (?:a )?(?:human|robot)|verif(?:y"
    r"|ying) (?:that )?you are"
    r"|security check|ddos[- ]guard|ddos protection|one more step|please (?:wait|enable (?:cookies|javascript))"
    r"|pardon our interruption"
    r"|access (?:to this page )?(?:has been )?denied|robot check|captcha|bot verification)\W", re.I,
)  # fmt: skip
_ERROR = re.compile(
    r"(?:(?:error|http)?\s*(?:4\d\d|50\d)\b[\s:–—-]*(?:error|forbidden|unauthorized|not found|bad gateway|service"
    r"|internal|gateway|too many)?\W*\Z"
    r"|(?:error|http)?\s*(?:4\d\d|50\d)[\s:–—-]+(?:forbidden|unauthorized|not found|page not|bad gateway"
    r"|service (?:temporarily )?unavailable"
    r"|internal server|gateway time-?out|too many)"
    r"|(?:sorry,? )?(?:the )?(?:page|file|article|document|content|requested (?:page|url))(?: you (?:requested"
    r"|are looking for))?"
    r"(?: (?:is|was|could|can|does|has|be))* ?(?:not|no longer|n[o’']t|cannot be)(?: be)? (?:found|exist|available)"
    r"|not found\W*\Z|bad gateway|service unavailable|forbidden\W*\Z|internal server error|under (?:construction"
    r"|maintenance)\W*\Z"
    r"|página no encontrada|página não encontrada|page (?:introuvable|non trouvée)|seite nicht gefunden"
    r"|pagina non trovata"
    r"|страница не найдена|сторінку не знайдено|sayfa bulunamadı|halaman tidak ditemukan|không tìm thấy trang"
    r"|الصفحة غير موجودة"
    r"|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|페이지를 찾을 수 없|页面(?:不存在|未找到|没有找到)|找不到(?:页面|該頁)"
    r"|ページが見つかりません)", re.I,
)  # fmt: skip
_SCRAPER = re.compile(
    r"(?:error (?:fetching|retrieving|extracting|downloading|loading|parsing|scraping)|failed to (?:fetch|retrieve"
    r"|download|load|extract)"
    r"|httpconnectionpool|httpsconnectionpool|max retries exceeded|traceback \(most recent|\w*(?:connection|timeout"
    r"|request|http|url)error\b"
    r"|read timed out|\[errno|connection (?:refused|reset|aborted)|could not (?:fetch|extract|retrieve)|(?:article"
    r"|content|text) not (?:found|available)\W*\Z"
    r"|no (?:content|text|article)(?: found| available)?\W*\Z)", re.I,
)  # fmt: skip
_SIGN_IN = re.compile(
    r"(?:(?:please )?(?:sign|log) ?[io]n|login|register(?: now)?|create (?:an |your )?account|subscribe(?: now)?"
    r"|subscription|вход|войти|iniciar sesión|connexion|anmelden|登录|登入|로그인|ログイン|تسجيل الدخول)"
    r"(?: (?:to|for) [^.]{0,40})?\W*", re.I,
)  # fmt: skip
_FOUND = re.compile(
    r"(?:(?:search(?: results?)?(?: for)?|results? for|tags?|category|categories|archives?|topics?)"
    r"(?::.*| +[-–] .*| *[“\"].*| results?)?"
    r"|(?:результаты поиска|resultados de búsqueda|résultats de recherche|suchergebnisse|搜索结果|검색 ?결과"
    r"|検索結果)\b.*)",
    re.I,
)
_WALL = re.compile(r"(?<![a-z])(?:pay-?wall|metered|subscriber-only|premium-wall|regwall)", re.I)
MIN_TEASER = 40  # characters
MAX_NOTICE = 1500  # characters of an error page's text; a report is longer, or has another headline


def check_error(title: str, paragraphs: list[str]) -> None:
    """Raise NotAnArticle for the page or the cell of an error or a challenge, by its headline or its only line."""
    text = " ".join(paragraphs)
    if len(text) > MAX_NOTICE:
        return
    if _SIGN_IN.fullmatch(title):
        raise NotAnArticle(f"not an article: a page on which readers sign in (“{title[:80]}”)")
    if _CHALLENGE.match(f"{title} "):
        raise NotAnArticle(f"not an article: a challenge page of the site (“{title[:80]}”)")
    if _ERROR.match(title):
        raise NotAnArticle(f"not an article: an error page (“{title[:80]}”)")
    if text and len(text) <= 400 and (_SCRAPER.match(text) or (len(text) <= 80 and _ERROR.match(text))):
        raise NotAnArticle(f"not an article: an error message in place of the text (“{text[:80]}”)")


def without_text(page: Page) -> NotAnArticle:
    """Return why a page has no running text: the rest of it is behind a paywall, or it is a list or a front page."""
    named = (
        f"{one.get('class') or ''} {one.get('id') or ''}" for one in page.tree.iter("div", "section", "aside", "p")
    )
    if any(map(_WALL.search, named)):
        return NotAnArticle("only the beginning of the text: the rest is behind the site’s paywall")
    return NotAnArticle("not an article: no block of running text, as on a front page or a list")


def check_found(title: str) -> None:
    """Raise NotAnArticle for a page of search results, of a tag or of an archive, by its headline."""
    if _FOUND.fullmatch(title):
        raise NotAnArticle(f"not an article: a list of what was found (“{title[:80]}”)")


def check_list(page: Page, paragraphs: list[str]) -> None:
    """Raise NotAnArticle for a section page: a linked headline before nearly every paragraph.

    A round-up says in its metadata that it is an article.
    """
    if page.schema or page.meta("article:published_time") or page.meta("og:type").lower() == "article":
        return
    paragraphs = [text for text in paragraphs if len(text) >= MIN_TEASER]
    kept = {text[:60] for text in paragraphs}
    under_link = 0
    heading: etree._Element | None = None
    for element in page.tree.iter("h2", "h3", "h4", "h5", "p", "div", "li", "dt", "strong"):
        if element.tag in ("p", "div", "li"):
            text = " ".join("".join(element.itertext()).split())
            if text[:60] in kept and (element.tag == "p" or len(element) == 0):
                under_link += heading is not None
                heading = None
        else:
            link = element.find(".//a[@href]")
            parent = element.getparent()
            linked = link is not None or (parent is not None and parent.tag == "a")
            heading = element if linked and "".join(element.itertext()).strip() else None
    if under_link >= 3 and under_link >= 0.6 * len(paragraphs):
        raise NotAnArticle("not an article: a list of reports, each under a headline that links to it")
