"""The declarations of lists agree with the rooms that read them."""

import pytest
from django.urls import NoReverseMatch

from corpus.alerts.mail import LINES
from corpus.exports.feed import ENTRIES
from corpus.exports.formats import CITATIONS, FORMATS
from corpus.lists import LISTS
from corpus.models import SavedSearch


def test_every_list_with_a_feed_has_entries_and_every_list_with_alerts_has_lines():
    assert set(ENTRIES) == {noun for noun, listed in LISTS.items() if listed.has_feed}
    assert set(LINES) == {noun for noun, listed in LISTS.items() if listed.has_alerts}
    assert set(SavedSearch.Kind.values) == set(LINES)


@pytest.mark.parametrize("noun", sorted(LISTS))
def test_every_list_has_the_urls_that_it_declares(noun):
    listed = LISTS[noun]
    assert listed.url() == f"/{noun}/"
    assert {listed.url(suffix) for suffix in FORMATS} == {f"/{noun}.{suffix}" for suffix in FORMATS}
    assert listed.url("json") == f"/{noun}.json"
    if listed.has_feed:
        assert listed.url("atom") == f"/{noun}.atom"
    else:
        with pytest.raises(NoReverseMatch):
            listed.url("atom")


@pytest.mark.parametrize("noun", sorted(LISTS))
def test_a_list_is_cited_if_it_says_so(noun):
    assert all(one.has(LISTS[noun]) == LISTS[noun].is_citable for one in CITATIONS.values())
