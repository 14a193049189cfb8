"""The portal's own server, as the commands of the docs start it."""

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def options() -> list[str]:
    """Return the arguments of gunicorn in the Dockerfile, without its address."""
    command = json.loads(re.search(r"^CMD (.+)$", (ROOT / "Dockerfile").read_text(), re.M)[1])
    place = command.index("--bind")
    return command[1:place] + command[place + 2 :]


@contextmanager
def gunicorn(environment: dict, **changed) -> Iterator[int]:
    """Run the server of the image with some options changed; yield its port when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chosen = [part for name, value in changed.items() for part in (f"--{name}", str(value))]
    running = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options(), *chosen, "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", "/robots.txt")
                connection.getresponse().read()
                break
            time.sleep(0.05)
        yield port
    finally:
        running.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=20)
        running.kill()
        running.wait()
