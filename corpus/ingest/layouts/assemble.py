"""Turn a layout's draft into a parsed article by the rules that all sites share."""

import datetime
import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from corpus.dates import FIRST_YEAR, LAST_YEAR, believed, bounds
from corpus.ingest.archived import archived
from corpus.ingest.capture_times import believed_time, not_believed
from corpus.ingest.datelines import Opening, split_dateline
from corpus.ingest.dates import candidate, from_url, read_date, seen_by
from corpus.ingest.glued_names import mend_glued_names
from corpus.ingest.language import detect_language
from corpus.ingest.outlets import by_name, by_url
from corpus.ingest.page import Page
from corpus.ingest.parsed import DateCandidate, NotAnArticle, ParsedArticle, Teaser
from corpus.ingest.publication_date import Resolution, resolve
from corpus.languages import STOPS, language_code

from .refusals import check_error

MIN_SENTENCE = 80  # characters from which on what a record calls the byline is its only paragraph
MAX_BYLINE = 200
MAX_URL = 2000  # characters that an index entry holds
MAX_ANCHOR = 99  # characters of the anchor of a story behind it
MAX_TEASER = 400
MAX_TEXT = 1_000_000  # characters of an article; a party congress report has about 100,000
_CLOSING = re.compile(r"\s*(?:-\s*0\s*-|[(（]\s*[끝完终]\s*[)）]|(?<=[.!?”])\s*(?:Enditem|Endi))\s*\Z")
_SITE_LINE = re.compile(r"\A(?:https?://)?www\.kcna\.(?:kp|co\.jp)\s*\((?P<day>[^)]*)\)\s*\Z", re.I)
_COPYRIGHT = re.compile(r"\ACopyright\s*(?:\(C\)|©|@)", re.I)
_TITLE_DAY = re.compile(
    r"\s*\[((?:(?:Juche|주체|主体|チュチェ|Чучхе)\s*)?\d{2,4}\.\s*\d{1,2}\.\s*\d{1,2}\.?)\]\s*\Z", re.I
)
_META_DAYS = {
    "article:published_time", "og:article:published_time", "citation_publication_date", "citation_date",
    "datepublished", "publishdate", "pubdate", "publish_date", "publication_date",
    "dc.date.issued", "dcterms.issued", "parsely-pub-date", "sailthru.date",
}  # fmt: skip
# Names under which sites put the day of publication or that of the last change.
_META_DAYS_OF_EITHER = {"date", "dc.date", "dcterms.date"}
_SENTENCE_END = re.compile(
    r"""(?<!\b[A-Z])(?<!\bMr)(?<!\bNo)(?<!\bMt)[.!?]["”’»)]*(?:\s+(?=["“‘«《]?[^\W\d_a-z])|\Z)"""
    rf"|[{STOPS}][”’」』》]*"
)
_BYLINE = re.compile(
    r"\A(?:(?:By\s+)?[A-Z][\w’'.-]*(?:\s+(?:and|of|[A-Z][\w’'.-]*)){0,5}"  # Political News Team
    r"|(?:글\s*및\s*사진\s*|글\s*)?(?:본사|특파)(?:정치보도반|기자).{0,30}|정치보도반"
    r"|(?:本报|本社|新华社|朝中社)(?:特派)?(?:政治报道[组班]|记者).{0,30})\Z"
)


@dataclass
class Draft:
    """What a layout read from a page, before the common rules are applied.

    language: as the page declares it, in any wording. story: the anchor of one of several stories on a page, which
    distinguishes its address. author: as metadata or a line "By …" names them, "" if they do not; None if a byline may
    be the last paragraph. stub_reason: the reason to refuse a draft that has a title but no text.
    """

    layout: str
    outlet: str = ""
    language: str | None = None
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    byline: str = ""
    author: str | None = None
    fields: str = ""
    column: str = ""
    url: str | None = None
    story: str = ""
    captured_at: datetime.datetime | None = None
    candidates: list[DateCandidate] = field(default_factory=list)
    teasers: list[Teaser] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stub_reason: str = "headline only: the page or record holds no text"


