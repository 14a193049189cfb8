"""The panel that cites an article."""

from dataclasses import dataclass

from django.urls import reverse

from corpus.exports.citation import Citation, cite
from corpus.exports.formats import CITATIONS
from corpus.models import Article, Revision
from corpus.views.addresses import base_of
from corpus.views.downloads.links import Link


@dataclass(frozen=True)
class CitationPanel:
    """A citation, in words and as BibTeX, and the links to its files."""

    citation: Citation
    bibtex: str
    links: tuple[Link, ...]

    @classmethod
    def of(cls, article: Article, wording: Revision | None, request) -> "CitationPanel":
        """Return the panel of an article in one of its wordings."""
        citation = cite(article, wording, base_of(request))
        pinned = f"?wording={wording.wording}" if wording and wording.pk != article.current_id else ""
        links = tuple(
            Link(one.label, reverse("article-format", args=[article.pk, suffix]) + pinned)
            for suffix, one in CITATIONS.items()
        )
        return cls(citation, CITATIONS["bib"].entry(citation), links)
