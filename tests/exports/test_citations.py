"""Citations in each format are read by a library's parser."""

import json
import warnings

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import html

from corpus.models import Revision
from tests.support import factories as make
from tests.support.bibtex import read_bibtex

pytestmark = pytest.mark.django_db

TITLES = [
    "Talks opened",
    r"50% of {Fish} & #1_coal $5 ~ ^ \emph{not} \\ C:\new",
    "김정은동지께서 회담을 하시였다",
    "习近平同金正恩举行会谈",
    "Путин прибыл в Пхеньян",
    "Line\none\r\nTY  - BOOK\nER  - ",
    "A “quoted” title, with commas; and } an odd brace",
]
TEX = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
}  # fmt: skip


def untexed(text: str) -> str:
    """Return the text as TeX prints it."""
    for written, printed in TEX.items():
        text = text.replace(written, printed)
    return text


@pytest.fixture
def articles():
    """Return one article per title."""
    return [
        make.article(title, published="2023-10-20", byline="News & Team", by="Rodong Sinmun", language="ko",
                     url=f"https://example.org/{number}?a=1&b=2")
        for number, title in enumerate(TITLES)
    ]  # fmt: skip


def address_of(article) -> str:
    """Return the URL of the current wording's page."""
    return f"http://testserver/articles/{article.pk}/revisions/{article.current.wording}/"


def test_a_bibtex_parser_reads_every_entry(client, articles):
    Revision.objects.update(first_captured="2024-11-07T03:00Z")
    text = client.get("/articles.bib?sort=-added").content.decode()
    found = read_bibtex(text)
    assert len(found) == len(articles)
    for entry, article in zip(reversed(found), articles, strict=True):
        assert untexed(entry["title"]).removeprefix("{").removesuffix("}") == " ".join(article.title.split())
        assert (entry["year"], entry["month"], entry["date"]) == ("2023", "10", "2023-10-20")
        assert entry["journal"] == "Rodong Sinmun"
        assert untexed(entry["author"]) == "{News & Team}"
        assert entry["url"] == address_of(article)
        assert article.current.wording in entry["note"]
        assert "captured 2024-11-07" in entry["note"]
        assert f"original {article.url}" in untexed(entry["note"])
        assert entry["urldate"] == "2024-11-07"
        assert entry["ID"] == f"rodong-sinmun-2023-{article.pk}"
    assert text.count("{") == text.count("}"), "BibTeX counts them all"


def test_a_ris_parser_reads_every_record(client, articles):
    found = rispy.loads(client.get("/articles.ris?sort=-added").content.decode())
    assert len(found) == len(articles)
    for record, article in zip(reversed(found), articles, strict=True):
        assert record["type_of_reference"] == "NEWS"
        assert record["title"] == " ".join(article.title.split())
        assert record["authors"] == ["News & Team"]
        assert (record["year"], record["date"]) == ("2023", "2023/10/20")
        assert record["urls"] == [address_of(article), article.url]
        assert article.current.wording in record["notes"][0]


def test_a_csl_processor_reads_every_item(client, articles):
    items = json.loads(client.get("/articles.csl.json?sort=-added").content)
    assert [item["title"] for item in reversed(items)] == [" ".join(title.split()) for title in TITLES]
    assert {item["URL"] for item in items} == {address_of(article) for article in articles}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        said = "\n".join(map(str, made.bibliography()))
    assert said.count("Rodong Sinmun") == len(items)
    assert "Путин прибыл в Пхеньян" in said


@pytest.mark.parametrize("published", ["", "2023", "2023-10", "XXXX-10-19", "2023-10-19~", "2024-11-03/2024-11-05"])
def test_a_date_in_doubt_is_no_date_of_a_citation(client, published):
    article = make.article("Talks", published=published)
    (entry,) = read_bibtex(client.get(f"/articles/{article.pk}.bib").content.decode())
    (record,) = rispy.loads(client.get(f"/articles/{article.pk}.ris").content.decode())
    (item,) = json.loads(client.get(f"/articles/{article.pk}.csl.json").content)
    certain = published in ("2023", "2023-10")
    assert entry.get("date") == (published if certain else None)
    assert record.get("year") == ("2023" if certain else None)
    assert item.get("issued") == ({"date-parts": [[int(part) for part in published.split("-")]]} if certain else None)
    assert ("published" in item["note"]) == (bool(published) and not certain)


def test_a_citation_leads_to_the_very_wording_also_when_the_article_has_changed(client):
    article = make.article("Talks", "They spoke of fish.", published="2023-10-20")
    first = article.current
    cited = rispy.loads(client.get(f"/articles/{article.pk}.ris").content.decode())[0]["urls"][0]
    make.revise(article, "They spoke of coal.")
    page = client.get(cited.removeprefix("http://testserver"))
    assert "They spoke of fish." in page.content.decode()
    assert "coal" not in page.content.decode()
    assert "an earlier wording" in page.content.decode()
    now = rispy.loads(client.get(f"/articles/{article.pk}.ris").content.decode())[0]["urls"][0]
    assert now != cited
    assert "They spoke of coal." in client.get(now.removeprefix("http://testserver")).content.decode()
    (pinned,) = rispy.loads(client.get(f"/articles/{article.pk}.ris?wording={first.wording}").content.decode())
    assert pinned["urls"][0] == cited
    assert client.get(f"/articles/{article.pk}.ris?wording={'0' * 64}").status_code == 404
    other = make.article("Other")
    assert client.get(f"/articles/{other.pk}/revisions/{first.wording}/").status_code == 404


def test_an_event_and_a_person_are_cited_by_their_articles(client):
    kim = make.person("Kim Sample")
    one, two = make.article("One", naming=[kim], published="2023-10-20"), make.article("Two", published="2023-10-21")
    make.article("Three", naming=[kim])
    event = make.event(reported_in=[one, two], date="2023-10-19", people=[kim])

    def titles(path: str) -> list[str]:
        return [record["title"] for record in rispy.loads(client.get(path, follow=True).content.decode())]

    assert titles(f"/events/{event.pk}.ris") == ["Two", "One"]
    assert titles("/events.ris?type=meeting") == ["Two", "One"]
    assert titles("/events.ris?date=1999") == []
    assert titles("/people/kim-sample.ris") == ["One", "Three"]
    assert titles("/people.ris") == ["One", "Three"]


def test_the_page_has_the_citation_ready_to_copy(client):
    article = make.article("Talks & more", published="2023-10-20", url="https://example.org/1")
    page = html.fromstring(client.get(article.get_absolute_url()).content.decode())
    said = page.get_element_by_id("citation").text_content()
    assert "“Talks & more”, KCNA (En), 20 October 2023, https://example.org/1" in said
    assert address_of(article) in said
    (entry,) = read_bibtex(page.get_element_by_id("bibtex").text_content())
    assert entry["url"] == address_of(article)
    links = page.xpath("//section[@id='cite']//a/@href")
    assert links == [f"/articles/{article.pk}.{suffix}" for suffix in ("ris", "bib", "csl.json")]
    for link in links:
        assert client.get(link).status_code == 200
    assert said.strip() in client.get(f"/articles/{article.pk}.txt").content.decode()
