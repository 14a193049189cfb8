"""The rows of lists, each with what a page shows of it, in a bounded number of queries."""

from corpus import dates
from corpus.models import Kind, Mention, Person
from corpus.models.article import LEAD
from corpus.search.snippets import SEARCHED, Part, shortened, snippets
from corpus.search.tally import most_frequent

NAMED = 5  # people a row of an article names


def article_rows(queryset, text: str = "") -> list:
    """Articles with ``snippet``, ``named`` and ``named_more``: two queries, and where words are searched one
    more for each way of stemming, at most."""
    articles = list(queryset.listed().with_lead(SEARCHED if text else LEAD))
    found = snippets({article.pk: (article.language, article.lead) for article in articles}, text) if text else {}
    people = Mention.objects.people_in_order([article.current_id for article in articles])
    for article in articles:
        named = people.get(article.current_id, [])
        article.snippet = found.get(article.pk) or [Part(shortened(article.lead))]
        article.named, article.named_more = named[:NAMED], max(0, len(named) - NAMED)
    return articles


def event_rows(queryset) -> list:
    """Events with their participants, ``sentence`` and ``month_heading`` (where it differs from the row before): two
    queries."""
    events = list(queryset.listed())
    before = None
    for event in events:
        heading = dates.in_words(event.date_lower.isoformat()[:7]) if event.date_lower else "Date not known"
        event.month_heading = heading if heading != before else ""
        before = heading
    return events


def people_named_in(rows, number: int, *, but: int = 0) -> list[dict]:
    """The people whom most of these search rows name (``person``, ``articles``), but for one: two queries."""
    found = [one for one in most_frequent(rows, Kind.PERSON, number + bool(but)) if one[0] != but][:number]
    people = Person.objects.in_bulk([pk for pk, _ in found])
    return [{"person": people[pk], "articles": times} for pk, times in found if pk in people]
