"""The settle step: derive, in one fixed order, whatever follows from facts and decisions.

Loaders and handlers of decisions return what they touched; nothing else calls the modules of this room that write.
"""

from corpus.models import Participation
from corpus.store.judgements import resolver

from . import counts, participants, person_words, search_rows
from .touched import Touched


def settle(touched: Touched) -> None:
    """Derive again what depends on the touched rows; each search row is written once. Hold the writer lock.

    The order: who is shown in each mention; who took part; arrays and counters; the words people are found by; search
    rows, which hold all of these; counts of people, which are made from search rows.
    """
    titles = touched.titles
    if touched.mentions:
        titles |= resolver.resolve_articles(touched.mentions)

    Participation.objects.bulk_create(touched.new_participations)
    participants.rewrite(touched.participations)

    events = touched.events | touched.participations | {row.event_id for row in touched.new_participations}
    no_longer_named = counts.update_articles(touched.articles)
    counts.update_events(events)

    person_words.update_words(touched.names)
    person_words.add_titles(titles)

    search_rows.write_articles(touched.articles | touched.article_rows)
    search_rows.write_events(events | touched.event_rows)
    counts.recount(touched.people | no_longer_named)
