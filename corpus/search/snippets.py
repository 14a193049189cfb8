"""The words around what was searched, for the rows a page shows. Never HTML: parts, of which some are marked."""

import re
from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from corpus.models import Article
from corpus.models.article import LEAD

from .words import RUN

OPEN, CLOSE = "\ue000", "\ue001"  # private-use characters stand for the marks until the text is cut into parts
_SEARCHED = 100_000  # characters of a text in which snippets are looked for
_OPTIONS = f'StartSel={OPEN}, StopSel={CLOSE}, MaxFragments=2, MinWords=12, MaxWords=28, FragmentDelimiter=" … "'
_HEADLINE = """ts_headline(dateline_configuration(language)::regconfig, left(text, %s),
    websearch_to_tsquery(dateline_configuration(language)::regconfig, %s), %s)"""
_AROUND = 50  # characters of Chinese, Japanese or Korean on each side of what was searched


@dataclass(frozen=True)
class Part:
    """A piece of text; marked where it is what was searched."""

    text: str
    marked: bool = False


def snippets(articles: list[Article], text: str) -> dict[int, list[Part]]:
    """For each article (with its ``lead``), the searched words in their sentences. One query for all of them."""
    runs = RUN.findall(re.sub(r'-("[^"]*"|\S+)', "", text))
    leads = {article.pk: " ".join(article.lead.split()) for article in articles}
    headline = RawSQL(_HEADLINE, [_SEARCHED, text, _OPTIONS], output_field=TextField())
    found = Article.objects.filter(pk__in=leads).annotate(headline=headline)
    if not runs:
        return {pk: _cut_out(parts(made), leads[pk]) for pk, made in found.values_list("pk", "headline")}
    rows = found.values_list("pk", "headline", "text")
    return {pk: _around(body[:_SEARCHED], runs) or _cut_out(parts(made), leads[pk]) for pk, made, body in rows}


def _around(body: str, runs: list[str]) -> list[Part]:
    """The first place where one of these runs of characters stands, with every run in it marked."""
    pattern = re.compile("|".join(map(re.escape, sorted(runs, key=len, reverse=True))))
    body = " ".join(body.split())
    first = pattern.search(body)
    if not first:
        return []
    start, end = max(0, first.start() - _AROUND), first.end() + 2 * _AROUND
    marked = pattern.sub(lambda run: f"{OPEN}{run[0]}{CLOSE}", body[start:end])
    return [*([Part("…\u00a0")] if start else []), *parts(marked), *([Part("\u00a0…")] if end < len(body) else [])]


def _cut_out(found: list[Part], lead: str) -> list[Part]:
    """With dots where the snippet does not begin where the text does, or ends within a sentence."""
    said = "".join(part.text for part in found)
    before = [] if lead.startswith(said[:40]) else [Part("…\u00a0")]
    after = [] if said.endswith((".", "!", "?")) else [Part("\u00a0…")]
    return [*before, *found, *after]


def parts(headline: str) -> list[Part]:
    """The text cut at its marks."""
    pieces = re.split(f"{OPEN}([^{CLOSE}]*){CLOSE}", " ".join(headline.split()))
    return [Part(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def shortened(lead: str) -> str:
    """How a text begins, on one line, cut at a word."""
    lead = " ".join(lead.split())
    return lead if len(lead) < LEAD - 20 else lead[: LEAD - 20].rsplit(" ", 1)[0] + "\u00a0…"
