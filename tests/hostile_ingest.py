"""Ingest random hostile documents among good ones, and check that the good ones are stored as without them.

    python -m tests.hostile_ingest [--documents 300] [--seed N]

It ingests good documents alone, then hostile and good ones together, in a database of its own. Then it gets every
page, feed, file and API answer. It exits with code 1 at a traceback, a difference, or an answer that is an error.
"""

import argparse
import atexit
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .hostile_documents import documents

ROOT = Path(__file__).resolve().parent.parent
GOOD = 60


def main() -> int:
    """Parse the arguments and run; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    arguments = parser.parse_args()
    print(f"Seed {arguments.seed}")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)  # as root, the server runs as a user of its own
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # before the server's own, so that it runs after it
    os.environ |= {"DATELINE_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    os.environ |= {"DATELINE_PLAIN_STATIC": "1", "DATELINE_HOSTS": "testserver"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    return check(folder, arguments.documents, arguments.seed)


def write_good(folder: Path, number: int = GOOD) -> None:
    """Write good records, a file for every ten, so that their names sort among those of the hostile ones."""
    from .support.samples import meeting_text, record

    folder.mkdir(exist_ok=True)
    for start in range(0, number, 10):
        records = [
            record(n, meeting_text(n // 3, respelled=n % 3 == 2), day=f"2024-10-{1 + n // 3 % 28:02d}")
            for n in range(start, start + 10)
        ]
        (folder / f"{start * 5:04d}good-2024-11-01.json").write_text(json.dumps(records))


def write_hostile(folder: Path, number: int, seed: int) -> None:
    """Write hostile documents."""
    folder.mkdir(exist_ok=True)
    for name, content in documents(seed, number):
        (folder / name.replace("/", "_")).write_bytes(content)


def rows_of_good() -> dict:
    """Return the stored rows of the good documents, and of the events that only they report."""
    from .support.fingerprint import fingerprint

    found = fingerprint()
    articles = [row for row in found["articles"] if "www.kcna.kp/en/article/q/" in row[5]]
    texts = {row[2] for row in articles}
    said = [(row, [sentence[0] for sentence in row[6]]) for row in found["events"]]
    events = [row for row, told in said if told and all(any(one in text for text in texts) for one in told)]
    return {"articles": articles, "events": events}


def check(folder: Path, number: int, seed: int) -> int:
    """Ingest both ways and compare; return the exit code."""
    from django.core.management import call_command
    from django.test import Client

    from .support.every_page import failures

    call_command("migrate", verbosity=0)
    write_good(folder / "good")
    if _ingest(folder / "good"):
        return _say("The good documents alone failed.")
    expected = rows_of_good()
    print(f"{len(expected['articles'])} good articles, {len(expected['events'])} events")
    call_command("flush", interactive=False, verbosity=0)
    write_good(folder / "all")
    write_hostile(folder / "all", number, seed)
    started = time.monotonic()
    if _ingest(folder / "all") not in (0, 1):
        return 1
    print(f"{number} hostile documents among them in {time.monotonic() - started:.1f} s")
    print(f"Outcomes: {_outcomes()}")
    if rows_of_good() != expected:
        return _say("The rows of the good documents are DIFFERENT.")
    client = Client(raise_request_exception=False)
    if failed := [one for one in failures(client, most=1000) if not one.startswith("404")]:
        return _say("\n".join(["These answer with an error:", *failed]))
    print("The good documents are stored as without the others, and every page answers.")
    return 0


def _ingest(folder: Path) -> int:
    """Run the command; return its exit code, and 2 if it printed a traceback."""
    command = [sys.executable, "manage.py", "ingest", str(folder), "--outlet", "Tirana Post", "--workers", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "Traceback" in done.stdout + done.stderr or done.returncode not in (0, 1):
        print(done.stdout[-3000:], done.stderr[-6000:])
        return 2
    return done.returncode


def _outcomes() -> dict:
    from django.db.models import Count

    from corpus.models import Outcome

    return dict(Outcome.objects.values_list("kind").annotate(Count("pk")).order_by("kind"))


def _say(words: str) -> int:
    print(words)
    return 1


if __name__ == "__main__":
    sys.exit(main())
