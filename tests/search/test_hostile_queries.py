"""No query string causes a 500: each is answered, redirected to its canonical URL, or refused with a reason."""

from io import StringIO
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from corpus.exports.formats import FORMATS
from corpus.models import SavedSearch
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.places import PlaceFilterSet
from tests.support import factories as make

LISTS = {"articles": ArticleFilterSet, "events": EventFilterSet, "people": PersonFilterSet, "places": PlaceFilterSet}
KNOWN = [
    "kcna",
    "kim-sample",
    "meeting",
    "sample-hall",
    "en",
    "2023",
    "2023-10/..",
    "last-3-days",
    "events",
    "relevance",
]
ODD = [
    "'",
    '"',
    "\\",
    "%",
    "a:*",
    "(",
    "& | !",
    "<->",
    "\x00",
    "١٢",
    "-",
    "--",
    "1e9",
    "-0",
    "9" * 30,
    "X" * 400,
    "🇰🇵",
    "\u202e",
]
VALUES = st.one_of(st.sampled_from(KNOWN), st.sampled_from(ODD), st.text(max_size=40))


def drawn(data, name: str) -> str:
    """Return a query string for a list."""
    params = [*LISTS[name].base_filters, "nonsense"]
    keys = st.one_of(st.sampled_from(params), st.sampled_from(params).map("-{}".format), st.text(max_size=10))
    return urlencode(data.draw(st.lists(st.tuples(keys, VALUES), max_size=5)), errors="replace")


class HostileQueries(TestCase):
    """One corpus for many queries."""

    @classmethod
    def setUpTestData(cls):
        """Create a few rows to find."""
        kim = make.person("Kim Sample")
        article = make.article("Talks", "They spoke of fish.", published="2023-10-20", naming=[kim])
        make.event(reported_in=[article], people=[kim], date="2023-10-20", at="Sample Hall")

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_lists_answer_whatever_is_asked(self, data):
        """The response is 200, 400, or one redirect."""
        name = data.draw(st.sampled_from(sorted(LISTS)))
        response = self.client.get(f"/{name}/?{drawn(data, name)}")
        assert response.status_code in {200, 302, 400}
        if response.status_code == 302:
            assert self.client.get(response["Location"]).status_code in {200, 400}

    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_forms_answer_whatever_is_asked(self, data):
        """The response is the file, one redirect, problems as JSON, or 404 if the list has no such format."""
        name = data.draw(st.sampled_from(sorted(LISTS)))
        suffix = data.draw(st.sampled_from(["atom", "json", *FORMATS]))
        keys = st.sampled_from([*LISTS[name].base_filters, "-outlet", "nonsense"])
        pairs = data.draw(st.lists(st.tuples(keys, VALUES), max_size=4))
        response = self.client.get(f"/{name}.{suffix}?{urlencode(pairs, errors='replace')}", follow=True)
        assert response.status_code in {200, 400, 404}
        if response.status_code == 400:
            assert response.json()["problems"]
        if response.status_code == 200 and response.streaming:
            assert list(response.streaming_content) or response["Dateline-Rows"] == "0"

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_what_can_be_saved_can_be_looked_at_and_mailed(self, data):
        """A query is either saved and understood again, or refused."""
        name = data.draw(st.sampled_from(["articles", "events", "people"]))
        user = get_user_model().objects.create_user("reader", "reader@example.org")
        self.client.force_login(user)
        form = {"name": "Mine", "frequency": "daily"}
        assert self.client.post(f"/searches/save/{name}/?{drawn(data, name)}", form).status_code == 302
        SavedSearch.objects.update(looked_id=0, mailed_id=0)
        assert [look for look in self.client.get("/searches/").context["searches"] if look.problems] == []
        call_command("send_alerts", stdout=StringIO())

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(raw=st.binary(max_size=40))
    def test_bytes_that_are_no_text_are_answered_too(self, raw):
        """Query strings may hold what no browser sends."""
        response = self.client.get("/articles/", QUERY_STRING=raw.decode("latin-1"))
        assert response.status_code in {200, 302, 400}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/articles/0/x/", "/articles/1/", "/events/99999999999999999999/", "/people/%00/", "/%FF/"]
)
def test_addresses_of_nothing_are_not_found(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert b"<h1" in response.content
