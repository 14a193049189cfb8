"""Kill an ingest at random moments and check that the resulting corpus is the same.

    python -m tests.kill_ingest [--times 20] [PATH…]

Every round starts from an empty corpus in a database of its own, kills the run with -9 at a random moment, every third
time a second run too, completes one run, and compares the corpus with that of an undisturbed run. Without a PATH it
ingests a synthetic scrape. It exits with code 1 at the first difference.
"""

import argparse
import atexit
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORDS = 900


def main() -> int:
    """Parse the arguments and run the rounds; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    arguments = parser.parse_args()
    print(f"Seed {arguments.seed}")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)  # as root, the server runs as a user of its own
    atexit.register(shutil.rmtree, folder)  # before the server's own, so that it runs after it
    os.environ |= {"DATELINE_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    return rounds(arguments.paths or [scrape(folder)], arguments.times, random.Random(arguments.seed))


def scrape(folder: Path) -> str:
    """Return a scrape of reports that share people, events, columns and reprints."""
    from .support.samples import meeting_text, record

    path = folder / "scrape-2024-10-06.json"
    texts = [meeting_text(i // 3, respelled=i % 3 == 2) for i in range(RECORDS)]
    path.write_text(json.dumps([record(i, text, day=f"2024-10-{1 + i // 3 % 28:02d}") for i, text in enumerate(texts)]))
    return str(path)


def rounds(paths: list[str], times: int, chance: random.Random) -> int:
    """Make the undisturbed run, then the disturbed ones."""
    from django.core.management import call_command
    from django.db import connection

    from .support.fingerprint import fingerprint

    call_command("migrate", verbosity=0)
    started = time.monotonic()
    finish(paths)
    length = time.monotonic() - started
    expected = fingerprint()
    print(f"Undisturbed: {len(expected['articles'])} articles in {length:.1f} s")
    for number in range(1, times + 1):
        call_command("flush", interactive=False, verbosity=0)
        moments = [chance.uniform(0, length) for _ in range(2 if number % 3 == 0 else 1)]
        for moment in moments:
            kill(paths, moment)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM corpus_article")
            held = cursor.fetchone()[0]
        finish(paths)
        same = fingerprint() == expected
        after = ", ".join(f"{moment:.2f} s" for moment in moments)
        print(
            f"{number:3}: killed after {after}, {held} articles held; afterwards {'the same' if same else 'DIFFERENT'}"
        )
        if not same:
            return 1
    return 0


def start(paths: list[str]) -> subprocess.Popen:
    """Start the command in a process group of its own."""
    command = [sys.executable, "manage.py", "ingest", *paths, "--workers", "2"]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill(paths: list[str], moment: float) -> None:
    """Start a run and kill it and its workers after some seconds."""
    running = start(paths)
    time.sleep(moment)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def finish(paths: list[str]) -> None:
    """Complete a run."""
    if start(paths).wait():
        sys.exit("The undisturbed run failed.")


if __name__ == "__main__":
    sys.exit(main())
