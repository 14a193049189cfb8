"""The ingest command: rows, outcomes, and a second run that changes nothing."""

import json
from pathlib import Path

import pytest

from corpus.models import Article, Capture, Event, IngestRun, Mention, Outcome, Person, Reprint, Teaser
from tests.support.fingerprint import fingerprint
from tests.support.ingest import ingest, ingest_records
from tests.support.samples import LINK, prose, record

pytestmark = pytest.mark.django_db


def test_records_become_articles_and_a_second_time_changes_nothing(tmp_path):
    records = [record(1, prose(1)), record(2, prose(2)), record(3, "")]
    assert ingest_records(tmp_path, "a.json", *records) == {"created": 2, "stub": 1}
    article = Article.objects.get(url=LINK.format(1))
    assert (article.outlet.name, article.title, article.published) == ("KCNA", "A Headline", "2024-10-05")
    assert (article.dateline_place, article.dateline_date) == ("Pyongyang", "2024-10-05")
    assert article.text == prose(1)
    before = fingerprint()
    assert ingest_records(tmp_path, "a.json", *records) == {"unchanged": 2, "stub": 1}
    assert fingerprint() == before
    assert Outcome.objects.filter(kind="stub").latest("pk").reason


def test_raw_bytes_are_kept_under_their_hash(tmp_path):
    ingest_records(tmp_path, "a.json", record(1, prose(1)))
    capture = Capture.objects.get()
    assert json.loads(capture.raw()) == record(1, prose(1))
    assert capture.storage_name(capture.sha256).startswith(f"{capture.sha256[:2]}/{capture.sha256[2:4]}/")


def test_one_report_under_several_columns_is_one_article_with_several_captures(tmp_path):
    text = prose(1)
    found = ingest_records(
        tmp_path, "a.json", record(1, text, topic="Top News"), record(2, text, topic="Home News"), record(3, text)
    )
    assert found == {"created": 1, "unchanged": 2}
    assert Article.objects.get().captures.count() == 3
    assert set(Capture.objects.values_list("column", flat=True)) == {"Top News", "Home News"}


def test_the_same_headline_on_other_days_stays_apart(tmp_path):
    ingest_records(tmp_path, "a.json", record(1, prose(1)), record(2, prose(2), day="2024-10-09"))
    assert Article.objects.count() == 2
    assert not Reprint.objects.exists()


def test_changed_wording_is_a_revision_whatever_the_order_of_the_snapshots(tmp_path):
    old, new = record(1, f"{prose(1)} Eight came."), record(1, f"{prose(1)} Nine came.")
    assert ingest_records(tmp_path, "x-2024-11-11.json", new) == {"created": 1}
    assert ingest_records(tmp_path, "x-2024-10-03.json", old) == {"revised": 1}
    article = Article.objects.get()
    assert article.text.endswith("Nine came.")
    assert article.revision_count == 2
    assert [revision.text.split()[-2] for revision in article.revisions.all()] == ["Eight", "Nine"]


def test_typographic_quotes_and_white_space_are_no_revision(tmp_path):
    ingest_records(tmp_path, "x-2024-10-03.json", record(1, f'{prose(1)} It\'s "new".'))
    assert ingest_records(tmp_path, "x-2024-11-11.json", record(1, f"{prose(1)}  It’s “new”.")) == {"unchanged": 1}
    assert Article.objects.get().revision_count == 1


MEETING = (
    "Kim Jong Un, general secretary of the Workers' Party of Korea, received Sergei Lavrov, foreign minister of the "
    "Russian Federation, at the office building of the WPK Central Committee on Oct. 19.\n"
    "Present there were Andrei {name}, vice-minister of Foreign Affairs of the Russian Federation, and Alexandr "
    "Matsegora, Russian ambassador to the DPRK.\n"
    "Both sides spoke about the exchanges of the coming year, the visits planned for spring and the school that "
    "is to be built together, and parted in a friendly atmosphere."
)


def undated_twin(tmp_path: Path) -> Path:
    path = tmp_path / "lost-head.txt"
    teaser = "Something else\nNovember 07, 2024\nSomething else"
    tail = f"Political News Team\nMore From Rodong Sinmun (En)\n{teaser}\nMore Articles"
    path.write_text(f"{MEETING.format(name='Ludenko')}\n{tail}")
    return path


@pytest.mark.parametrize("undated_first", [True, False])
def test_an_undated_reprint_takes_its_date_from_its_twin(tmp_path, undated_first):
    twin = tmp_path / "dated.json"
    twin.write_text(json.dumps([record(1, MEETING.format(name="Rudenko"), day="2023-10-20")]))
    paths = [undated_twin(tmp_path), twin]
    for path in paths if undated_first else reversed(paths):
        ingest(path)
    rodong = Article.objects.get(outlet__slug="rodong-sinmun")
    assert (rodong.published, rodong.published_basis) == ("2023-10-20", "reprint")
    assert rodong.reprint_count == 1
    assert 0.9 < Reprint.objects.get().similarity < 1
    assert "ludenko" in " ".join(Person.objects.values_list("slug", flat=True))
    event = Event.objects.public().get(type="meeting")
    assert (event.date, event.report_count) == ("2023-10-19", 2)
    assert not Event.objects.filter(date__startswith="XXXX").exists()


def test_an_undated_article_stays_undated_and_bounded_above(tmp_path):
    ingest(undated_twin(tmp_path))
    article = Article.objects.get()
    assert (article.published, article.published_lower) == ("", None)
    assert article.published_upper.isoformat() == "2024-11-07"
    assert article.title_derived
    event = Event.objects.get(type="meeting")
    assert (event.date, event.date_lower) == ("XXXX-10-19", None)
    assert Teaser.objects.get().date == "2024-11-07"


