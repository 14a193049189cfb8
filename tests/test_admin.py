"""The admin site: every page answers, at a constant number of queries."""

import datetime
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from corpus.models import (
    Article,
    Capture,
    DateCandidate,
    Event,
    IngestRun,
    Mention,
    Outcome,
    Outlet,
    Participation,
    Person,
    PersonName,
    Place,
    Report,
    Reprint,
    Revision,
    Teaser,
)

pytestmark = pytest.mark.django_db

MODELS = [model for model in admin.site._registry if model._meta.app_label == "corpus"]
ADDABLE = [Outlet, Person, PersonName, Place]
DAY = datetime.date(2024, 11, 3)
NOW = datetime.datetime(2024, 11, 7, 12, tzinfo=datetime.UTC)


@dataclass
class Row:
    """One of everything, all belonging together."""

    article: Article
    revision: Revision
    person: Person
    event: Event


def make_row(number: int) -> Row:
    """One row of each model; a number tells it from the others."""
    outlet = Outlet.objects.create(name=f"Outlet {number}", slug=f"outlet-{number}")
    articles = [
        Article.objects.create(
            outlet=outlet, title=f"Visit {number} {side}", text="A man came.",
            published="2024-11-03", published_lower=DAY, published_upper=DAY, published_basis="page",
        )
        for side in "ab"
    ]  # fmt: skip
    article = articles[0]
    revision = Revision.objects.create(
        article=article, title=article.title, text=article.text, wording=f"{number}", text_wording=f"{number}"
    )
    capture = Capture.objects.create(
        sha256=f"{number:064}", source=f"page-{number}.html", url=f"https://example.org/{number}", captured_at=NOW,
        media_type="text/html", size=100, layout="generic", article=article, revision=revision,
    )  # fmt: skip
    DateCandidate.objects.create(capture=capture, edtf="2024-11-03", basis="page", evidence="3 November 2024")
    Teaser.objects.create(article=article, text="Another report", date="2024-11-07", position=1)
    Reprint.objects.create(first=articles[0], second=articles[1], similarity=0.98)
    person = Person.objects.create(name=f"Ri Yong Ho {number}", slug=f"ri-yong-ho-{number}", article_count=1)
    PersonName.objects.create(person=person, name=person.name, key=person.name.lower())
    Mention.objects.create(
        revision=revision, person=person, start=0, end=5, surface="A man", titles=["minister"], rule="test", version="1"
    )
    place = Place.objects.create(name=f"Hall {number}", slug=f"hall-{number}", key=f"hall {number}")
    event = Event.objects.create(
        type="visit", title=f"Visit {number}", date="2024-11", date_basis="stated", place=place
    )
    Participation.objects.create(event=event, person=person, role="principal", order=1)
    Report.objects.create(
        event=event, revision=revision, sentence="A man came.", start=0, end=11, rule="test", version="1"
    )
    run = IngestRun.objects.create(arguments=f"ingest {number}", finished=NOW, state="finished")
    Outcome.objects.create(run=run, kind="created", source=capture.source, article=article)
    Outcome.objects.create(run=run, kind="refused", reason="no text", source="empty.html")
    return Row(article, revision, person, event)


def page(model, role: str, *args) -> str:
    """The address of an admin page."""
    return reverse(f"admin:corpus_{model._meta.model_name}_{role}", args=args)


def queries(client, address: str) -> int:
    """How many queries an address takes to answer well."""
    client.get(address)  # fills what is cached per process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fields_of(client, address: str) -> dict:
    """What a browser would send back from a change page that nobody edited."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    return data


def test_every_model_is_registered():
    assert len(MODELS) == 16


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_the_same_for_any_number_of_rows(admin_client, model):
    for number in range(3):
        make_row(number)
    few = queries(admin_client, page(model, "changelist"))
    for number in range(3, 30):
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


def test_captures_cannot_be_changed(admin_client):
    make_row(1)
    capture = Capture.objects.get()
    address = page(Capture, "change", capture.pk)
    assert admin_client.post(address, {"sha256": "0" * 64, "url": "https://example.org/forged"}).status_code == 403
    assert admin_client.post(page(Capture, "delete", capture.pk), {"post": "yes"}).status_code == 403
    capture.refresh_from_db()
    assert capture.url == "https://example.org/1"


def test_a_curated_publication_day_keeps_its_bounds(admin_client):
    article = make_row(1).article
    address = page(Article, "change", article.pk)
    assert admin_client.post(address, fields_of(admin_client, address) | {"published": "2023-10"}).status_code == 302
    article.refresh_from_db()
    assert (article.published, article.published_basis) == ("2023-10", "curated")
    assert (article.published_lower, article.published_upper) == (
        datetime.date(2023, 10, 1), datetime.date(2023, 10, 31),
    )  # fmt: skip
    assert article.text == "A man came."


def test_saving_without_a_new_date_leaves_the_basis(admin_client):
    article = make_row(1).article
    address = page(Article, "change", article.pk)
    assert admin_client.post(address, fields_of(admin_client, address) | {"language": "ko"}).status_code == 302
    article.refresh_from_db()
    assert (article.language, article.published_basis) == ("ko", "page")


def test_a_date_can_be_taken_away(admin_client):
    event = make_row(1).event
    address = page(Event, "change", event.pk)
    assert admin_client.post(address, fields_of(admin_client, address) | {"date": ""}).status_code == 302
    event.refresh_from_db()
    assert (event.date, event.date_basis, event.date_lower, event.date_upper) == ("", "", None, None)


@pytest.mark.parametrize("date", ["last week", "2024-02-30", "2024/2023"])
def test_what_is_no_date_is_refused(admin_client, date):
    event = make_row(1).event
    address = page(Event, "change", event.pk)
    response = admin_client.post(address, fields_of(admin_client, address) | {"date": date})
    assert response.status_code == 200
    assert "date" in response.context["adminform"].form.errors
    event.refresh_from_db()
    assert event.date == "2024-11"


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


def test_reviewing_in_bulk_leaves_a_trace(admin_client):
    rows = [make_row(number) for number in range(2)]
    chosen = {"action": "mark_reviewed", "_selected_action": [row.person.pk for row in rows]}
    admin_client.post(page(Person, "changelist"), chosen)
    assert set(Person.objects.values_list("status", flat=True)) == {"reviewed"}
    assert LogEntry.objects.count() == 2
    assert "reviewed" in LogEntry.objects.first().get_change_message()


def test_a_persons_name_is_one_of_the_names(admin_client):
    address = page(Person, "add")
    data = fields_of(admin_client, address) | {"name": "Choe Son Hui", "slug": "choe-son-hui"}
    assert admin_client.post(address, data).status_code == 302
    name = PersonName.objects.get()
    assert (name.person.name, name.name, name.key, name.kind) == (
        "Choe Son Hui", "Choe Son Hui", "choe son hui", "curated",
    )  # fmt: skip


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
