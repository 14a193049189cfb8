"""The people named in most of a set of articles."""

from django.db.models import QuerySet

from corpus.models import Person, TermKind

from .facet_counts import most_frequent


def people_named_in(rows: QuerySet, number: int, *, but: int = 0) -> list[dict]:
    """Return the people named in most of these search rows, as ``person`` and ``articles``, without the one whose id
    is ``but``. Two queries."""
    found = [one for one in most_frequent(rows, TermKind.PERSON, number + bool(but)) if one[0] != but][:number]
    people = Person.objects.in_bulk([pk for pk, _ in found])
    return [{"person": people[pk], "articles": times} for pk, times in found if pk in people]
