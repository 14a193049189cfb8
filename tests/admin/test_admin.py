"""The admin site: every page answers, at a constant number of queries."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.models import (
    Article,
    BulkDecision,
    Capture,
    DateCandidate,
    Event,
    IngestRun,
    Mention,
    Outlet,
    Participation,
    Pending,
    Person,
    PersonName,
    PersonWords,
    Report,
    Revision,
    SavedSearch,
    Teaser,
)
from tests.support.admin_pages import ADDABLE, MODELS, make_row, page, queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["²", "x", "9" * 5000, ""])
def test_what_is_no_number_filters_by_nobody(admin_client, number):
    make_row(1)
    for model, name in (("mention", "person"), ("judgement", "event")):
        assert admin_client.get(f"/admin/corpus/{model}/", {name: number}).status_code == 200


def test_every_model_is_registered():
    """But for what is only searched, for work that is going on, and for what is its reader's own."""
    models = set(apps.get_app_config("corpus").get_models())
    searched = {model for model in models if model.__module__ == "corpus.models.search"} | {PersonWords}
    assert set(MODELS) == models - searched - {Pending, BulkDecision, SavedSearch}


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_the_same_for_any_number_of_rows(admin_client, model):
    for number in range(3):
        make_row(number)
    few = queries(admin_client, page(model, "changelist"))
    for number in range(3, 12):
        make_row(number)
    assert queries(admin_client, page(model, "changelist")) == few


@pytest.mark.parametrize("model", MODELS)
def test_lists_answer_searches_and_filters(admin_client, model):
    make_row(1)
    for query in ("?q=Visit", "?q=Ri+Yong", "?q=1", "?q=https://example.org/1", '?q="no+such+words"', "?q=%2525%00"):
        assert admin_client.get(page(model, "changelist") + query).status_code == 200
    filters = admin_client.get(page(model, "changelist")).context["cl"].filter_specs
    for spec in filters:
        for choice in spec.choices(admin_client.get(page(model, "changelist")).context["cl"]):
            assert admin_client.get(page(model, "changelist") + choice["query_string"]).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_change_pages_answer_at_a_constant_cost(admin_client, model):
    row = make_row(1)
    address = page(model, "change", model.objects.earliest("pk").pk)
    few = queries(admin_client, address)
    for number in range(2, 12):
        person = Person.objects.create(name=f"Other {number}", slug=f"other-{number}")
        PersonName.objects.create(person=row.person, name=f"Ri {number}", key=f"ri {number}")
        Mention.objects.create(
            revision=row.revision, person=person, start=number, end=20, surface="x", rule="test", version="1"
        )
        Participation.objects.create(event=row.event, person=person, role="present", order=number)
        Teaser.objects.create(article=row.article, text=f"More {number}", position=number)
        event = Event.objects.create(type="visit", title=f"Other {number}")
        revision = Revision.objects.create(article=row.article, title="t", text="t", wording=f"w{number}")
        Report.objects.create(event=event, revision=row.revision, sentence="s", start=0, end=1, rule="t", version="1")
        Report.objects.create(event=row.event, revision=revision, sentence="s", start=0, end=1, rule="t", version="1")
        capture = Capture.objects.create(
            sha256=f"{number:064}", source="s", media_type="text/html", size=1, layout="generic",
            article=row.article, revision=row.revision,
        )  # fmt: skip
        DateCandidate.objects.create(capture=capture, edtf="2024", basis="url", evidence=f"/{number}")
        DateCandidate.objects.create(
            capture=Capture.objects.earliest("pk"), edtf=f"20{number:02}", basis="url", evidence="/"
        )
    assert queries(admin_client, address) == few


@pytest.mark.parametrize("model", MODELS)
def test_adding_is_offered_where_it_makes_sense(admin_client, model):
    assert admin_client.get(page(model, "add")).status_code == (200 if model in ADDABLE else 403)


