"""manage.py judgements: decisions move to a copy of the corpus built from the same captures."""

import json
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from corpus.models import Event, Judgement, Mention, Person
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from corpus.store.judgements.decisions import Impossible
from tests.support.decisions import DECISIONS, ingest_corpus, shown
from tests.support.ingest import forget_everything

pytestmark = pytest.mark.django_db


def judgements(*arguments: str) -> str:
    out = StringIO()
    call_command("judgements", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_corpus_built_anew_gets_its_curation_back(tmp_path):
    ingest_corpus(tmp_path)
    as_read = shown()
    made = []
    for name, decision in reversed(DECISIONS.items()):
        try:
            made.append(decide(decision(), reason=name))
        except (Impossible, Event.DoesNotExist, Person.DoesNotExist):
            continue
    undo(made[3])
    as_curated, exported = shown(), judgements("export")
    assert as_curated != as_read
    assert len(exported.splitlines()) == len(made) > 15
    forget_everything()
    ingest_corpus(tmp_path)
    assert shown() == as_read
    (tmp_path / "j.jsonl").write_text(exported)
    assert f"{len(made)} judgements imported" in judgements("import", str(tmp_path / "j.jsonl"))
    assert shown() == as_curated
    assert judgements("export") == exported, "who, when and why go with them"
    assert f"{len(made)} already here" in judgements("import", str(tmp_path / "j.jsonl"))
    for row in Judgement.objects.in_force():
        undo(row)
    assert shown() == as_read


def test_what_the_corpus_lacks_is_a_conflict(tmp_path):
    ingest_corpus(tmp_path)
    decide(decisions.correct(Person.objects.get(slug="ri-chol-su"), "note", "known"))
    judgements("export", str(tmp_path / "j.jsonl"))
    forget_everything()
    assert "1 are about rows this corpus lacks" in judgements("import", str(tmp_path / "j.jsonl"))
    assert Judgement.objects.conflicting().get().conflict == "What it is about is not in this corpus."


def test_who_was_made_by_a_decision_taken_back_since_is_made_elsewhere_too(tmp_path):
    ingest_corpus(tmp_path)
    read_as = Person.objects.get(slug="ri-chol-su")
    first, second = Mention.objects.filter(person=read_as, part="text").select_related("revision")[:2]
    making = decide(decisions.move([first], read_as, new="Ri Chol Su (fisher)"))
    fisher = Person.objects.get(name="Ri Chol Su (fisher)")
    decide(decisions.move([second], read_as, fisher))
    undo(making)
    as_curated = shown()
    judgements("export", str(tmp_path / "j.jsonl"))
    forget_everything()
    ingest_corpus(tmp_path)
    judgements("import", str(tmp_path / "j.jsonl"))
    assert shown() == as_curated


def test_what_is_lost_changes_nothing_until_it_is_found(tmp_path):
    ingest_corpus(tmp_path)
    one, other = Person.objects.get(slug="ri-chol-su"), Person.objects.get(slug="ri-chol-soo")
    decide(decisions.merge([one, other], other))
    as_curated = shown()
    judgements("export", str(tmp_path / "j.jsonl"))
    forget_everything()
    judgements("import", str(tmp_path / "j.jsonl"))
    assert not Judgement.objects.in_force().exists()
    ingest_corpus(tmp_path)
    assert not Person.objects.exclude(merged_into=None).exists()
    assert "1 judgements imported" in judgements("import", str(tmp_path / "j.jsonl"))
    assert shown() == as_curated
    assert not Judgement.objects.conflicting().exists()


@pytest.mark.parametrize("value", [[], {}, {"people": [["x"]], "into": "y"}, {"people": ["x"], "into": "y", "more": 1}])
def test_a_value_that_no_curator_made_is_refused(tmp_path, value):
    line = {"key": str(uuid.uuid4()), "kind": "merge", "about": {"person": "y"}, "value": value, "before": {},
            "evidence": "", "made": "2026-11-01T00:00:00+00:00", "undone": None}  # fmt: skip
    (tmp_path / "j.jsonl").write_text(json.dumps(line))
    with pytest.raises(CommandError, match="its value does not fit the kind merge"):
        judgements("import", str(tmp_path / "j.jsonl"))


@pytest.mark.parametrize("line", ["no json", "[]", "{}", json.dumps({"key": "x"})])
def test_a_line_that_is_no_judgement_is_named(tmp_path, line):
    (tmp_path / "j.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(CommandError, match="line 2 is not a judgement"):
        judgements("import", str(tmp_path / "j.jsonl"))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        judgements("import", str(tmp_path / "none.jsonl"))
