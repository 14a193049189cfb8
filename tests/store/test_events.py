"""Reports of one happening are one event, those of two are two, whatever the order of ingest."""

import itertools

import pytest

from corpus.models import Event
from corpus.store import reextract
from corpus.store.judgements.decide import decide
from corpus.store.judgements.decisions import confirm
from tests.gold import score_pairs
from tests.support.fingerprint import fingerprint
from tests.support.ingest import forget_everything, ingest_records
from tests.support.samples import prose, record
from tests.support.shared import shared

LEADER = "Kim Jong Un, president of the State Affairs of the DPRK,"
BRIEF = "Kim Jong Un gave field guidance to the Sample Lamp Factory and the Otherdale Mine."
REPORT = f"{LEADER} gave field guidance to the Sample Lamp Factory and the Otherdale Mine on October 4.\nHe was glad."
SEMINAR = (
    "A seminar on lamp making took place in Sampleville on October 3 on the 20th anniversary of the Lamp Declaration."
)


def events_of(tmp_path, *texts: str) -> list[Event]:
    """Return the events that these texts report, each an article of its own."""
    records = [record(number, text, headline=f"Headline {number}") for number, text in enumerate(texts)]
    ingest_records(tmp_path, "x-2024-11-11.json", *records)
    return list(Event.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BRIEF, REPORT),
        (f"{LEADER} received a gift from Jon Sample on October 4.", f"{LEADER} received a letter from Jon Sample."),
        (SEMINAR, SEMINAR.replace("on the 20th", "to mark the 20th").replace(" on lamp making", "")),
    ],
    ids=["with and without a day", "a gift and a letter", "same occasion"],
)
def test_pairs_with_their_day(tmp_path, one, other):
    gifts = "gift" in one
    assert len(events_of(tmp_path, one, other)) == (2 if gifts else 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            f"{LEADER} received a message of condolences from Jon Sample, king of Otherland, on October 4.",
            f"{LEADER} received a message of condolences from Eva Other, queen of Sampleland, on October 4.",
        ),
        (
            f"{LEADER} sent a congratulatory message to Jon Sample, king of Otherland, on October 4.",
            f"{LEADER} sent a message of condolences to Jon Sample, king of Otherland, on October 4.",
        ),
        (
            f"{LEADER} met Jon Sample, minister of Tests of Otherland, in Pyongyang on October 4.",
            f"{LEADER} gave a banquet for Jon Sample, minister of Tests of Otherland, in Pyongyang on October 4.",
        ),
        (
            "A delegation of the Otherland Fishers' League led by Jon Sample arrived here on October 2.",
            "A delegation of the Otherland Fishers' League led by Jon Sample left here on October 4.",
        ),
        (BRIEF, BRIEF.replace("Sample Lamp Factory", "Tallow Candle Works").replace("Otherdale", "Nextdale")),
    ],
    ids=["senders", "kinds of message", "meeting and banquet", "arrival and departure", "places of guidance"],
)
def test_what_differs_in_kind_ends_or_subject_is_two_events(tmp_path, one, other):
    assert len(events_of(tmp_path, one, other)) == 2


@pytest.mark.django_db
def test_the_stated_day_is_shown_whichever_report_comes_first(tmp_path):
    for texts in ((BRIEF, REPORT), (REPORT, BRIEF)):
        forget_everything()
        for number, text in enumerate(texts):
            ingest_records(tmp_path, f"x-2024-11-1{number}.json", record(number, text))
        assert Event.objects.get().date == "2024-10-04"


@pytest.mark.django_db
def test_the_events_do_not_depend_on_the_order_of_ingest(tmp_path):
    texts = [BRIEF, REPORT, SEMINAR, SEMINAR.replace("A seminar", "A national seminar"), f"{REPORT}\n{prose(1)}"]
    records = [record(number, text, headline=f"Headline {number}") for number, text in enumerate(texts)]
    expected = None
    for turn, order in enumerate(itertools.islice(itertools.permutations(records), 0, 120, 31)):
        forget_everything()
        for place, one in enumerate(order):
            ingest_records(tmp_path, f"x-2024-11-{10 + place}-{turn}.json", one)
        found = fingerprint()["events"]
        expected = expected or found
        assert found == expected


@pytest.mark.django_db
def test_reports_extracted_again_in_several_batches_stay_one_event(tmp_path, monkeypatch):
    death = "Jon Sample, king of Otherland, passed away on October 4."
    (event,) = events_of(tmp_path, *(f"{death}\n{prose(number)}" for number in range(7)))
    monkeypatch.setattr(reextract, "BATCH", 3)
    for _batch in reextract.reextract(reextract.to_reextract()):
        assert list(Event.objects.values_list("pk", "report_count")) == [(event.pk, 7)]


@pytest.mark.django_db
def test_a_death_is_one_event_however_it_is_told(tmp_path):
    found = events_of(
        tmp_path,
        "Jon Sample, king of Otherland, passed away from a sudden illness at 08:30 October 4, 2024, on a train.",
        "The king fell ill.\nKing Jon Sample was treated, but he died at 08:30 on October 4.",
        "The people are stricken with grief upon hearing the sad news that King Jon Sample passed away on October 4.",
    )
    assert [(event.type, event.date, event.report_count) for event in found] == [("death", "2024-10-04", 3)]


@pytest.mark.django_db
def test_a_judged_event_keeps_its_reports(tmp_path):
    ingest_records(tmp_path, "a-2024-11-10.json", record(1, BRIEF))
    event = Event.objects.get()
    decide(confirm(event))
    ingest_records(tmp_path, "b-2024-11-11.json", record(2, REPORT))
    event.refresh_from_db()
    assert (event.report_count, event.status, event.date) == (2, "reviewed", "2024-10-05~")
    assert event.as_found["date"][0] == "2024-10-04"


def test_labelled_pairs_of_real_reports_are_told_apart():
    for name in sorted({side["file"] for side in score_pairs.sides()}):
        shared("corpora", name)
    tune, held = (score_pairs.score(score_pairs.judge(half)) for half in score_pairs.HALVES)
    assert tune.precision >= 0.95
    assert tune.recall >= 0.85
    assert held.precision >= 0.85
    assert held.recall >= 0.7
