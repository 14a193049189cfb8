"""Later readings that contradict a judgement are queued, and the judgement stays."""

import pytest
from django.core.management import call_command

from corpus.models import Article, Event, Judgement, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, keep, undo
from tests.support.decisions import TEXTS, ingest_corpus
from tests.support.ingest import ingest_records
from tests.support.samples import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """Return the small corpus, ingested from this folder."""
    ingest_corpus(tmp_path)
    return tmp_path


def conflicts() -> list[str]:
    return list(Judgement.objects.conflicting().values_list("conflict", flat=True))


def test_another_day_for_a_corrected_one(folder):
    article = Article.objects.earliest("pk")
    row = decide(decisions.correct(article, "published", "2024-10-20"))
    ingest_records(folder, "again.json", record(1, TEXTS[0], day="2024-10-03"))
    article.refresh_from_db()
    assert (article.published, article.as_found["published"][0]) == ("2024-10-20", "2024-10-03")
    assert conflicts() == ["Read since for published: 2024-10-03"]
    keep(row)
    assert conflicts() == []
    undo(Judgement.objects.get())
    article.refresh_from_db()
    assert article.published == "2024-10-03", "what was read meanwhile is shown when the correction goes"


def test_a_new_wording_under_a_corrected_headline(folder):
    article = Article.objects.earliest("pk")
    decide(decisions.correct(article, "title", "A better headline"))
    ingest_records(folder, "again.json", record(1, TEXTS[0] + "\nMore was said.", headline="Another Headline"))
    article.refresh_from_db()
    assert (article.title, article.as_found["title"][0]) == ("A better headline", "Another Headline")
    assert conflicts() == ["Read since for title: Another Headline"]


def test_a_text_that_names_two_who_are_one(folder):
    one, other = Person.objects.get(slug="ri-chol-su"), Person.objects.get(slug="ri-chol-soo")
    decide(decisions.merge([one, other], one))
    assert conflicts() == []
    text = "Ri Chol Su, vice-minister of Fisheries, met Ri Chol Soo, chairman of the Committee of Nets, on October 4."
    ingest_records(folder, "both.json", record(9, text))
    assert conflicts() == ["A text names both: Ri Chol Soo and Ri Chol Su."]
    other.refresh_from_db()
    assert other.merged_into == one
    keep(Judgement.objects.get())
    ingest_records(folder, "both-again.json", record(10, text.replace("October 4", "October 5")))
    assert conflicts() == [], "what a curator knew of is not asked again"


def test_a_report_that_names_others_than_a_curator_settled(folder):
    event = Event.objects.get(title__contains="Ri Chol Su and Pedro")
    decide(decisions.confirm(event))
    more = "ambassador of Cuba, and Jo Yong Won, secretary of the Central Committee, on"
    ingest_records(folder, "more.json", record(8, TEXTS[0].replace("ambassador of Cuba, on", more)))
    event.refresh_from_db()
    assert event.report_count == 2
    assert [one.person.name for one in event.participations.select_related("person")] == ["Ri Chol Su", "Pedro Ramirez"]
    assert conflicts() == ["Reports read since name also: Jo Yong Won."]
    keep(Judgement.objects.get())
    call_command("reextract", verbosity=0)
    assert conflicts() == [], "what a curator knew of is not asked again"


def test_a_place_that_is_read_no_more(folder):
    person = Person.objects.get(slug="ri-chol-su")
    mention = person.mentions.select_related("revision").earliest("pk")
    row = decide(decisions.move([mention], person))
    row.value["mentions"][mention.revision.wording][0][1] += 1
    row.save()
    call_command("reextract", verbosity=0)
    assert conflicts() == ["Some of the places are no longer read as a name."]
    keep(Judgement.objects.get())
    call_command("reextract", verbosity=0)
    assert conflicts() == []
