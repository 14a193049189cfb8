"""Rows of every model, and the addresses and forms of admin pages."""

import datetime
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.forms import MultipleChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from corpus.models import (
    Absence,
    Article,
    Brief,
    Capture,
    DateCandidate,
    Event,
    IngestRun,
    Judgement,
    LikelyDuplicate,
    LikelySameEvent,
    Lineup,
    LineupPlace,
    Mention,
    Office,
    Outcome,
    Outlet,
    Participation,
    Person,
    PersonName,
    PersonTitle,
    Place,
    RefusedCapture,
    Report,
    Reprint,
    Revision,
    Snapshot,
    Stub,
    Teaser,
)

MODELS = [model for model in admin.site._registry if model._meta.app_label == "corpus"]
ADDABLE = [Outlet, Person, Place]
DAY = datetime.date(2024, 11, 3)
NOW = datetime.datetime(2024, 11, 7, 12, tzinfo=datetime.UTC)


@dataclass
class Row:
    """Related rows, one of each model; those that tests refer to."""

    article: Article
    revision: Revision
    person: Person
    event: Event


def make_row(number: int) -> Row:
    """Create one row of each model, all related. The number makes their unique fields differ from other calls'."""
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
    Brief.objects.create(brief=articles[1], full=articles[0], share=0.9)
    person = Person.objects.create(name=f"Ri Yong Ho {number}", slug=f"ri-yong-ho-{number}", article_count=1)
    other = Person.objects.create(name=f"Ri Yong-ho {number}", slug=f"ri-yong-ho-{number}b", status="reviewed")
    LikelyDuplicate.objects.create(one=person, other=other, reason=LikelyDuplicate.Reason.SPELLING)
    PersonName.objects.create(person=person, name=person.name, key=person.name.lower())
    mention = Mention.objects.create(
        revision=revision, person=person, start=0, end=5, surface="A man", titles=["minister"], rule="test", version="1"
    )
    office = Office.objects.create(key=f"minister, hall {number}", rank="minister", body=f"Hall {number}")
    PersonTitle.objects.create(person=person, title="minister", office=office)
    place = Place.objects.create(name=f"Hall {number}", slug=f"hall-{number}", key=f"hall {number}")
    event = Event.objects.create(
        type="visit", title=f"Visit {number}", date="2024-11", date_basis="stated", place=place
    )
    Participation.objects.create(event=event, person=person, role="principal", order=1)
    said = {"revision": revision, "sentence": "A man came.", "start": 0, "end": 11, "rule": "test", "version": "1"}
    report = Report.objects.create(event=event, **said)
    elsewhere = Event.objects.create(type="visit", title=f"Tour {number}", date="2024-11", date_basis="stated")
    other_report = Report.objects.create(event=elsewhere, **said)
    LikelySameEvent.objects.create(one=report, other=other_report, agree=["day"], untold=["place"])
    lineup = Lineup.objects.create(kind="present", report=report, **said)
    LineupPlace.objects.create(lineup=lineup, mention=mention, order=1)
    run = IngestRun.objects.create(arguments=f"ingest {number}", finished=NOW, state="finished")
    Outcome.objects.create(run=run, kind="created", source=capture.source, article=article)
    refused = Outcome.objects.create(run=run, kind="refused", reason="no text", source="empty.html")
    RefusedCapture.objects.create(outcome=refused, sha256=f"{number:064}", source="empty.html", media_type="text/html")
    Judgement.objects.create(
        kind="field", person=person, about={"person": person.slug, "name": person.name}, by_name="curator", made=NOW,
        value={"field": "note", "value": "x"}, before={"read": "y"},
    )  # fmt: skip
    Absence.objects.create(url=capture.url, observed_at=NOW, http_status=404, source="crawl.warc")
    Snapshot.objects.create(series=f"scrape-{number}-*.json", captured_at=NOW)
    Stub.objects.create(url=f"https://example.org/stub/{number}", title="A film", source="scrape.json#1")
    return Row(article, revision, person, event)


def page(model, role: str, *args) -> str:
    """Return the address of an admin page of a model."""
    return reverse(f"admin:corpus_{model._meta.model_name}_{role}", args=args)


def queries(client, address: str) -> int:
    """Return the number of queries of a request, which must succeed."""
    client.get(address)  # fills what is cached per process
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fields_of(client, address: str) -> dict:
    """Return the form data that a browser sends from an unedited change page."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(bound.field, MultipleChoiceField):  # a browser sends what is ticked
                continue
            data[bound.html_name] = "" if value is None else value
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = data[bound.html_name]
    return data


def client_of(role: str) -> Client:
    """Return a client logged in as a new user with a role."""
    user = get_user_model().objects.create_user(role.lower(), password="word", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client
