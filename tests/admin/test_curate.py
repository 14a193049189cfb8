"""Curation by the pages of the admin site: merging, moving, correcting, confirming, hiding, and taking it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from corpus.models import Article, Event, Judgement, LikelyDuplicate, Mention, Person, Place, Reprint
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from tests.support import factories as make
from tests.support.admin_pages import client_of, fields_of, page
from tests.support.decisions import ingest_corpus, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def corpus(tmp_path):
    """Ingest the small corpus."""
    ingest_corpus(tmp_path)


def person(slug: str) -> Person:
    return Person.objects.get(slug=slug)


def take_back(client) -> None:
    client.post(page(Judgement, "undo", Judgement.objects.in_force().last().pk))


def merge_url(*people: Person) -> str:
    return f"{reverse('admin:corpus_person_merge')}?people={','.join(str(one.pk) for one in people)}"


def test_people_are_merged_after_a_preview_and_parted_again(admin_client, client):
    one, other = person("ri-chol-su"), person("ri-chol-soo")
    before = shown()
    preview = admin_client.get(merge_url(one, other)).content.decode()
    assert "Ri Chol Soo" in preview
    assert "at most 3" in preview
    data = {"people": f"{one.pk},{other.pk}", "into": other.pk, "reason": "One romanisation."}
    answer = admin_client.post(reverse("admin:corpus_person_merge"), data, follow=True)
    assert "2 people are one now: Ri Chol Soo." in answer.content.decode()
    assert "One romanisation." in answer.content.decode()
    assert client.get("/people/ri-chol-su/")["Location"] == "/people/ri-chol-soo/"
    public = client.get("/people/ri-chol-soo/").content.decode()
    assert "<strong>3</strong> articles" in public
    assert "Reviewed by a person" in public
    assert "Ri Chol Su" in public
    take_back(admin_client)
    assert shown() == before


def test_a_preview_says_what_speaks_against_it(admin_client):
    one, other = person("kim-tok-hun"), person("ri-chol-su")
    decide(decisions.different(one, other))
    preview = admin_client.get(merge_url(one, other)).content.decode()
    assert "found them to be two people" in preview
    assert "One text names more than one of them" in preview


def test_a_preview_costs_the_same_for_any_number_of_people(admin_client):
    counts = []
    for number in range(1, 9):
        make.article(f"Talks {number}", naming=[make.person(f"Pak Sample {number}")])
        people = Person.objects.filter(name__startswith="Pak Sample")
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(merge_url(*people))
        counts.append(len(queries))
    assert counts[1] == counts[-1]


def test_merges_that_would_run_in_a_ring_do_not(admin_client, client):
    one, other = person("ri-chol-su"), person("ri-chol-soo")
    both = decisions.merge([one, other], other), decisions.merge([one, other], one)  # by two curators, at once
    for decision in both:
        decide(decision)
    assert client.get("/people/ri-chol-soo/").status_code == 200
    assert client.get("/people/ri-chol-su/")["Location"] == "/people/ri-chol-soo/"


def test_nobody_is_merged(admin_client):
    one, other = person("ri-chol-su"), person("ri-chol-soo")
    decide(decisions.nobody(one))
    data = {"people": f"{one.pk},{other.pk}", "into": other.pk}
    answer = admin_client.post(reverse("admin:corpus_person_merge"), data)
    assert "was found to be no person" in answer.content.decode()


def test_mentions_are_moved_to_a_new_person(admin_client, client):
    one = person("ri-chol-su")
    address = reverse("admin:corpus_person_move", args=[one.pk])
    listed = admin_client.get(address).content.decode()
    assert "<mark>Ri Chol Su</mark>" in listed
    mention = Mention.objects.filter(person=one).earliest("pk")
    data = {"mention": [mention.pk], "to": "new", "new": "Ri Chol Su the fisher"}
    answer = admin_client.post(address, data, follow=True)
    assert "1 mention moved to Ri Chol Su the fisher." in answer.content.decode()
    assert client.get("/people/ri-chol-su-the-fisher/").status_code == 200
    take_back(admin_client)
    assert client.get("/people/ri-chol-su-the-fisher/").status_code == 404


@pytest.mark.parametrize(
    "data",
    [{}, {"to": "new", "new": " "}, {"to": "other", "with": "999"}, {"to": "other", "with": "²"}, {"to": "nobody"}],
)
def test_moving_nothing_or_nowhere_is_said(admin_client, data):
    address = reverse("admin:corpus_person_move", args=[person("ri-chol-su").pk])
    answer = admin_client.post(address, data)
    assert answer.status_code == 200
    assert b"errorlist" in answer.content or b'class="error"' in answer.content
    assert not Judgement.objects.exists()


def test_what_is_not_a_person_says_so_at_its_address(admin_client, client):
    one = person("ri-chol-su")
    admin_client.post(reverse("admin:corpus_person_nobody", args=[one.pk]), {"form": ""})
    answer = client.get("/people/ri-chol-su/")
    assert answer.status_code == 410
    assert "is not a person" in answer.content.decode()
    assert "ri-chol-su" not in client.get("/people/").content.decode()
    article = Article.objects.earliest("pk")
    assert "/people/ri-chol-su/" not in client.get(article.get_absolute_url()).content.decode()


def test_an_event_is_corrected_confirmed_and_rejected(admin_client, client):
    event = Event.objects.get(title__contains="Ri Chol Su and Pedro")
    address = page(Event, "change", event.pk)
    assert admin_client.post(address, fields_of(admin_client, address) | {"date": "2024-09-30"}).status_code == 302
    event.refresh_from_db()
    assert (event.date, event.date_basis, event.as_found["date"][0]) == ("2024-09-30", "curated", "2024-10-01")
    assert "read: “2024-10-01”" in admin_client.get(address).content.decode()
    admin_client.post(address, fields_of(admin_client, address) | {"_confirm": "1"})
    public = client.get(event.get_absolute_url()).content.decode()
    assert "A curator confirmed it." in public
    assert "A curator corrected the date." in public
    admin_client.post(address, fields_of(admin_client, address) | {"_reject": "1"})
    assert client.get(event.get_absolute_url()).status_code == 404
    take_back(admin_client)
    assert client.get(event.get_absolute_url()).status_code == 200


def test_a_locked_field_stays_whatever_is_read(admin_client):
    event = Event.objects.get(title__contains="Ri Chol Su and Pedro")
    address = page(Event, "change", event.pk)
    admin_client.post(address, fields_of(admin_client, address) | {"lock": ["title"], "reason": "It is right."})
    row = Judgement.objects.get()
    assert row.value == {"field": "title", "value": event.title}
    Event.objects.filter(pk=event.pk).update(as_found={"title": ["Read otherwise"]})
    event.refresh_from_db()
    assert event.title == "Meeting of Ri Chol Su and Pedro Ramirez"
    assert 'name="lock" value="title"' not in admin_client.get(address).content.decode()


def test_participants_are_put_in_order_taken_out_and_added(admin_client):
    event = Event.objects.get(title__contains="Ri Chol Su and Pedro")
    address = page(Event, "change", event.pk)
    first, second = event.participations.all()
    other = person("kim-tok-hun")
    data = fields_of(admin_client, address) | {
        "participations-TOTAL_FORMS": "3", "participations-0-DELETE": "on", "participations-1-order": "2",
        "participations-2-person": other.pk, "participations-2-role": "host", "participations-2-order": "1",
        "participations-2-title": "premier", "participations-2-event": event.pk,
    }  # fmt: skip
    assert admin_client.post(address, data).status_code == 302
    parts = [(one.person, one.role) for one in event.participations.select_related("person")]
    assert parts == [(other, "host"), (second.person, second.role)]
    take_back(admin_client)
    assert [one.person for one in event.participations.all()] == [first.person, second.person]


def test_events_are_merged_and_their_address_leads_on(admin_client, client):
    one, other = Event.objects.filter(type="meeting").order_by("pk")
    address = reverse("admin:corpus_event_merge")
    preview = admin_client.get(f"{address}?events={one.pk},{other.pk}").content.decode()
    assert "They differ in day" in preview
    admin_client.post(address, {"events": f"{one.pk},{other.pk}", "into": one.pk})
    assert client.get(other.get_absolute_url())["Location"] == one.get_absolute_url()
    assert client.get(one.get_absolute_url()).content.decode().count("ambassador of Cuba, on October") >= 2
    split = reverse("admin:corpus_event_split", args=[one.pk])
    assert "Choose some of the reports" in admin_client.post(split, {}).content.decode()
    moved = one.reports.latest("pk")
    admin_client.post(split, {"report": [moved.pk], "title": "Another meeting"})
    assert Event.objects.get(title="Another meeting").report_count == 1


def test_a_place_keeps_its_events_under_another_name(admin_client):
    event = Event.objects.get(type="inspection")
    place = event.place
    address = page(Place, "change", place.pk)
    admin_client.post(address, fields_of(admin_client, address) | {"name": "Sinpho Station"})
    decide(decisions.confirm(Event.objects.get(pk=event.pk)))
    event.refresh_from_db()
    assert (event.place, Place.objects.count()) == (place, 1)


def test_two_curators_do_not_overwrite_each_other(admin_client):
    event = Event.objects.get(title__contains="Ri Chol Su and Pedro")
    address = page(Event, "change", event.pk)
    opened = fields_of(admin_client, address)
    decide(decisions.correct(event, "date", "2024-09-29"))
    answer = admin_client.post(address, opened | {"date": "2024-09-30"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "set this to “2024-09-29” while you were editing" in html
    assert 'value="2024-09-30"' in html, "what was typed is kept"
    event.refresh_from_db()
    assert event.date == "2024-09-29"
    again = fields_of(admin_client, address) | {"date": "2024-09-30"}
    assert admin_client.post(address, again).status_code == 302
    admin_client.post(address, fields_of(admin_client, address) | {"title": "Another field"})
    event.refresh_from_db()
    assert (event.date, event.title) == ("2024-09-30", "Another field")


def test_participants_are_not_overwritten_either(admin_client):
    event = Event.objects.get(title__contains="Ri Chol Su and Pedro")
    address = page(Event, "change", event.pk)
    opened = fields_of(admin_client, address) | {"participations-0-title": "minister"}
    decide(decisions.set_participants(event, [(person("kim-tok-hun"), "host", "")]))
    answer = admin_client.post(address, opened)
    assert "changed while you were editing" in answer.content.decode()
    assert [one.person.slug for one in event.participations.select_related("person")] == ["kim-tok-hun"]


def test_a_hidden_article_leaves_a_tombstone_and_nothing_else(admin_client, client):
    article = Article.objects.earliest("pk")
    address = page(Article, "change", article.pk)
    text = "vice-minister of Fisheries, met"
    assert text in client.get(article.get_absolute_url()).content.decode()
    assert admin_client.post(address, fields_of(admin_client, address) | {"hidden": "on"}).status_code == 302
    for gone in (article.get_absolute_url(), f"/articles/{article.pk}/revisions/"):
        answer = client.get(gone)
        assert answer.status_code == 410
        assert text not in answer.content.decode()
    for public in ("/", "/articles/", "/outlets/kcna/", "/events/", "/people/ri-chol-su/", "/sitemap-articles-1.xml"):
        html = client.get(public).content.decode()
        assert f"/articles/{article.pk}/" not in html, public
    assert person("ri-chol-su").article_count == 1
    assert "3 of its articles" in client.get("/outlets/kcna/").content.decode()
    take_back(admin_client)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_date_candidate_is_taken(admin_client):
    article = Article.objects.earliest("pk")
    candidate = article.captures.first().date_candidates.first()
    address = page(Article, "change", article.pk)
    admin_client.post(address, fields_of(admin_client, address) | {"_date": candidate.pk})
    article.refresh_from_db()
    assert (article.published, article.published_basis) == (candidate.edtf, "curated")
    assert candidate.evidence in Judgement.objects.get().reason


def test_reprints_are_cut_and_stay_cut(admin_client, client):
    one, other = Article.objects.order_by("pk")[:2]
    pair = Reprint.objects.create(first=one, second=other, similarity=0.9)
    address = page(Article, "change", one.pk)
    admin_client.post(address, fields_of(admin_client, address) | {"_reprint": f"{pair.pk} cut"})
    pair.refresh_from_db()
    assert pair.verdict == "cut"
    one.refresh_from_db()
    assert one.reprint_count == 0
    assert "Reprints" not in client.get(one.get_absolute_url()).content.decode()
    take_back(admin_client)
    pair.refresh_from_db()
    assert pair.verdict == "open"


@pytest.mark.parametrize(
    ("value", "said"),
    [("2023-10", '"words": "October 2023"'), ("last week", "is no EDTF date"), ("2024-03/2024-01", "problem")],
)
def test_a_date_is_read_in_words(admin_client, value, said):
    assert said in admin_client.get(reverse("admin:corpus_edtf"), {"value": value}).content.decode()


def test_a_viewer_sees_and_decides_nothing():
    client, one = client_of("Viewer"), person("ri-chol-su")
    assert client.get(page(Person, "change", one.pk)).status_code == 200
    for address in (
        merge_url(one), reverse("admin:corpus_person_move", args=[one.pk]),
        reverse("admin:corpus_person_nobody", args=[one.pk]), reverse("admin:corpus_event_merge"),
    ):  # fmt: skip
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_likely_duplicates_lead_to_the_merge(admin_client):
    pair = LikelyDuplicate.objects.get()
    data = {"action": "merge", "_selected_action": [pair.pk]}
    answer = admin_client.post(page(LikelyDuplicate, "changelist"), data)
    assert answer["Location"] == merge_url(*Person.objects.filter(pk__in=[pair.one_id, pair.other_id]).order_by("pk"))
