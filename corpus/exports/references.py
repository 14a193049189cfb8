"""Citations for reference managers: BibTeX, RIS, CSL-JSON."""

from collections.abc import Iterator

import bibtexparser
import rispy
from bibtexparser import Library
from bibtexparser.model import Entry, Field

from corpus.models import Article

from .citation import Citation, cite
from .format import Format
from .jsonl import line
from .snapshot import Selection


class References(Format):
    """A format of citations: of the articles of a list, or of those that report its events or name its people.
    Subclasses implement ``entry``."""

    purpose = "for a reference manager"
    before, between, after = "", "", ""

    def has(self, listed):
        """Return whether the list's rows are articles or are cited by articles."""
        return listed.is_citable

    def select(self, listed, filterset):
        """Return the articles to cite, each with its outlet and current wording."""
        rows, ids = listed.cited_articles(filterset)
        return Selection(rows, ids, lambda ids: load(Article.objects.in_order(ids)))

    def write(self, listed, batches, size, base) -> Iterator[str]:
        """Yield the entries of each batch, after a remark on rows left out if the format has comments."""
        yield self.before + self.remark(size)
        between = ""
        for articles in batches:
            entries = [self.entry(cite(article, article.current, base)) for article in articles]
            yield between + self.between.join(entries)
            between = self.between
        yield self.after

    def remark(self, size) -> str:
        """Return a comment on rows left out; empty if the format has no comments."""
        return ""

    def entry(self, citation: Citation) -> str:
        """Return the entry of one article."""
        raise NotImplementedError


def load(queryset) -> list[Article]:
    """Return articles with the columns that a citation needs. One query."""
    columns = ("title", "language", "byline", "published", "url", "outlet__name", "outlet__slug")
    columns += ("current__wording", "current__first_captured")
    return list(queryset.select_related("outlet", "current").only(*columns))


class Bib(References):
    """BibTeX, as both biblatex and older programs read it."""

    suffix = "bib"
    media_type = "application/x-bibtex; charset=utf-8"
    label = "BibTeX"
    between = "\n"

    def remark(self, size):
        """Return a BibTeX comment."""
        if not size.left_out:
            return ""
        return f"@comment{{The first {size.rows} of {size.rows + size.left_out}: this site sends no more at once.}}\n\n"

    def entry(self, citation):
        """Return one BibTeX entry."""
        kind, fields = citation.bibtex
        entry = Entry(kind, citation.key, [Field(name, value) for name, value in fields.items()])
        return bibtexparser.write_string(Library([entry]))


class _RisWriter(rispy.RisWriter):
    """Writes no number before each record, which not every program skips."""

    def set_header(self, count):
        return ""


class Ris(References):
    """RIS, which every reference manager reads."""

    suffix = "ris"
    media_type = "application/x-research-info-systems; charset=utf-8"
    label = "RIS"
    between = "\r\n"

    def entry(self, citation):
        """Return one RIS record, with the line ends of the format."""
        return _RisWriter().formats([citation.ris]).strip().replace("\n", "\r\n") + " \r\n"


class Csl(References):
    """CSL-JSON, one array of items."""

    suffix = "csl.json"
    media_type = "application/vnd.citationstyles.csl+json; charset=utf-8"
    label = "CSL-JSON"
    before, between, after = "[\n", ",\n", "\n]\n"

    def entry(self, citation):
        return line(citation.csl)
