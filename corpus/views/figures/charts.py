"""Bar charts of articles over time, outside a filtered list."""

from corpus.search.counts.facet_counts import months as months_of
from corpus.search.counts.timeline import Histogram, draw


def months(rows, *, title: str, link) -> Histogram | None:
    """Articles of a queryset of search rows per month or year; ``link`` makes the address of an EDTF month or year."""
    return draw(months_of(rows), title=title, noun="Articles", link=link)
