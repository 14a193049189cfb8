"""Pairs of events that are likely to be one: proposed by the matcher, shown side by side, judged by curators."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from corpus.models import Event, Judgement, LikelySameEvent
from corpus.store.judgements.decide import undo
from tests.support.admin_pages import client_of
from tests.support.ingest import forget_everything, ingest_records
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db

QUEUE = "/admin/queue/pairs/"
SEMINARS = (
    "A seminar on painted lanterns and paper kites of harbour pilots was held in Sampleville on October 3.",
    "A seminar on paper kites and wooden boats of fishing pilots was held in Sampleville on October 3.",
)
TEXTS = tuple(f"{text}\n{prose(number)}" for number, text in enumerate(SEMINARS))


@pytest.fixture
def read(tmp_path):
    """Return how to ingest two reports that are likely to be of one event."""

    def read():
        ingest_records(tmp_path, "a.json", *(record(number, text) for number, text in enumerate(TEXTS, 1)))

    read()
    return read


def decide(client, code: str) -> str:
    """Press a button of the queue; return the page that follows."""
    item = client.get(QUEUE).context["item"]
    return client.post(QUEUE, {"item": item.pk, "code": code, "reason": "Read both"}, follow=True).content.decode()


def test_a_likely_pair_is_proposed_with_its_grounds(read, client, admin_client):
    pair = LikelySameEvent.objects.get()
    assert {one.report_count for one in pair.events} == {1}
    page = admin_client.get(QUEUE).content.decode()
    assert all(text in page for text in SEMINARS)
    assert pair.why == "both tell the day, the place and the subject alike; not told by both: people"
    assert pair.why[1:] in page
    assert page.count('href="/articles/') == 2
    one, other = pair.events
    page = client.get(one.get_absolute_url()).content.decode()
    assert "possibly the same as" in page
    assert other.get_absolute_url() in page
    maybe = client.get(f"/api/v1/events/{one.pk}/").json()["possibly_same"]
    assert [row["id"] for row in maybe] == [other.pk]
    assert "Events that may be one" in admin_client.get("/admin/").content.decode()


def test_one_event_is_merged_until_it_is_undone(read, client, admin_client):
    assert "Nothing waits here" in decide(admin_client, "same")
    kept = Event.objects.public().get()
    assert kept.report_count == 2
    assert "possibly the same" not in client.get(kept.get_absolute_url()).content.decode()
    call_command("reextract", verbosity=0)
    read()
    assert Event.objects.public().get().report_count == 2
    assert not LikelySameEvent.objects.waiting().exists()
    undo(Judgement.objects.get())
    assert Event.objects.public().count() == 2
    assert LikelySameEvent.objects.waiting().count() == 1


def test_two_events_are_not_proposed_again(read, client, admin_client):
    assert "Nothing waits here" in decide(admin_client, "two")
    made = Judgement.objects.get()
    assert (made.kind, made.reason) == ("event-two", "Read both")
    for again in (lambda: call_command("reextract", verbosity=0), read):
        again()
        assert not LikelySameEvent.objects.waiting().exists()
        assert Event.objects.public().count() == 2
        assert LikelySameEvent.objects.get().verdict == "different"
    for event in Event.objects.public():
        assert "possibly the same" not in client.get(event.get_absolute_url()).content.decode()
    admin_client.post(reverse("admin:corpus_judgement_undo", args=[made.pk]))
    assert LikelySameEvent.objects.waiting().count() == 1


def test_judgements_about_pairs_move_to_another_copy(read, admin_client, tmp_path):
    decide(admin_client, "two")
    out = StringIO()
    call_command("judgements", "export", stdout=out)
    forget_everything()
    read()
    assert LikelySameEvent.objects.waiting().count() == 1
    (tmp_path / "j.jsonl").write_text(out.getvalue())
    call_command("judgements", "import", str(tmp_path / "j.jsonl"), stdout=StringIO())
    assert not LikelySameEvent.objects.waiting().exists()
    assert json.loads(out.getvalue())["kind"] == "event-two"


def test_many_pairs_are_judged_from_their_list(read, admin_client):
    pair = LikelySameEvent.objects.get()
    address = reverse("admin:corpus_likelysameevent_changelist")
    assert str(pair) in admin_client.get(address).content.decode().replace("&#x27;", "'")
    for action, verdict in (("mark_different", "different"), ("mark_open", "open")):
        admin_client.post(address, {"action": action, "_selected_action": [pair.pk]}, follow=True)
        pair.refresh_from_db()
        assert pair.verdict == verdict
    found = admin_client.post(address, {"action": "merge", "_selected_action": [pair.pk]})
    assert "/event/merge/?events=" in found["Location"]


def test_an_event_has_few_proposals(tmp_path):
    boats = ("woollen gloves", "copper kettles", "garden clocks", "marble chairs", "leather drums", "silver spoons")
    pilots = ("mountain", "railway", "balloon", "submarine", "steamer", "glider")
    texts = [
        f"{SEMINARS[1].replace('wooden boats', boat).replace('fishing', pilot)}\n{prose(number)}"
        for number, (boat, pilot) in enumerate(zip(boats, pilots, strict=True))
    ]
    ingest_records(tmp_path, "b.json", *(record(number, text) for number, text in enumerate(texts, 1)))
    numbers = [LikelySameEvent.objects.of(event.pk).count() for event in Event.objects.all()]
    assert len(numbers) == 6
    assert max(numbers) == 3


def test_only_curators_judge_pairs(read):
    viewer = client_of("Viewer")
    assert viewer.get(QUEUE).status_code == 200
    assert viewer.post(QUEUE, {"item": LikelySameEvent.objects.get().pk, "code": "two"}).status_code == 403
    assert "Nothing waits here" in decide(client_of("Curator"), "two")
