"""Line-ups as stored: places, titles, events, and decisions about people, events and articles."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from corpus.models import Article, Event, Lineup, LineupPlace, Mention, Participation, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from tests.support.dumped import dump, empty, lines
from tests.support.ingest import ingest, ingest_records
from tests.support.samples import record

pytestmark = pytest.mark.django_db

PRESENT = (
    "Present there were Ri Chol Soo, vice-minister of Fisheries, Om Ji Hun, director of the harbour, and Han Sol Mi."
)
TEXTS = (
    "Kim Tok Hun, premier of the Cabinet, inspected the Sinpho Fishing Station on October 3."
    f"\nHe looked round the new boats for a long while and asked about the nets.\n{PRESENT}",
    "The fleet committee is made up of Kim Tok Hun, Ri Chol Su, Om Ji Hun, Pak Il Ho and Han Sol Mi.",
)


@pytest.fixture(autouse=True)
def corpus(tmp_path):
    """Ingest two articles with a list each: of those present at an event, and of a committee without one."""
    ingest_records(tmp_path, "corpus.json", *(record(number, text) for number, text in enumerate(TEXTS, start=1)))
    return tmp_path


def places(kind: str) -> list[tuple[int, str, str, str]]:
    """Return order, person, title and name as printed of the only line-up of a kind."""
    lineup = Lineup.objects.with_people().get(kind=kind)
    return [(one.order, one.mention.person.slug, one.title, one.mention.surface) for one in lineup.people]


def people(kind: str) -> list[str]:
    return [person for _, person, _, _ in places(kind)]


def test_a_list_keeps_its_order_titles_words_and_event():
    assert places("present") == [
        (1, "ri-chol-soo", "vice-minister of Fisheries", "Ri Chol Soo"),
        (2, "om-ji-hun", "director of the harbour", "Om Ji Hun"),
        (3, "han-sol-mi", "", "Han Sol Mi"),
    ]
    lineup = Lineup.objects.get(kind="present")
    assert lineup.event == Event.objects.get(type="inspection")
    assert lineup.revision.text[lineup.start : lineup.end] == lineup.sentence == PRESENT
    assert Lineup.objects.get(kind="committee").event is None
    assert list(Lineup.objects.of_event(lineup.event.pk)) == [lineup]


def test_each_participation_keeps_the_sentence_that_names_the_person():
    said = {one.person.slug: one for one in Participation.objects.select_related("person", "report__revision")}
    for one in said.values():
        assert one.report.revision.text[one.start : one.end] == one.sentence
    assert said["kim-tok-hun"].sentence == TEXTS[0].split("\n")[0]
    assert {said[slug].sentence for slug in ("ri-chol-soo", "om-ji-hun", "han-sol-mi")} == {PRESENT}


def test_a_merge_applies_to_line_ups_and_its_undo_too():
    before = people("present"), people("committee")
    pair = [Person.objects.get(slug=slug) for slug in ("ri-chol-soo", "ri-chol-su")]
    merge = decide(decisions.merge(pair, pair[1]))
    assert people("present") == ["ri-chol-su", "om-ji-hun", "han-sol-mi"]
    assert people("committee") == before[1]
    call_command("reextract", verbosity=0)
    assert people("present") == ["ri-chol-su", "om-ji-hun", "han-sol-mi"]
    undo(merge)
    assert (people("present"), people("committee")) == before
    call_command("reextract", verbosity=0)
    assert (people("present"), people("committee")) == before


def test_who_is_no_person_leaves_a_gap_until_that_is_undone():
    before = places("present")
    judgement = decide(decisions.nobody(Person.objects.get(slug="om-ji-hun")))
    assert places("present") == [before[0], before[2]]
    undo(judgement)
    assert places("present") == before


def test_a_moved_mention_moves_its_place_alone():
    before = people("present"), people("committee")
    target = Person.objects.get(slug="pak-il-ho")
    mention = Mention.objects.get(person__slug="om-ji-hun", revision__lineups__kind="present")
    judgement = decide(decisions.move([mention], mention.person, target))
    assert people("present") == ["ri-chol-soo", "pak-il-ho", "han-sol-mi"]
    assert people("committee") == before[1]
    assert Participation.objects.filter(person=target, sentence=PRESENT).exists()
    undo(judgement)
    assert (people("present"), people("committee")) == before


def test_a_line_up_belongs_to_the_event_that_its_own_was_merged_into(corpus):
    text = "Kim Tok Hun, premier of the Cabinet, visited the Ongjin Net Factory on October 1.\nThe nets were dry."
    ingest_records(corpus, "more.json", record(3, text, headline="Nets"))
    first, other = Event.objects.get(type="inspection"), Event.objects.exclude(type="inspection").get()
    merge = decide(decisions.merge_events([first, other], other))
    assert [one.kind for one in Lineup.objects.of_event(other.pk)] == ["present"]
    undo(merge)
    assert not Lineup.objects.of_event(other.pk).exists()
    assert Lineup.objects.of_event(first.pk).exists()


def test_reading_again_replaces_them_and_keeps_nothing_twice():
    before = places("present"), places("committee"), LineupPlace.objects.count()
    call_command("reextract", verbosity=0)
    assert (places("present"), places("committee"), LineupPlace.objects.count()) == before
    assert Lineup.objects.get(kind="present").event


def test_a_curator_s_participants_keep_the_sentence_that_names_them():
    event = Event.objects.get(type="inspection")
    rows = [(one.person, "present", "") for one in event.participations.select_related("person")]
    rows.append((Person.objects.get(slug="pak-il-ho"), "present", ""))
    decide(decisions.set_participants(event, rows))
    said = dict(Participation.objects.filter(event=event).values_list("person__slug", "sentence"))
    assert said["han-sol-mi"] == PRESENT
    assert said["pak-il-ho"] == "", "no report names him"


def test_they_are_written_in_as_many_queries_however_long_they_are(corpus):
    def queries(number: int, size: int) -> int:
        names = [
            f"Kim {a} {b}" for a in ("Il", "Ho", "Chol", "Su", "Gil", "Hun") for b in ("Il", "Ho", "Chol", "Su", "Gil")
        ]
        text = f"The committee is made up of {', '.join(names[:size])}."
        with CaptureQueriesContext(connection) as found:
            ingest_records(corpus, f"{number}.json", record(number, text, headline=f"Committee {number}"))
        return len(found)

    queries(10, 29)
    few = queries(12, 4)
    assert queries(11, 28) <= few + 4, "the longer text is compared with that of a likely reprint"


@pytest.mark.usefixtures("storage")
def test_a_dump_has_them_and_ingest_restores_them(tmp_path, storage):
    ingest_records(tmp_path, "again.json", *(record(number, text) for number, text in enumerate(TEXTS, start=1)))
    before = places("present"), places("committee")
    dump(tmp_path / "dump")
    written = {one["kind"]: one for one in lines(tmp_path / "dump", "lineups")}
    assert written["present"]["event"] == Event.objects.get(type="inspection").pk
    assert [one["person"] for one in written["present"]["people"]] == people("present")
    assert written["committee"]["event"] is None
    empty(storage)
    assert not Lineup.objects.exists()
    ingest(tmp_path / "dump")
    assert (places("present"), places("committee")) == before


def test_those_of_a_hidden_article_are_in_no_dump(tmp_path):
    hidden = Article.objects.get(current__lineups__kind="committee")
    decide(decisions.correct(hidden, "hidden", True))
    dump(tmp_path / "dump")
    assert [one["kind"] for one in lines(tmp_path / "dump", "lineups")] == ["present"]
