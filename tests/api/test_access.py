"""Access to the API: methods, origins, rate limits, caching and errors."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from rest_framework.authtoken.models import Token
from rest_framework.throttling import SimpleRateThrottle

from corpus.models import ArticleSearch
from corpus.search.counts import facet_counts
from corpus.search.grammar.articles import ArticleFilterSet
from tests.support import factories as make
from tests.support.openapi import API, PROBLEM, read, validate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/nothing/", "/articles/0/", "/articles/99999999999999999999/", "/people/%00/", "/articles/x/"]
)
def test_addresses_of_nothing_are_a_404_in_json(client, path):
    validate(read(client, path, 404), "Problem")
    assert client.get("/api/v7/articles/")["Content-Type"] == PROBLEM
    assert client.get(f"{API}/articles?q=fish")["Location"] == f"{API}/articles/?q=fish"


def test_only_reading_is_allowed(client):
    pk = make.article("Talks").pk
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{API}/articles/{pk}/")
        assert (response.status_code, response["Content-Type"]) == (405, PROBLEM)
        assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert client.options(f"{API}/articles/").status_code == 204
    head = client.head(f"{API}/articles/")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get(f"{API}/articles/", headers={"Accept": "text/csv"}).status_code == 406


def test_other_sites_may_read_it_and_no_page(client, settings):
    origin = {"Origin": "https://elsewhere.example"}
    response = client.get(f"{API}/articles/", headers=origin)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    asked = {**origin, "Access-Control-Request-Method": "POST"}
    assert client.options(f"{API}/articles/", headers=asked)["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Origin" not in client.get("/articles/", headers=origin)
    settings.CORS_ALLOW_ALL_ORIGINS, settings.CORS_ALLOWED_ORIGINS = False, ["https://friend.example"]
    assert "Access-Control-Allow-Origin" not in client.get(f"{API}/articles/", headers=origin)


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_not_sent_again_until_the_corpus_changes(client):
    one = make.article("Talks", "They spoke of fish.")
    for path in (f"{API}/articles/?q=fish", f"{API}/articles/{one.pk}/", f"{API}/articles/facets/"):
        tag = client.get(path)["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        one.outlet.articles.update(byline=path)
        changed = client.get(path, headers={"If-None-Match": tag})
        assert (changed.status_code, changed["ETag"] != tag) == (200, True)
    assert "ETag" not in client.get(f"{API}/articles/?colour=red")


def test_a_database_that_is_too_slow_is_a_503_in_json(client, monkeypatch):
    make.article("Talks")
    slow = ArticleSearch.objects.extra(where=["pg_sleep(5) IS NOT NULL"])
    monkeypatch.setattr(ArticleFilterSet, "base", classmethod(lambda cls: slow))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    response = client.get(f"{API}/articles/")
    assert (response.status_code, response["Content-Type"], response["Retry-After"]) == (503, PROBLEM, "30")
    assert "too long" in response.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_counting_that_takes_too_long_is_a_503_in_json(client, monkeypatch):
    make.article("Talks")
    monkeypatch.setattr(facet_counts, "TIMEOUT", 50)
    terms = facet_counts._terms

    def sleeping(rows, kind):
        sql, params = terms(rows, kind)
        return f"SELECT code, number FROM ({sql}) AS slow WHERE pg_sleep(1) IS NOT NULL", params

    monkeypatch.setattr(facet_counts, "_terms", sleeping)
    assert read(client, "/articles/facets/", 503)["problems"] == []
    assert read(client, "/articles/facets/outlet/", 503)["status"] == 503
    assert len(read(client, "/articles/")["results"]) == 1


def test_an_error_of_the_program_is_a_500_in_json_and_in_the_log(client, monkeypatch, caplog):
    make.article("Talks")
    monkeypatch.setattr(ArticleFilterSet, "base", classmethod(lambda cls: 1 / 0))
    client.raise_request_exception = False
    validate(read(client, "/articles/", 500), "Problem")
    assert "ZeroDivisionError" in caplog.text
    page = client.get("/articles/")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")


@pytest.fixture
def rates(monkeypatch):
    """Set the rate limits: two requests an hour without a token, three with one."""
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": "2/hour", "user": "3/hour"})
    caches["throttle"].clear()
    yield
    caches["throttle"].clear()


def test_too_many_requests_are_a_429_with_the_seconds_to_wait(client, rates):
    said = [client.get(f"{API}/outlets/", headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(3)]
    assert said == [200, 200, 429], "an address that a reader makes up is not believed"
    response = client.get(f"{API}/outlets/")
    assert 0 < int(response["Retry-After"]) <= 3600
    assert response["Content-Type"] == PROBLEM
    assert client.get("/outlets/").status_code == 200
    assert client.get(f"{API}/outlets/", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_who_has_a_token_is_counted_apart(client, rates):
    user = User.objects.create_user("reader")
    token = {"Authorization": f"Token {Token.objects.create(user=user).key}"}
    assert [client.get(f"{API}/outlets/").status_code for _ in range(3)] == [200, 200, 429]
    assert [client.get(f"{API}/outlets/", headers=token).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get(f"{API}/outlets/", headers={"Authorization": "Token nonsense"})
    assert (refused.status_code, refused["Content-Type"]) == (401, PROBLEM)


def test_being_signed_in_by_a_cookie_counts_for_nothing(admin_client, rates):
    assert [admin_client.get(f"{API}/outlets/").status_code for _ in range(3)] == [200, 200, 429]