def test_telegrams_of_one_formula_to_different_people_are_no_reprints(tmp_path):
    formula = (
        "Kim Jong Un sent a message of greeting to {who} of {land} on the {n}th founding anniversary of the country. "
        "The message expressed the belief that the friendly ties between the two countries would grow in keeping with "
        "the desire of both peoples and wished the president good health and the people of {land} progress in "
        "their work."
    )
    filled = [("Thongloun Sisoulith", "Laos", 49), ("Bashar Al Assad", "Syria", 78), ("To Lam", "Viet Nam", 79)]
    ingest_records(
        tmp_path, "a.json", *(record(i, formula.format(who=w, land=c, n=n)) for i, (w, c, n) in enumerate(filled))
    )
    assert Article.objects.count() == 3
    assert not Reprint.objects.exists()


def test_people_are_linked_by_full_name_and_namesakes_of_other_spheres_kept_apart(tmp_path):
    one = "Ri Yong Ho, foreign minister of the DPRK, met the ambassador of Laos on October 3. " + prose(1)
    two = "Ri Yong Ho, foreign minister of the DPRK, met the ambassador of Cuba on October 4. " + prose(2)
    three = "General Ri Yong Ho, chief of the General Staff of the Korean People's Army, met soldiers. " + prose(3)
    ingest_records(tmp_path, "a.json", record(1, one), record(2, two), record(3, three))
    people = Person.objects.filter(name="Ri Yong Ho").order_by("pk")
    assert [(person.slug, person.article_count) for person in people] == [("ri-yong-ho", 2), ("ri-yong-ho-2", 1)]
    assert people[0].first_seen.isoformat() == "2024-10-05"


def test_bad_files_are_refused_with_a_reason_and_the_rest_goes_in(tmp_path):
    folder = tmp_path / "collected"
    folder.mkdir()
    good = [record(1, prose(1)), record(2, prose(2))]
    (folder / "good.json").write_text(json.dumps(good))
    (folder / "cut.json").write_text(json.dumps([record(3, prose(3)), record(4, prose(4))])[:-30])
    (folder / "empty.html").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "odd.txt").write_bytes("Ein Titel\n\u00fcber alles".encode("utf-16-le")[1:] * 9)
    (folder / "line.txt").write_bytes(b"word " * 4_000_000)
    (folder / "endless.txt").write_text("Kim Jong Un met many people. " * 50_000)
    with pytest.raises(SystemExit) as ended:
        ingest(folder, report=tmp_path / "report.jsonl")
    assert ended.value.code == 1
    assert Article.objects.count() == 3
    run = IngestRun.objects.get()
    assert run.state == IngestRun.State.FAILED
    refused = {Path(one.source.split("#")[0]).name: one.reason for one in run.outcomes.filter(kind="refused")}
    assert set(refused) == {"cut.json", "empty.html", "picture.txt", "odd.txt", "line.txt", "endless.txt"}
    assert all(refused.values())
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert len(lines) == run.outcomes.count() == 9


def test_hostile_text_is_stored_as_text(tmp_path):
    text = f"<script>alert(1)</script> \x00\u202e {prose(1)} \ud83d\ude00"
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    ingest_records(tmp_path, "a.json", record(1, text, headline="H <3 &amp; <b>B</b>\x00"))
    article = Article.objects.get()
    assert article.title == "H <3 & B"
    assert "<script>alert(1)</script>" in article.text


def test_dry_run_says_and_stores_nothing(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([record(1, prose(1))]))
    assert "created           1" in ingest(path, dry_run=True)
    assert not Article.objects.exists()
    assert not IngestRun.objects.exists()


def test_mentions_are_where_the_text_names_the_person(tmp_path):
    ingest_records(tmp_path, "a.json", record(1, MEETING.format(name="Rudenko"), day="2023-10-20"))
    mentions = Mention.objects.filter(part="text").select_related("revision")
    assert mentions.count() >= 4
    assert all(one.revision.text[one.start : one.end] == one.surface for one in mentions)
    article = Article.objects.get()
    assert set(article.people) == set(Mention.objects.values_list("person_id", flat=True))
    assert article.event_types == ["meeting"]
    assert len(article.places) == 1


@pytest.mark.parametrize("page_first", [True, False])
def test_of_two_captures_the_better_evidence_dates_the_article(tmp_path, page_first):
    days = ["2024-10-05", "2024-10-09"]
    paths = []
    for number, day in enumerate(days):
        path = tmp_path / f"{number}.json"
        headline = f"A Headline [Juche113.{int(day[5:7])}.{int(day[8:])}.]" if number else "A Headline"
        path.write_text(json.dumps([record(1, prose(1), day=day, headline=headline)]))
        paths.append(path)
    for path in reversed(paths) if page_first else paths:
        ingest(path)
    article = Article.objects.get()
    assert (article.published, article.published_basis, article.published_conflict) == ("2024-10-09", "page", True)


def test_what_only_a_former_wording_reports_is_listed_no_more(tmp_path, client):
    """Search words, counts and the person's page follow a new wording and a new day."""
    told = "Choe Son Hui, foreign minister of the DPRK, met Sergei Lavrov in Moscow on October 4. They spoke of pears."
    ingest_records(tmp_path, "kcna-2024-10-05.json", record(1, f"{told}\n{prose(1)}"))
    assert Event.objects.public().count() == 1
    assert client.get("/events/").context["counts"].total == 1
    ingest_records(tmp_path, "kcna-2024-11-05.json", record(1, prose(1)))
    assert Article.objects.get().revision_count == 2
    assert Event.objects.public().count() == 0
    assert client.get("/events/").context["counts"].total == 0
    assert client.get("/articles/?q=pears").context["counts"].total == 0
    assert client.get("/articles/?q=lavrov").context["counts"].total == 0
