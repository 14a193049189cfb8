"""event_types.toml declares the types of events; everything else reads them from it."""

import pytest
from django.core.management import call_command

from corpus import event_types
from corpus.event_types import EVENT_TYPES, Definition
from corpus.models import ArticleSearch, EventSearch, TermKind, term
from corpus.models.event import EventType
from tests.support import factories as make

# The order in which search rows were stored so far.
STORED = (
    "meeting", "visit", "inspection", "message", "statement", "assembly", "ceremony", "commemoration", "performance",
    "sport", "military", "agreement", "appointment", "disaster", "death",
)  # fmt: skip


def test_types_are_added_at_the_end_only():
    assert tuple(EVENT_TYPES)[: len(STORED)] == STORED
    assert [event_types.number_of(code) for code in ("meeting", "disaster")] == [1, 14]


def test_types_fit_the_database():
    assert [code for code in EVENT_TYPES if not code.isidentifier() or len(code) > 16] == []
    assert EventType.MEETING == "meeting"
    assert EventType.choices == event_types.choices()
    assert EventType.MEETING.label == "meeting"


@pytest.mark.django_db
def test_a_new_type_needs_no_migration(monkeypatch):
    monkeypatch.setitem(EVENT_TYPES, "strike", Definition("strike", "Work was stopped in protest"))
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    article = make.article()
    event = make.event("strike", reported_in=[article])
    event.full_clean()
    number = term(TermKind.TYPE, event_types.number_of("strike"))
    assert number in ArticleSearch.objects.get(article=article).terms
    assert number in EventSearch.objects.get(event=event).terms
