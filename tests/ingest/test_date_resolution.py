"""The publication date chosen from a page's candidates, through the layouts and on the article's page."""

import datetime
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.ingest import publication_date
from corpus.ingest.capture import Capture
from corpus.ingest.datelines import Opening
from corpus.ingest.layouts import parse
from corpus.ingest.parsed import DateCandidate, ParsedArticle
from corpus.models import Capture as StoredCapture
from corpus.models import DateCandidate as StoredCandidate
from corpus.models.fields import DateBasis
from tests.support import factories as make

BODY = "The two sides spoke about the exchanges of the coming year in a friendly atmosphere and agreed to meet again."
IMPORTED_2016 = "https://kcnawatch.org/newstream/1452005008-1/a-visit/"  # 5 January 2016
IMPORTED_2024 = "https://kcnawatch.org/newstream/1716800553-1/a-visit/"  # 27 May 2024


def seen(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def parsed(raw: bytes, media_type: str, **capture) -> ParsedArticle:
    [found] = parse(Capture(raw, "test", media_type, **capture), default_outlet="KCNA")
    return found


def page(*, dateline: str = "", captured: str = "", url: str | None = None, head: str = "") -> ParsedArticle:
    """Return an HTML page with this evidence."""
    text = "".join(f"<p>{one}</p>" for one in (f"{dateline} {BODY}", f"Once more: {BODY}", f"At last: {BODY}"))
    html = f"<html><head>{head}</head><body><h1>A Visit</h1><article>{text}</article></body></html>"
    return parsed(html.encode(), "text/html", url=url, captured_at=seen(captured) if captured else None)


def record(published: str, *, text: str = "", dateline: str = "", captured: str = "", url: str = "") -> ParsedArticle:
    """Return a scrape's record with this evidence."""
    row = {"headline": "A Visit", "text": text or f"{dateline} {BODY}", "outlet": "KCNA", "url": url}
    raw = json.dumps(row | {"published": published}).encode()
    return parsed(raw, "application/json", captured_at=seen(captured) if captured else None)


def candidates(found: ParsedArticle) -> set[tuple[str, str]]:
    return {(one.basis, one.edtf) for one in found.candidates}


def test_every_candidate_is_kept_with_its_basis_and_the_words_it_was_read_from():
    found = page(
        head='<meta property="article:published_time" content="2024-05-27T10:00:00Z">',
        dateline="Pyongyang, May 27 (KCNA) --",
        url="https://example.org/2024/05/27/a-visit",
        captured="2024-11-07",
    )
    assert candidates(found) == {
        ("meta", "2024-05-27"), ("url", "2024-05-27"), ("dateline", "2024-05-27"), ("capture", "/2024-11-07"),
    }  # fmt: skip
    assert {one.basis: one.evidence for one in found.candidates} == {
        "meta": "2024-05-27T10:00:00Z", "url": "2024/05/27", "dateline": "Pyongyang, May 27 (KCNA) --",
        "capture": "2024-11-07 12:00+00:00",
    }  # fmt: skip
    assert (found.published, found.published_basis, found.conflict) == ("2024-05-27", "url", False)
    assert found.latest == datetime.date(2024, 11, 7)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="publishdate" content="2024-05-27">',
        '<meta itemprop="datePublished" content="May 27, 2024">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-27T10:00+09"}</script>',
    ],
)
def test_metadata(head):
    found = page(head=head)
    assert (found.published, found.published_basis) == ("2024-05-27", "meta")


ORDERED = list(publication_date.ORDER)


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDERED)))
def test_each_basis_goes_before_the_next(first, second):
    one, other = DateCandidate("2024-05-27", first, ""), DateCandidate("2024-05-28", second, "")
    assert publication_date.choose([other, one])[0] == one


def test_the_order_in_the_docs_and_in_the_choices_is_that_of_the_code():
    text = (Path(__file__).parents[2] / "docs/developing/dates.md").read_text()
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.M)) == publication_date.ORDER
    assert [one for one in DateBasis.values if one in publication_date.ORDER] == ORDERED


