"""Decisions survive every later reading, and leave no trace once undone."""

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.models import Article, Event, Judgement, Report
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from tests.support.decisions import DECISIONS, ingest_corpus, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus(tmp_path):
    """Return the small corpus, ingested."""
    ingest_corpus(tmp_path)
    return tmp_path


def read_all_again(folder) -> None:
    call_command("reextract", verbosity=0)
    ingest_corpus(folder)


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_holds_and_goes_without_a_trace(corpus, name):
    before = shown()
    made = decide(DECISIONS[name]())
    after = shown()
    if name not in ("different", "two events", "add a person", "merge places"):
        assert after != before or name == "outlet"
    read_all_again(corpus)
    assert shown() == after, "it holds through all that is read again"
    undo(made)
    assert shown() == before
    read_all_again(corpus)
    assert shown() == before


@pytest.mark.parametrize("name", ["add a name", "prefer a name"])
def test_a_name_of_a_merged_person_finds_the_canonical_one(corpus, name):
    decide(DECISIONS["merge the other way"]())
    before = shown()
    made = decide(DECISIONS[name]())
    after = shown()
    read_all_again(corpus)
    assert shown() == after
    undo(made)
    assert shown() == before


def test_a_report_can_be_told_of_another_event(corpus):
    first, second = Event.objects.filter(type="meeting").order_by("pk")
    decide(decisions.merge_events([first, second], first))
    both = shown()
    split = decide(decisions.split_event(first, Report.objects.filter(event=first, found=second), "Another meeting"))
    apart = shown()
    assert len(apart["events"]) == len(both["events"]) + 1
    read_all_again(corpus)
    assert shown() == apart
    undo(split)
    assert shown() == both
    assert not Event.objects.filter(origin=split.key).exists()


def test_a_decision_about_a_row_loaded_before_another_loses_nothing(corpus):
    before = shown()
    one, other = (Article.objects.earliest("pk") for _ in range(2))
    made = [
        decide(decisions.correct(one, "title", "A better headline")),
        decide(decisions.correct(other, "byline", "A Team")),
    ]
    other.refresh_from_db()
    assert sorted(other.as_found) == ["byline", "title"]
    for row in made:
        undo(row)
    assert shown() == before


def test_judgements_say_who_when_and_on_what(corpus, django_user_model):
    user = django_user_model.objects.create_user("curator")
    event = Event.objects.get(type="meeting", title__contains="Ri Chol Su")
    row = decide(decisions.confirm(event), user, reason="Read both.")
    assert (row.by, row.by_name, row.reason, row.undone) == (user, "curator", "Read both.", None)
    assert "met Pedro Ramirez" in row.evidence
    undo(row, user)
    row = Judgement.objects.get()
    assert row.undone >= row.made
    assert row.undone_by_name == "curator"
    with pytest.raises(decisions.Impossible):
        undo(row, user)


STEPS = st.lists(
    st.one_of(
        st.sampled_from(sorted(DECISIONS)),
        st.tuples(st.just("undo"), st.integers(0, 20)),
        st.just("read all again"),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_whatever_is_decided_and_read_undoing_all_restores_exactly(corpus, steps, order):
    with transaction.atomic():
        before = shown()
        made = []
        for step in steps:
            if step == "read all again":
                as_decided = shown()
                read_all_again(corpus)
                assert shown() == as_decided
            elif isinstance(step, tuple):
                if made:
                    undo(made.pop(step[1] % len(made)))
            else:
                try:
                    made.append(decide(DECISIONS[step]()))
                except (decisions.Impossible, Event.DoesNotExist):
                    continue  # what was decided before leaves no room for it
        order.shuffle(made)
        for one in made:
            undo(one)
        assert shown() == before
        read_all_again(corpus)
        assert shown() == before
        transaction.set_rollback(True)
