"""Citations for reference managers: BibTeX, RIS, CSL-JSON."""

from collections.abc import Iterator

import rispy
from bibtexparser.bibdatabase import BibDatabase
from bibtexparser.bwriter import BibTexWriter

from corpus.models import Article

from .citation import Citation, cite
from .format import Form
from .jsonl import line
from .snapshot import Selection


class References(Form):
    """A form that cites articles: of the list itself, or those that report its events or name its people. Subclasses
    give ``one``."""

    lists = ("articles", "events", "people")
    says = "for a reference manager"
    before, between, after = "", "", ""

    def select(self, listed, filterset):
        """The articles, each with outlet and current wording."""
        rows, ids = listed.citing(filterset)
        return Selection(rows, ids, lambda ids: load(Article.objects.in_order(ids)))

    def write(self, listed, batches, size, base) -> Iterator[str]:
        """One entry after the other, and a word on what is left out where the format has a place for it."""
        yield self.before + self.remark(size)
        between = ""
        for articles in batches:
            entries = [self.one(cite(article, article.current, base)) for article in articles]
            yield between + self.between.join(entries)
            between = self.between
        yield self.after

    def remark(self, size) -> str:
        """What is said of rows left out; nothing where the format knows no comments."""
        return ""

    def one(self, citation: Citation) -> str:
        """The entry of one article."""
        raise NotImplementedError


def load(queryset) -> list[Article]:
    """Articles with what a citation says of them: one query."""
    narrow = ("title", "language", "byline", "published", "url", "outlet__name", "outlet__slug")
    narrow += ("current__wording", "current__first_captured")
    return list(queryset.select_related("outlet", "current").only(*narrow))


class Bib(References):
    """BibTeX, as biblatex and older programs read it."""

    suffix = "bib"
    media_type = "application/x-bibtex; charset=utf-8"
    label = "BibTeX"
    between = "\n"

    def remark(self, size):
        """A comment."""
        if not size.left_out:
            return ""
        return f"@comment{{The first {size.rows} of {size.rows + size.left_out}: this site sends no more at once.}}\n\n"

    def one(self, citation):
        """An entry of the library's making."""
        fields = citation.bibtex
        database, writer = BibDatabase(), BibTexWriter()
        database.entries, writer.display_order = [fields], list(fields)
        return writer.write(database).strip() + "\n"


class _Record(rispy.RisWriter):
    """Without a number before each record, which not every program skips."""

    def set_header(self, count):
        return ""


class Ris(References):
    """RIS, which every reference manager reads."""

    suffix = "ris"
    media_type = "application/x-research-info-systems; charset=utf-8"
    label = "RIS"
    between = "\r\n"

    def one(self, citation):
        """A record of the library's making; lines end as the format has it."""
        return _Record().formats([citation.ris]).strip().replace("\n", "\r\n") + " \r\n"


class Csl(References):
    """CSL-JSON, one array."""

    suffix = "csl.json"
    media_type = "application/vnd.citationstyles.csl+json; charset=utf-8"
    label = "CSL-JSON"
    before, between, after = "[\n", ",\n", "\n]\n"

    def one(self, citation):
        """An item."""
        return line(citation.csl)