def test_a_more_exact_date_goes_before_one_it_lies_within():
    url = "https://www.globaltimes.cn/page/202203/1256754.shtml"
    found = page(url=url, dateline="BEIJING, March 24 (Xinhua) --")
    assert candidates(found) == {("url", "2022-03"), ("dateline", "2022-03-24")}
    assert (found.published, found.published_basis, found.conflict) == ("2022-03-24", "dateline", False)
    found = page(url=url, dateline="BEIJING, May 24 (Xinhua) --")
    assert (found.published, found.conflict) == ("2022-03", True)


def test_a_contradiction_is_kept_and_shown():
    found = record("2024-09-12", dateline="Pyongyang, September 5 (KCNA) --")
    assert candidates(found) == {("record", "2024-09-12"), ("dateline", "2024-09-05")}
    assert (found.published, found.conflict) == ("2024-09-12", True)
    assert found.warnings == ("the dates disagree: 2024-09-12 (record), 2024-09-05 (dateline)",)
    assert not record("2024-09-06", dateline="Pyongyang, September 5 (KCNA) --").conflict


def test_a_date_after_the_capture_is_kept_and_not_taken():
    found = record("2042-05-27", url="https://example.org/2024/05/27/a-visit", captured="2024-11-07")
    assert (found.published, found.published_basis, found.conflict) == ("2024-05-27", "url", True)
    assert ("record", "2042-05-27") in candidates(found)
    alone = record("2042-05-27", captured="2024-11-07")
    assert (alone.published, alone.conflict, alone.latest) == (None, True, datetime.date(2024, 11, 7))
    assert candidates(alone) == {("record", "2042-05-27"), ("capture", "/2024-11-07")}


def test_a_day_of_difference_to_the_capture_is_one_of_time_zones():
    found = record("2024-11-08", captured="2024-11-07")
    assert (found.published, found.conflict) == ("2024-11-08", False)


@pytest.mark.parametrize(
    ("published", "dateline", "year"),
    [
        ("2024-01-01", "December 31", "2023-12-31"),
        ("2023-12-31", "January 1", "2024-01-01"),
        ("2024-05", "May 27", "2024-05-27"),
        ("2024", "May 27", "2024-05-27"),
        ("2024-03-01", "February 29", "2024-02-29"),
        ("2023-03-01", "February 29", "2024-02-29"),
        ("2022-03-01", "February 29", "XXXX-02-29"),
        ("2024-05-27", "May 32", None),
    ],
)
def test_a_dateline_takes_the_year_nearest_to_the_publication(published, dateline, year):
    assert record(published, dateline=f"Pyongyang, {dateline} (KCNA) --").dateline.date == year


@pytest.mark.parametrize(
    ("captured", "dateline", "published"),
    [
        ("2026-08-01", "July 23", "2026-07-23"),
        ("2026-07-23", "July 24", "2026-07-24"),
        ("2026-07-01", "July 23", "2025-07-23"),
        ("2027-01-02", "December 31", "2026-12-31"),
        ("2027-01-02", "February 29", "2024-02-29"),
        ("", "July 23", None),
    ],
)
def test_a_dateline_alone_takes_its_year_from_the_capture(captured, dateline, published):
    found = page(dateline=f"Pyongyang, {dateline} (KCNA) --", captured=captured)
    assert found.published == published
    assert found.dateline.date == (published or "XXXX-07-23")


def test_a_printed_year_needs_no_evidence():
    found = page(dateline="Pyongyang, Jan. 5, 2024 (KCNA) --")
    assert (found.published, found.published_basis) == ("2024-01-05", "dateline")


def test_a_time_of_import_is_a_last_day_and_the_day_itself_where_nothing_contradicts_it():
    old = record("2005-07-04", url=IMPORTED_2016, dateline="Pyongyang, July 4 (KCNA) --")
    assert (old.published, old.dateline.date, old.conflict) == ("2005-07-04", "2005-07-04", False)
    assert ("import", "2016-01-05") in candidates(old)
    early = record("2024-05-27", url=IMPORTED_2016)
    assert (early.published, early.conflict) == ("2024-05-27", True)
    lost = page(url=IMPORTED_2024)
    assert (lost.published, lost.published_basis) == ("2024-05-27", "import")


def test_a_time_of_import_gives_a_dateline_its_year_only_where_it_is_near():
    near = page(url=IMPORTED_2024, dateline="Pyongyang, May 26 (KCNA) --")
    assert (near.published, near.published_basis) == ("2024-05-26", "dateline")
    far = page(url=IMPORTED_2016, dateline="Pyongyang, July 4 (KCNA) --")
    assert (far.published, far.dateline.date) == (None, "XXXX-07-04")
    assert (far.conflict, far.latest) == (False, datetime.date(2016, 1, 5))