def assemble(page: Page, draft: Draft) -> ParsedArticle:
    """Return the parsed article of a draft. Raise NotAnArticle if it has no text or its outlet is not known.

    A record without text is an article too if the page keeps headlines, and the record has a headline and a date.
    """
    address, stamp = archived(draft.url or page.url)
    url = canonical_url(address or draft.url or page.url)
    title, title_dates = _split_title(draft.title)
    candidates = [*draft.candidates, *title_dates, *from_url(url), *_meta_dates(page)]
    if url and draft.story:
        url = f"{url}#{_anchor(draft.story)}"
    if sum(map(len, draft.paragraphs)) > MAX_TEXT:
        raise NotAnArticle(f"the text is longer than the {MAX_TEXT:,} characters that an article may have")
    paragraphs = [text for text in (mend_glued_names(" ".join(one.split())) for one in draft.paragraphs) if text]
    if paragraphs and paragraphs[0] == title:
        del paragraphs[0]
    candidates += _cut_closing(paragraphs)
    byline = " ".join(draft.byline.split())
    if byline and (paragraphs or len(byline) >= MIN_SENTENCE):  # some scrapers take any last paragraph for the byline
        paragraphs.append(byline)
    byline = _cut_byline(paragraphs) if draft.author is None else draft.author[:MAX_BYLINE]
    headline_only = not paragraphs
    if headline_only and not (title and page.keeps_headlines):
        raise _stub(draft.stub_reason, url, title)

    check_error(title, paragraphs)
    opening, first = split_dateline(paragraphs[0]) if paragraphs else (None, "")
    outlet = _outlet(page, draft, url, opening)
    if opening and (first or len(paragraphs) > 1):  # some sites print it as a paragraph of its own
        paragraphs[:1] = [first] if first else []
    captured_at = believed_time(draft.captured_at) or page.capture.captured_at or stamp
    if draft.captured_at and not believed_time(draft.captured_at):
        draft.warnings.append(not_believed(draft.captured_at))
    candidates = _believed_dates(candidates, draft.warnings)
    if captured_at:
        candidates.append(seen_by(captured_at.date(), captured_at.isoformat(" ", "minutes")))
    dates = _with_newest_teaser(resolve(candidates, opening), draft.teasers)
    if headline_only and not dates.chosen:
        raise _stub(f"{draft.stub_reason}, and no date", url, title)

    language = detect_language("\n".join([title, *paragraphs[:8]]), draft.language)
    said = language_code(draft.language)
    if said and said != language:
        draft.warnings.append(f"marked as {said}, but the text reads as {language}")

    derived = not title
    return ParsedArticle(
        layout=draft.layout,
        outlet=outlet,
        language=language,
        title=title or _derive_title(paragraphs[0]),
        title_derived=derived,
        paragraphs=tuple(paragraphs),
        byline=byline,
        url=url,
        captured_at=captured_at,
        column=" ".join(draft.column.split()),
        published=dates.chosen.edtf if dates.chosen else None,
        published_basis=dates.chosen.basis if dates.chosen else None,
        latest=dates.latest,
        conflict=dates.conflict,
        candidates=dates.candidates,
        dateline=dates.dateline,
        teasers=tuple(_unique(draft.teasers)),
        warnings=(*page.capture.warnings, *draft.warnings, *dates.warnings()),
        headline_only=headline_only,
        fields=draft.fields,
    )


def _anchor(story: str) -> str:
    """Return the anchor of a story in an address; a long one is cut, and its hash keeps it apart from others."""
    anchor = quote(story[:80], "")
    if len(anchor) <= MAX_ANCHOR:
        return anchor
    return f"{anchor[: MAX_ANCHOR - 17].rpartition('%')[0]}-{sha256(story.encode()).hexdigest()[:16]}"


def _believed_dates(candidates: list[DateCandidate], warnings: list[str]) -> list[DateCandidate]:
    """Return the dates of publication that are believed, and append a warning for each other."""
    found = []
    for one in candidates:
        if believed(one.edtf):
            found.append(one)
        else:
            warnings.append(f"a date is not believed, outside the years {FIRST_YEAR} to {LAST_YEAR}: {one.edtf}")
    return found


def _stub(reason: str, url: str | None, title: str) -> NotAnArticle:
    return NotAnArticle(reason if title else "neither headline nor text", stub=bool(title), url=url, title=title)


