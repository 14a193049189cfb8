"""A curator and an ingest that write at the same time."""

import threading
import time

import pytest
from django.db import connection, transaction

from corpus.models import Person
from corpus.store.locks import lock_writers
from tests.support import factories as make
from tests.support.admin_pages import page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_curator_waits_for_the_ingest_and_neither_is_ended(admin_client):
    one, other = make.person("Kim Sample"), make.person("Ri Sample")
    begun, failed = threading.Event(), []

    def ingest():
        try:
            with transaction.atomic():
                lock_writers()
                Person.objects.filter(pk=other.pk).update(note="read by the ingest")
                begun.set()
                time.sleep(0.4)  # meanwhile the curator wants the same row
                Person.objects.filter(pk=one.pk).update(note="read by the ingest")
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    running = threading.Thread(target=ingest)
    running.start()
    assert begun.wait(5)
    answer = admin_client.post(
        page(Person, "changelist"), {"action": "mark_reviewed", "_selected_action": [one.pk, other.pk]}
    )
    running.join(10)
    assert failed == []
    assert answer.status_code == 302
    assert set(Person.objects.values_list("status", "note")) == {("reviewed", "read by the ingest")}