def test_teasers_give_a_dateline_no_year():
    lines = [
        f"Pyongyang, May 27 (KCNA) -- {BODY}", BODY, "More From KCNA.kp (En)", "Something else", "November 07, 2024",
        "Something else", "More Articles",
    ]  # fmt: skip
    found = parsed("\n".join(lines).encode(), "text/plain")
    assert (found.published, found.dateline.date) == (None, "XXXX-05-27")
    assert found.latest == datetime.date(2024, 11, 7)


def test_a_dateline_in_a_paragraph_of_its_own_is_no_text():
    found = record("2024-05-27", text=f"Pyongyang, May 27 (KCNA) --\n{BODY}")
    assert (found.paragraphs, found.dateline.place) == ((BODY,), "Pyongyang")


def test_the_dateline_of_a_known_day_is_one_candidate_more():
    opening = Opening("Pyongyang, May 26 (KCNA) --", "Pyongyang", 5, 26, "KCNA")
    found = publication_date.resolve([DateCandidate("2024-05-27", "page", "27/05/2024")], opening)
    assert [one.edtf for one in found.candidates] == ["2024-05-27", "2024-05-26"]
    assert (found.chosen.basis, found.conflict, found.latest) == ("page", False, None)


def shown(client, made) -> list[tuple[str, ...]]:
    """Return the rows under "Its date" on the article's page: words, verdict, the line below."""
    page = " ".join(client.get(made.get_absolute_url()).content.decode().split())
    section = re.search(r'<section id="dates">(.*?)</section>', page, re.S)[1]
    rows = re.findall(
        r'<strong>(.*?)</strong> <span class="[^"]*">(.*?)</span><span class="sub">(.*?)</span> </li>', section
    )
    return [tuple(re.sub(r"<[^>]+>", "", part) for part in row) for row in rows]


@pytest.mark.django_db
def test_the_page_says_what_each_candidate_is_worth(client):
    made = make.article("A Visit", BODY, published="2024-05-27")
    first = StoredCapture.objects.get(article=made)
    StoredCapture.objects.filter(pk=first.pk).update(captured_at=seen("2024-11-07"))
    second = StoredCapture.objects.get(article=made)
    second.pk, second.captured_at, second.sha256 = None, seen("2025-02-01"), "f" * 64
    second.save()
    for capture, edtf, basis, evidence in (
        (second, "2024-05-27", "page", "2024-05-27"),
        (first, "2024-05-26", "dateline", "Pyongyang, May 26"),
        (first, "2024-05", "url", "202405"),
        (first, "2024-07-01", "closing", "Juche113.7.1."),
        (first, "2042-05-27", "meta", "2042"),
        (first, "2024-08-01", "import", "1722470400"),
        (first, "/2024-11-07", "capture", "7 November"),
        (second, "/2025-02-01", "capture", "1 February"),
    ):
        StoredCandidate.objects.create(capture=capture, edtf=edtf, basis=basis, evidence=evidence)
    assert shown(client, made) == [
        ("27 May 2024", "taken", "Day, printed on the page: 2024-05-27, in 2 captures"),
        ("1 July 2024", "contradicts it", "Day, the closing line’s: Juche113.7.1."),
        ("May 2024", "agrees", "Month, taken from the address: 202405"),
        ("27 May 2042", "lies after its capture", "Day, in the page’s metadata: 2042"),
        ("26 May 2024", "agrees", "Day, the dateline’s: Pyongyang, May 26"),
        ("1 August 2024", "last possible day", "Day, when KCNA Watch took it in: 1722470400"),
        ("until 7 November 2024", "last possible day", "Interval, when it was seen: 7 November, in 2 captures"),
    ]


@pytest.mark.django_db
def test_the_page_of_an_undated_article(client):
    made = make.article("A Visit", BODY)
    StoredCandidate.objects.create(
        capture=made.captures.get(), edtf="XXXX-07-23", basis="dateline", evidence="Pyongyang, July 23"
    )
    assert shown(client, made) == [
        ("23 July, year not known", "not taken", "Unknown year, the dateline’s: Pyongyang, July 23")
    ]
