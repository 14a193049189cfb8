"""The settle step: derive, in one fixed order, whatever follows from facts and decisions.

Loaders and handlers of decisions return what they touched. Nothing else calls the modules here that write, except
judgements/deferred.py, which marks and updates stale search vectors of people.
"""

from corpus.models import Participation
from corpus.store.matching import resolver

from . import counts, participants, person_titles, person_words, search_rows
from .touched import Touched


def settle(touched: Touched) -> None:
    """Derive what depends on the touched rows, and write each search row once. Hold the writer lock.

    The order: the person shown in each mention; participations; arrays and counters; titles of people with their
    offices; search vectors of people; search rows, which contain all of these; counts of people, which are computed
    from search rows.
    """
    titles = touched.titles
    if touched.mentions:
        titles |= resolver.resolve_articles(touched.mentions)

    Participation.objects.bulk_create(touched.new_participations)
    participants.rewrite(touched.participations)

    events = touched.events | touched.participations | {row.event_id for row in touched.new_participations}
    no_longer_named = counts.update_articles(touched.articles)
    counts.update_events(events)

    person_titles.update_titles(touched.names)
    person_titles.add_titles(titles)
    person_words.update_words(touched.names)
    person_words.add_titles(titles)

    search_rows.write_articles(touched.articles | touched.article_rows)
    search_rows.write_events(events | touched.event_rows)
    counts.recount(touched.people | no_longer_named)
