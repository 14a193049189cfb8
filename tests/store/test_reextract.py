"""manage.py reextract: facts follow the present rules, decisions and URLs stay."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from corpus.extract import VERSION
from corpus.models import Article, Event, Mention, Outlet, Participation, Person, Report, Revision
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from tests.support.fingerprint import fingerprint
from tests.support.ingest import ingest_records
from tests.support.samples import record

pytestmark = pytest.mark.django_db

MEETING = (
    "Ri Chol Su, vice-minister of Fisheries, met Pedro Ramirez, ambassador of Cuba, on October 4."
    "\nThe talk was about boats and nets and the weather on the eastern coast of the country."
)


def reextract(*arguments: str) -> str:
    out = StringIO()
    call_command("reextract", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def meeting(tmp_path):
    """Return the stored event of one ingested article."""
    ingest_records(tmp_path, "a.json", record(1, MEETING))
    return Event.objects.get()


def test_what_is_extracted_again_by_the_same_rules_is_the_same(meeting):
    before, ids = fingerprint(), list(Event.objects.values_list("pk", flat=True))
    assert "1 articles" in reextract()
    assert fingerprint() == before
    assert list(Event.objects.values_list("pk", flat=True)) == ids


def test_only_what_an_older_version_made_is_done_again(meeting):
    assert "Nothing to extract again" in reextract("--older")
    Revision.objects.update(extractor="0")
    assert "1 articles" in reextract("--older")
    assert Revision.objects.get().extractor == VERSION


def test_facts_follow_the_rules(meeting):
    wrong = Person.objects.create(name="Boats Nets", slug="boats-nets")
    Mention.objects.filter(person__name="Ri Chol Su").update(person=wrong)
    Participation.objects.filter(person__name="Ri Chol Su").update(person=wrong)
    Report.objects.update(sentence="wrong", date="")
    assert "1 people" in reextract()
    event = Event.objects.get()
    assert event.pk == meeting.pk
    assert [one.person.name for one in event.participations.all()] == ["Ri Chol Su", "Pedro Ramirez"]
    assert event.reports.get().sentence.endswith("on October 4.")
    assert not Person.objects.filter(pk=wrong.pk).exists()
    assert Person.objects.get(name="Ri Chol Su").article_count == 1


def test_an_event_that_a_person_reviewed_stays_as_it_was_corrected(meeting):
    decide(decisions.correct(meeting, "date", "2024-10-03"))
    decide(decisions.correct(meeting, "title", "A corrected title"))
    decide(decisions.confirm(Event.objects.get()))
    reextract()
    event = Event.objects.get()
    assert (event.pk, event.date, event.title) == (meeting.pk, "2024-10-03", "A corrected title")
    assert event.reports.get().date == "2024-10-04"
    assert event.report_count == 1


def test_merges_names_and_notes_of_a_curator_stay(meeting):
    one, other = Person.objects.get(name="Ri Chol Su"), Person.objects.create(name="Ri Chol Soo", slug="ri-chol-soo")
    decide(decisions.merge([one, other], other))
    reextract()
    assert Person.objects.filter(pk=one.pk).exists()
    assert Mention.objects.filter(person=other).exists()
    assert Person.objects.get(pk=other.pk).article_count == 1


def test_a_participation_goes_over_to_another_report_that_names_the_person(tmp_path, meeting):
    second = MEETING.replace("The talk was about", "A second desk adds that the talk was also about")
    ingest_records(tmp_path, "b.json", record(2, second))
    assert Event.objects.get().report_count == 2
    part = Participation.objects.get(person__name="Ri Chol Su")
    Article.objects.filter(pk=part.report.revision.article_id).update(language="ko")
    reextract()
    event = Event.objects.get()
    assert event.report_count == 1
    assert {one.report.event_id for one in event.participations.all()} == {event.pk}
    assert event.participations.count() == 2


def test_one_outlet_alone_and_an_unknown_one(meeting):
    Revision.objects.update(extractor="0")
    other = Outlet.objects.create(name="Lakeside Post", slug="lakeside-post")
    assert "no articles" in reextract("--outlet", other.slug)
    assert Revision.objects.get().extractor == "0"
    assert "1 articles" in reextract("--outlet", "kcna")
    assert Revision.objects.get().extractor == VERSION
    with pytest.raises(CommandError, match="There is no outlet nowhere"):
        reextract("--outlet", "nowhere")
