"""The settle step: derive, in one fixed order, whatever follows from facts and decisions.

Loaders and handlers of decisions return what they touched. Nothing else calls the modules here that write, except
judgements/deferred.py, which marks and updates stale search vectors of people.
"""

from corpus.store.copying import copy_in
from corpus.store.matching import resolver

from . import counts, participants, person_titles, person_words, search_rows
from .touched import Touched


def settle(touched: Touched) -> None:
    """Save the unsaved rows, derive what depends on the touched ones, and write each row once. Hold the writer lock.

    The order: the person shown in each mention; events, articles and people with their arrays and counters;
    participations; titles of people with their offices; search vectors of people; search rows, which contain all of
    these; counts of people whom an article no longer names, which are computed from search rows.
    """
    titles = touched.titles
    if touched.mentions:
        titles |= resolver.resolve_articles(touched.mentions)

    counts.save_events(touched.unsaved_events, touched.unsaved_articles)
    named = counts.save_articles(touched.articles, touched.unsaved_articles)
    new = {person.pk for person in touched.unsaved_people if person._state.adding}
    recounted = (touched.people | named.left) - new
    counts.save_people(named, touched.unsaved_people, but=recounted)
    copy_in(touched.unsaved_participations)
    participants.rewrite(touched.participations)
    counted = {event.pk for event in touched.unsaved_events}
    events = touched.events | touched.participations | counted
    counts.update_events(events - counted)

    person_titles.update_titles(touched.names)
    person_titles.add_titles(titles)
    person_words.update_words(touched.names)
    person_words.add_titles(titles, but=touched.names)

    search_rows.write_articles(touched.articles | touched.article_rows)
    search_rows.write_events(events | touched.event_rows)
    counts.recount(recounted)
