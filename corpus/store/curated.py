"""What follows from a curator's change: the arrays, counters and days by which lists and facets find things.

To be called in the turn in which the change was written.
"""

from corpus.models import Article, Report

from . import counts


def follow_article(article_id: int) -> None:
    """After its outlet or day was corrected: the outlets of its events, the first and last day of its people."""
    events = Report.objects.filter(revision__article=article_id).values_list("event_id", flat=True).distinct()
    counts.refresh([article_id], list(events))
    counts.recount(Article.objects.values_list("people", flat=True).get(pk=article_id))


def follow_event(event_id: int) -> None:
    """After its type or place was corrected: those of the articles that report it."""
    articles = Report.objects.filter(event=event_id).values_list("revision__article_id", flat=True).distinct()
    counts.refresh(list(articles), [event_id])
