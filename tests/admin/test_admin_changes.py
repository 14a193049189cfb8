"""What curators may change in the admin site, and what follows from it."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry

from corpus.models import Article, Capture, Event, Judgement, LikelyDuplicate, Outlet, Person, PersonName, Place
from tests.support import factories as make
from tests.support.admin_pages import fields_of, make_row, page
from tests.support.decisions import ingest_corpus

pytestmark = pytest.mark.django_db


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


def save(client, row, **fields):
    """Send the row's change page back with other values in some fields."""
    address = page(type(row), "change", row.pk)
    response = client.post(address, fields_of(client, address) | fields)
    row.refresh_from_db()
    return response


def test_a_mistyped_date_says_what_is_wrong(admin_client):
    article = make_row(1).article
    errors = save(admin_client, article, published="19.10.2023").context["adminform"].form.errors
    assert errors["published"] == ["“19.10.2023” is no EDTF date."]
    page_text = save(admin_client, article, published="2024/2023").content.decode()
    assert "It ends before it begins." in page_text or "is no EDTF date" in page_text
    assert "2024-11-03/2024-11-05" in page_text, "examples stand beside the field"


@pytest.mark.parametrize("date", ["", "XXXX-10-19"])
def test_what_has_no_year_was_published_by_the_day_it_was_first_seen(admin_client, date):
    article = make_row(1).article
    save(admin_client, article, published=date)
    assert (article.published, article.published_lower) == (date, None)
    assert article.published_upper == datetime.date(2024, 11, 7)


def test_saving_undoes_nothing_that_was_written_meanwhile(admin_client, monkeypatch):
    article = make_row(1).article
    address = page(Article, "change", article.pk)
    data = fields_of(admin_client, address) | {"language": "ko"}
    monkeypatch.setattr(
        "corpus.store.judgements.decide.lock_writers",
        lambda: Article.objects.filter(pk=article.pk).update(byline="Political News Team", text="A man came again."),
    )
    assert admin_client.post(address, data).status_code == 302
    article.refresh_from_db()
    assert (article.language, article.byline, article.text) == ("ko", "Political News Team", "A man came again.")


def test_filters_find_an_event_by_its_corrected_type_and_place(admin_client):
    row = make_row(1)
    Article.objects.filter(pk=row.article.pk).update(current=row.revision)
    square = Place.objects.create(name="Square", slug="square", key="square")
    assert save(admin_client, row.event, type="ceremony", place=square.pk).status_code == 302
    row.article.refresh_from_db()
    others = ["visit"]  # of the event that may be the same
    assert (row.article.event_types, row.article.places) == (["ceremony", *others], [square.pk])


def test_people_and_events_follow_an_articles_corrected_outlet_and_day(admin_client, tmp_path):
    ingest_corpus(tmp_path)
    article = Article.objects.earliest("pk")
    other = Outlet.objects.create(name="Other", slug="other")
    for day in ("2024-10-19", "2024-11-02"):  # both later than the day of the event
        assert save(admin_client, article, published=day, outlet=other.pk).status_code == 302
        person = Person.objects.get(slug="ri-chol-su")
        assert (str(person.last_seen), person.article_count) == (day, 2)
        assert Event.objects.get(title__contains="Ri Chol Su and Pedro").outlets == [other.pk]


def test_nothing_is_deleted_on_which_others_rest(admin_client):
    row = make_row(1)
    shown = PersonName.objects.get(person=row.person)
    for kept in (row.article.outlet, row.event.place, row.person, row.event, row.article, shown):
        assert admin_client.post(page(type(kept), "delete", kept.pk), {"post": "yes"}).status_code == 403
        assert type(kept).objects.filter(pk=kept.pk).exists()
    gone = Outlet.objects.create(name="Empty", slug="empty")
    assert admin_client.post(page(Outlet, "delete", gone.pk), {"post": "yes"}).status_code == 302
    assert not Outlet.objects.filter(pk=gone.pk).exists()
    assert b"delete_selected" not in admin_client.get(page(Outlet, "changelist")).content


def test_a_places_key_is_made_once_and_outlives_its_name(admin_client):
    data = {"name": "The Mansudae  Hall", "slug": "hall", "key": "", "latitude": "", "longitude": ""}
    assert admin_client.post(page(Place, "add"), data).status_code == 302
    place = Place.objects.get()
    assert place.key == "mansudae hall"
    save(admin_client, place, name="Mansudae Assembly Hall")
    assert (place.name, place.key) == ("Mansudae Assembly Hall", "mansudae hall")


def test_a_verdict_on_likely_duplicates_leaves_a_trace_and_can_be_taken_back(admin_client):
    make_row(1)
    (pair,) = LikelyDuplicate.objects.all()
    for action, verdict in (("mark_different", "different"), ("mark_open", "open")):
        admin_client.post(page(LikelyDuplicate, "changelist"), {"action": action, "_selected_action": [pair.pk]})
        pair.refresh_from_db()
        assert pair.verdict == verdict
    assert LogEntry.objects.count() == 2


def test_an_address_is_chosen_once(admin_client):
    row = make_row(1)
    for kept in (row.person, row.event.place, row.article.outlet):
        before = kept.slug
        save(admin_client, kept, slug="another")
        assert kept.slug == before


def test_what_names_a_person_is_found_by_the_name_that_a_curator_adds(admin_client, client):
    rudenko = make.person("Andrei Rudenko")
    make.article("Talks", "They met.", naming=[rudenko])
    assert client.get("/articles/?q=ludenko").context["counts"].total == 0
    names = {"names-TOTAL_FORMS": "2", "names-1-name": "Ludenko", "names-1-person": rudenko.pk, "names-1-id": ""}
    assert save(admin_client, rudenko, **names).status_code == 302
    assert client.get("/articles/?q=ludenko").context["counts"].total == 1
    assert client.get("/people/?q=ludenko").context["counts"].total == 1
    admin_client.post(page(Judgement, "undo", Judgement.objects.get().pk))
    assert client.get("/articles/?q=ludenko").context["counts"].total == 0


def test_events_are_found_by_the_name_that_a_curator_gives_their_place(admin_client, client):
    article = make.article("Talks", "They met.", naming=[make.person("Kim Sample")])
    make.event(reported_in=[article], at="Pyongjang")
    save(admin_client, Place.objects.get(), name="Pyongyang")
    assert client.get("/events/?q=pyongyang").context["counts"].total == 1
    assert client.get("/events/?q=pyongjang").context["counts"].total == 0
