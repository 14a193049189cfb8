"""Curators merge places, move events between them and reject names; everything survives what is read again."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from corpus.models import Event, Judgement, Place
from corpus.store.judgements.decide import undo
from tests.support.admin_pages import client_of
from tests.support.ingest import ingest_records
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db

TEXTS = (
    f"Talks between kite makers were held at the Grebmal Hall on October 3. {prose(1)}",
    f"A seminar of harbour pilots was held at the Great Grebmal Hall on October 4. {prose(2)}",
    f"A meeting of lamp lighters was held in Wonsan on October 5. {prose(3)}",
)


@pytest.fixture
def corpus(tmp_path):
    """Ingest three events at three places, two of which are one hall; return how to read all again."""

    def read():
        ingest_records(tmp_path, "a.json", *(record(number, text) for number, text in enumerate(TEXTS, 1)))

    read()
    return read


def address(role: str, *args) -> str:
    return reverse(f"admin:corpus_place_{role}", args=args)


def place(slug: str) -> Place:
    return Place.objects.get(slug=slug)


def count(client, slug: str, rows: str = "events") -> int:
    return len(client.get(f"/api/v1/{rows}/?place={slug}").json()["results"])


def merge(admin_client) -> None:
    """Merge the two halls on the page of the admin site; the page of the first stays."""
    kept, other = place("grebmal-hall"), place("great-grebmal-hall")
    shown = admin_client.get(f"{address('merge')}?places={kept.pk},{other.pk}").content.decode()
    assert "Great Grebmal Hall" in shown
    data = {"places": f"{kept.pk},{other.pk}", "into": kept.pk, "reason": "One hall"}
    assert "2 places are one now" in admin_client.post(address("merge"), data, follow=True).content.decode()


def test_merged_places_are_one_everywhere_until_it_is_undone(corpus, client, admin_client):
    merge(admin_client)
    for again in (lambda: None, lambda: call_command("reextract", verbosity=0), corpus):
        again()
        assert (count(client, "grebmal-hall"), count(client, "grebmal-hall", "articles")) == (2, 2)
        assert count(client, "great-grebmal-hall") == 2, "the merged name stands for the page that stays"
        assert client.get("/places/great-grebmal-hall/")["Location"] == "/places/grebmal-hall/"
        assert client.get("/api/v1/places/great-grebmal-hall/").status_code == 302
        assert place("grebmal-hall").event_count == 2
        assert place("great-grebmal-hall").event_count == 0
    assert "found that several names mean one place" in client.get("/places/grebmal-hall/").content.decode()
    made = Judgement.objects.get()
    assert (made.place.slug, made.reason, made.words) == (
        "grebmal-hall", "One hall", "the same place: great grebmal hall into grebmal hall",
    )  # fmt: skip
    admin_client.post(reverse("admin:corpus_judgement_undo", args=[made.pk]))
    assert (count(client, "grebmal-hall"), count(client, "great-grebmal-hall")) == (1, 1)
    assert client.get("/places/great-grebmal-hall/").status_code == 200


def test_an_article_read_later_reports_from_the_page_that_stays(corpus, client, admin_client, tmp_path):
    merge(admin_client)
    text = f"A contest of bell founders was held at the Great Grebmal Hall on October 6. {prose(9)}"
    ingest_records(tmp_path, "b.json", record(9, text))
    assert count(client, "grebmal-hall") == 3
    undo(Judgement.objects.get())
    assert (count(client, "grebmal-hall"), count(client, "great-grebmal-hall")) == (1, 2)


def test_what_lies_inside_a_merged_place_lies_inside_the_one_that_stays(corpus, client, admin_client):
    wonsan, other = place("wonsan"), place("great-grebmal-hall")
    Place.objects.filter(pk=wonsan.pk).update(parent=other)
    merge(admin_client)
    assert count(client, "grebmal-hall") == 3
    assert 'href="/places/grebmal-hall/"' in client.get("/places/wonsan/").content.decode()
    assert 'href="/places/wonsan/"' in client.get("/places/grebmal-hall/").content.decode()
    undo(Judgement.objects.get())
    assert count(client, "grebmal-hall") == 1


def test_a_name_that_is_no_place_leaves_its_events_without_one(corpus, client, admin_client):
    wonsan = place("wonsan")
    assert "Not a place" in admin_client.get(address("nowhere", wonsan.pk)).content.decode()
    admin_client.post(address("nowhere", wonsan.pk), {"reason": "A ship"})
    for again in (lambda: None, lambda: call_command("reextract", verbosity=0), corpus):
        again()
        assert client.get("/places/wonsan/").status_code == 410
        assert client.get("/api/v1/places/wonsan/").status_code == 410
        assert (count(client, "wonsan"), count(client, "dprk")) == (0, 0)
        assert Event.objects.public().get(date="2024-10-05").place is None
    undo(Judgement.objects.get())
    assert (count(client, "wonsan"), count(client, "dprk")) == (1, 1)
    assert client.get("/places/wonsan/").status_code == 200


def test_events_are_moved_to_another_place(corpus, client, admin_client):
    hall = place("grebmal-hall")
    event = hall.events.get()
    page = admin_client.get(address("move", hall.pk)).content.decode()
    assert event.title in page
    assert "Choose events" in admin_client.post(address("move", hall.pk), {"event": event.pk}).content.decode()
    admin_client.post(address("move", hall.pk), {"event": event.pk, "with": place("wonsan").pk})
    assert count(client, "wonsan") == 2
    call_command("reextract", verbosity=0)
    assert count(client, "wonsan") == 2
    undo(Judgement.objects.get())
    assert (count(client, "wonsan"), count(client, "grebmal-hall")) == (1, 1)
    admin_client.post(address("move", hall.pk), {"event": event.pk, "new": "Other Grebmal Hall"})
    assert count(client, "other-grebmal-hall") == 1


def test_a_corrected_place_follows_a_merge(corpus, client, admin_client):
    hall = place("grebmal-hall")
    admin_client.post(address("move", hall.pk), {"event": hall.events.get().pk, "with": place("wonsan").pk})
    data = {"places": f"{hall.pk},{place('wonsan').pk}", "into": hall.pk}
    admin_client.post(address("merge"), data)
    assert count(client, "grebmal-hall") == 2
    moved, merged = Judgement.objects.order_by("pk")
    undo(moved)
    assert count(client, "grebmal-hall") == 2
    undo(merged)
    assert (count(client, "wonsan"), count(client, "grebmal-hall")) == (1, 1)


def test_senseless_decisions_are_refused(corpus, admin_client):
    merge(admin_client)
    hall, merged, wonsan = place("grebmal-hall"), place("great-grebmal-hall"), place("wonsan")
    for other in (merged.pk, hall.pk, 10**12):
        data = {"places": f"{wonsan.pk},{other}", "into": wonsan.pk}
        if other != hall.pk:
            admin_client.post(address("merge"), data)
    assert admin_client.post(address("nowhere", merged.pk), {}).status_code == 200
    assert Judgement.objects.count() == 1
    assert admin_client.get(f"{address('merge')}?places=x,-1").status_code == 200


def test_only_curators_decide(corpus):
    viewer = client_of("Viewer")
    hall = place("grebmal-hall")
    for target in (address("merge"), address("move", hall.pk), address("nowhere", hall.pk)):
        assert viewer.get(target).status_code == 403
        assert viewer.post(target).status_code == 403
    assert client_of("Curator").get(address("nowhere", hall.pk)).status_code == 200
