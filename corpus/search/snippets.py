"""The words around what was searched, for the rows a page shows. Never HTML: parts, of which some are marked."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline
from django.db.models.functions import Left

from corpus.models import Article
from corpus.models.article import LEAD

from .filters import websearch

OPEN, CLOSE = "\ue000", "\ue001"  # private-use characters stand for the marks until the text is cut into parts
_SEARCHED = 200_000  # characters of a text in which snippets are looked for


@dataclass(frozen=True)
class Part:
    """A piece of text; marked where it is what was searched."""

    text: str
    marked: bool = False


def snippets(articles: list[Article], text: str) -> dict[int, list[Part]]:
    """For each article (with its ``lead``), the searched words in their sentences. One query for all of them."""
    headline = SearchHeadline(
        Left("text", _SEARCHED),
        websearch(text),
        start_sel=OPEN,
        stop_sel=CLOSE,
        max_fragments=2,
        min_words=12,
        max_words=28,
        fragment_delimiter=" … ",
    )
    leads = {article.pk: " ".join(article.lead.split()) for article in articles}
    found = Article.objects.filter(pk__in=leads).annotate(headline=headline).values_list("pk", "headline")
    return {pk: _cut_out(parts(headline), leads[pk]) for pk, headline in found}


def _cut_out(found: list[Part], lead: str) -> list[Part]:
    """With dots where the snippet does not begin where the text does, or ends within a sentence."""
    said = "".join(part.text for part in found)
    before = [] if lead.startswith(said[:40]) else [Part("… ")]
    after = [] if said.endswith((".", "!", "?")) else [Part(" …")]
    return [*before, *found, *after]


def parts(headline: str) -> list[Part]:
    """The text cut at its marks."""
    pieces = re.split(f"{OPEN}([^{CLOSE}]*){CLOSE}", " ".join(headline.split()))
    return [Part(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def shortened(lead: str) -> str:
    """How a text begins, on one line, cut at a word."""
    lead = " ".join(lead.split())
    return lead if len(lead) < LEAD - 20 else lead[: LEAD - 20].rsplit(" ", 1)[0] + " …"
