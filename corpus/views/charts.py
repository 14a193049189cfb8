"""Bar charts of articles over time, outside a filtered list."""

from django.db.models import Count
from django.db.models.functions import TruncMonth

from corpus.search.timeline import Histogram, draw


def months(articles, *, title: str, link) -> Histogram | None:
    """Articles of a queryset per month or year; ``link`` makes the address of an EDTF month or year. One query."""
    dated = articles.filter(published_lower__isnull=False, published_upper__isnull=False).exclude(published="")
    spans = (
        dated.annotate(start=TruncMonth("published_lower"), end=TruncMonth("published_upper"))
        .values_list("start", "end")
        .annotate(number=Count("pk"))
        .order_by()
    )
    rows = [(start.isoformat(), end.isoformat(), number) for start, end, number in spans]
    return draw(rows, title=title, noun="Articles", link=link)