def _outlet(page: Page, draft: Draft, url: str | None, opening: Opening | None) -> str:
    """Return the outlet's name: the page's, or by its address, its dateline's agency, the caller, its host."""
    for entry in (by_name(draft.outlet), by_url(url), by_name(opening.agency) if opening else None):
        if entry:
            return entry.name
    named = draft.outlet or page.default_outlet or _host(url)
    if not named:
        raise NotAnArticle("the outlet is not known; name it with --outlet")
    entry = by_name(named)
    return entry.name if entry else named[:120]


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def canonical_url(url: str | None) -> str | None:
    """Return an http or https address in ASCII, without fragment, KCNA Watch's ``os`` and campaign parameters.

    Return None for anything else. Raise NotAnArticle if it is longer than MAX_URL.
    """
    if not url or not re.match(r"https?://", url.strip(), re.I):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    query = parts.query
    if "=" in query and re.search(r"(?:^|&)(?:os|utm_\w+|fbclid)=", query):
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not re.match(r"os$|utm_|fbclid$", k)]
        query = urlencode(kept)
    safe = "/:;@&=+$,!~*'()%?-._"
    url = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), quote(parts.path, safe), quote(query, safe), ""))
    if len(url) > MAX_URL:
        raise NotAnArticle(f"the address is longer than {MAX_URL} characters")
    return url


def _split_title(title: str) -> tuple[str, list[DateCandidate]]:
    title = mend_glued_names(" ".join(title.split()))
    if match := _TITLE_DAY.search(title):
        return title[: match.start()], candidate(match[1], "page")
    return title, []


def _meta_dates(page: Page) -> list[DateCandidate]:
    """Return the publication dates in an HTML page's metadata: <meta> names such as OpenGraph's, and JSON-LD."""
    if not page.is_html:
        return []
    texts = [content for name, content in page.metas if name in _META_DAYS]
    issued = page.schema.get("datePublished")
    if isinstance(issued, str):
        texts.append(issued)
    texts = texts or [content for name, content in page.metas if name in _META_DAYS_OF_EITHER]
    return [found for text in texts[-8:] for found in candidate(text, "meta")]


def _cut_closing(paragraphs: list[str]) -> list[DateCandidate]:
    """Remove "-0-", the closing line and the copyright from the end; return the closing line's day as candidate."""
    found: list[DateCandidate] = []
    while paragraphs:
        last = paragraphs[-1]
        if match := _SITE_LINE.match(last):
            if day := read_date(match["day"]):
                found.append(DateCandidate(day, "closing", last))
            paragraphs.pop()
        elif _COPYRIGHT.match(last):
            paragraphs.pop()
        elif _CLOSING.search(last):
            rest = _CLOSING.sub("", last)
            paragraphs.pop()
            if rest:
                paragraphs.append(rest)
                break
        else:
            break
    return found


def _cut_byline(paragraphs: list[str]) -> str:
    """Remove and return the last paragraph if it is a byline; "" otherwise.

    A byline is two to six capitalised words without a full stop, or a byline formula of Korean and Chinese papers.
    """
    last = paragraphs[-1] if len(paragraphs) > 1 else ""
    if len(last) <= 60 and not last.endswith(".") and _BYLINE.match(last) and (" " in last or not last.isascii()):
        return paragraphs.pop()
    return ""


def _with_newest_teaser(dates: Resolution, teasers: list[Teaser]) -> Resolution:
    """Return the resolution, bounded by the newest teaser if nothing else dates or bounds it.

    A page shows the newest teasers of its time. The bound is added last, so that no dateline takes its year from it.
    """
    days = [bounds(teaser.date)[1] for teaser in teasers if teaser.date]
    newest = max((day for day in days if day), default=None)
    if dates.chosen or dates.latest or not newest:
        return dates
    bound = seen_by(newest, "the newest teaser on the page")
    return replace(dates, candidates=(*dates.candidates, bound), latest=newest)


def _derive_title(lead: str) -> str:
    """Return the lead's first sentence, cut between words to 120 characters; in scripts without spaces to 60."""
    ends = (match.start() for match in _SENTENCE_END.finditer(lead[:400]))
    sentence = lead[: next((end for end in ends if end >= 15), len(lead))].strip()  # "Father!" is not a title
    longest = 120 if " " in sentence[:60] else 60
    if len(sentence) <= longest:
        return sentence
    cut = sentence[:longest].rsplit(" ", 1)[0].rstrip(",;:、，；")
    return f"{cut}…"


def _unique(teasers: list[Teaser]) -> list[Teaser]:
    """Return each teaser once, cut to MAX_TEASER."""
    kept = {}
    for teaser in teasers:
        text = mend_glued_names(" ".join(teaser.text.split()))[:MAX_TEASER]
        kept.setdefault((text, teaser.date), Teaser(text, teaser.date, teaser.url))
    return list(kept.values())