def test_a_run_shows_its_outcomes_and_links_to_them(admin_client):
    make_row(1)
    run = IngestRun.objects.get()
    for address in (page(IngestRun, "changelist"), page(IngestRun, "change", run.pk)):
        html = admin_client.get(address).content.decode()
        assert f'<a href="/admin/corpus/outcome/?run={run.pk}&amp;kind__exact=refused">refused 1</a>' in html
    listed = admin_client.get(f"/admin/corpus/outcome/?run={run.pk}&kind__exact=refused").context["cl"].result_list
    assert [outcome.source for outcome in listed] == ["empty.html"]


def test_a_list_counts_no_further_than_its_limit(admin_client, monkeypatch):
    monkeypatch.setattr("corpus.admin.base.CappedPaginator.limit", 2)
    for number in range(3):
        make_row(number)
    assert "the first 2 outlets" in admin_client.get(page(Outlet, "changelist")).content.decode()


@pytest.mark.parametrize(("model", "field", "term"), [
    (Article, "outlet", "Outlet 1"), (Event, "place", "hall"), (PersonName, "person", "yong ri"),
])  # fmt: skip
def test_related_rows_are_found_by_typing(admin_client, model, field, term):
    make_row(1)
    query = {"app_label": "corpus", "model_name": model._meta.model_name, "field_name": field, "term": term}
    assert len(admin_client.get("/admin/autocomplete/", query).json()["results"]) == 1


def test_no_page_asks_for_inline_scripts_or_styles(admin_client):
    make_row(1)
    addresses = ["/admin/", "/admin/login/"]
    for model in MODELS:
        addresses += [page(model, "changelist"), page(model, "change", model.objects.earliest("pk").pk)]
    for address in addresses:
        response = admin_client.get(address, follow=True)
        html = response.content.decode()
        assert "Dateline" in html
        assert "unsafe-inline" not in response["Content-Security-Policy"]
        for trouble in (" style=", "<style", "<script>", " onclick=", " onload=", "javascript:"):
            assert trouble not in html, f"{trouble} on {address}"


def test_no_list_counts_a_whole_table(admin_client):
    make_row(1)
    for model in MODELS:
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(page(model, "changelist"))
        table = model._meta.db_table
        counts = [one["sql"] for one in captured if "COUNT(*)" in one["sql"] and table in one["sql"]]
        assert counts, "a page counts up to its limit"
        assert [sql for sql in counts if "LIMIT" not in sql] == []


def test_a_page_shows_no_more_facts_than_it_can_bear(admin_client, monkeypatch):
    monkeypatch.setattr("corpus.admin.base.FactFormSet.limit", 3)
    monkeypatch.setattr("corpus.admin.event.SHOWN", 3)
    row = make_row(1)
    for number in range(5):
        revision = Revision.objects.create(article=row.article, title="t", text="t", wording=f"w{number}")
        Report.objects.create(
            event=row.event, revision=revision, sentence=f"s{number}", start=0, end=1, rule="t", version="1"
        )
    html = admin_client.get(page(Event, "change", row.event.pk)).content.decode()
    assert html.count("<li>s") == 2, "beside the first, which make_row made"
    assert f'<a href="/admin/corpus/report/?event={row.event.pk}">reports</a>' in html
    html = admin_client.get(page(Article, "change", row.article.pk)).content.decode()
    assert "The first 3 revisions" in html
    assert admin_client.get(f"/admin/corpus/revision/?article={row.article.pk}").context["cl"].result_count == 6


def test_years_are_listed_without_gaps_and_filter(admin_client):
    for number in range(2):
        make_row(number)
    Article.objects.filter(pk=Article.objects.earliest("pk").pk).update(
        published="2022-01", published_lower="2022-01-01", published_upper="2022-01-31"
    )
    address = page(Article, "changelist")
    (spec,) = [one for one in admin_client.get(address).context["cl"].filter_specs if one.title == "year"]
    assert [label for _, label in spec.lookup_choices] == ["2024", "2023", "2022"]
    found = {year: admin_client.get(f"{address}?year={year}").context["cl"].result_count for year in ("2022", "x", "²")}
    assert found == {"2022": 1, "x": 0, "²": 0}
