"""A killed run and two runs at once leave the same corpus as one undisturbed run."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

from corpus.models import Article
from tests.support.fingerprint import fingerprint
from tests.support.samples import meeting_text, record

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
RECORDS = 450  # four batches and a half, so that a run can be killed before, between and in batches


@pytest.fixture
def snapshot(tmp_path) -> Path:
    """Return a scrape of reports that share people, events, columns and reprints."""
    path = tmp_path / "scrape-2024-10-06.json"
    texts = [meeting_text(i // 3, respelled=i % 3 == 2) for i in range(RECORDS)]
    path.write_text(json.dumps([record(i, text, day=f"2024-10-{1 + i // 3 % 28:02d}") for i, text in enumerate(texts)]))
    return path


def start(path: Path) -> subprocess.Popen:
    """Return the command in a process of its own, on the test's database."""
    parameters = connection.get_connection_params()
    host, user = quote(parameters.get("host", ""), safe=""), parameters.get("user", "")
    password = f":{quote(parameters['password'])}" if parameters.get("password") else ""
    address = f"postgres://{user}{password}@{host}:{parameters.get('port', '')}/{parameters['dbname']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(path), "--workers", "1", "--skip-checks"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


_undisturbed = {}  # made once for the tests of this file: the snapshot is always the same


@pytest.fixture
def undisturbed(snapshot) -> dict:
    """Return the corpus of one run from end to end; the database is left empty again."""
    if not _undisturbed:
        call_command("ingest", str(snapshot), workers=1, stdout=StringIO(), stderr=StringIO())
        _undisturbed.update(fingerprint())
        call_command("flush", interactive=False, verbosity=0)
    assert not Article.objects.exists()
    return _undisturbed


def states(client) -> list[str]:
    """Return the states of runs as the admin site shows them."""
    return re.findall(r'class="field-state_now">(\w+)', client.get("/admin/corpus/ingestrun/").text)


def test_kill_in_the_middle_and_again(snapshot, undisturbed, admin_client):
    threshold = random.randrange(1, len(undisturbed["articles"]) - 100)
    running = start(snapshot)
    deadline = time.monotonic() + 60
    while Article.objects.count() < threshold and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert states(admin_client) == ["running"]
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert states(admin_client) == ["killed"]
    assert 0 < Article.objects.count() < len(undisturbed["articles"])
    again = start(snapshot)
    output, _ = again.communicate(timeout=120)
    assert again.returncode == 0, output
    assert fingerprint() == undisturbed


def test_two_at_once(snapshot, undisturbed):
    both = [start(snapshot), start(snapshot)]
    outputs = [one.communicate(timeout=120)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0], outputs
    assert fingerprint() == undisturbed
