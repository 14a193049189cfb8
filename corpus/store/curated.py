"""What follows from a curator's change: the arrays, counters and days by which lists and facets find things.

To be called in the turn in which the change was written.
"""

from corpus.models import Article, Event, Report

from . import counts, names, search_rows


def follow_article(article_id: int) -> None:
    """After its outlet or day was corrected: the outlets of its events, the first and last day of its people."""
    events = Report.objects.filter(revision__article=article_id).values_list("event_id", flat=True).distinct()
    counts.refresh([article_id], list(events))
    counts.recount(Article.objects.values_list("people", flat=True).get(pk=article_id))


def follow_event(event_id: int) -> None:
    """After its type or place was corrected: those of the articles that report it."""
    articles = Report.objects.filter(event=event_id).values_list("revision__article_id", flat=True).distinct()
    counts.refresh(list(articles), [event_id])


def follow_place(place_id: int) -> None:
    """After its name was corrected: the events at it are found by that."""
    search_rows.write_events(Event.objects.filter(place=place_id).values_list("pk", flat=True))


def follow_person(person_id: int) -> None:
    """After names of a person were added, corrected or taken away: what the person, and what names it, is found by."""
    names.refresh_names([person_id])
    search_rows.follow_names([person_id])
