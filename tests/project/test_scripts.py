"""The messages of the scripts where something is missing, and their exit codes."""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")


@pytest.fixture
def checkout(tmp_path):
    """Copy the scripts and requirements to a folder without an environment."""
    folder = tmp_path / "a folder"
    shutil.copytree(ROOT / "script", folder / "script")
    for name in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def write_program(path: Path, text: str) -> None:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run(folder: Path, script: str, **environment) -> subprocess.CompletedProcess:
    """Run a script from another folder, with the fake programs of this one first on the path."""
    path = f"{folder / 'fakes'}:/usr/bin:/bin"
    return subprocess.run(
        [folder / "script" / script], cwd="/", env={"PATH": path} | environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("script", ["demo", "test"])
def test_a_python_that_is_too_old_is_named(checkout, script):
    for name in PYTHONS:
        write_program(checkout / "fakes" / name, "exit 1")
    done = run(checkout, script)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt-get install python3" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_found(checkout):
    for name in PYTHONS:
        write_program(checkout / "fakes" / name, "exit 1")
    new = 'case "$2" in *version_info*) exit 0;; *ensurepip*) exit 0;; --version) echo Python 3.13;; *) exit 7;; esac'
    write_program(checkout / "fakes" / "python3.13", new)
    done = run(checkout, "demo")
    assert "Making .venv" in done.stdout
    assert done.returncode == 7, "it was asked to make the environment"


def test_a_python_without_venv_is_named(checkout):
    fake = 'case "$2" in *version_info*) exit 0;; *) exit 1;; esac'
    for name in PYTHONS:
        write_program(checkout / "fakes" / name, fake)
    done = run(checkout, "demo")
    assert done.returncode == 1
    assert "cannot make virtual environments" in done.stderr
    assert "apt-get install python3-venv" in done.stderr


@pytest.fixture
def installed(checkout):
    """Return a checkout whose environment is the one that runs the tests, marked as up to date."""
    write_program(checkout / ".venv/bin/python", f'exec "{sys.executable}" "$@"')
    parts = sorted(path for path in checkout.glob("requirements*.txt"))
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()
    for path in parts:
        (checkout / ".venv" / f"{path.name}.sha256").write_text(f"{stamp}\n")
    return checkout


def test_a_taken_port_is_named_before_anything_is_done(installed):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(installed, "demo", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "PORT=" in done.stderr
    assert "Preparing" not in done.stdout


@pytest.mark.parametrize("port", ["web", "0", "70000"])
def test_what_is_no_port_is_named(installed, port):
    done = run(installed, "demo", PORT=port)
    assert done.returncode == 1
    assert f"“{port}” is no port" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_installed_is_not_installed_again(installed):
    assert "Installing" not in run(installed, "demo", PORT="web").stdout
    (installed / "requirements.txt").write_text("")
    assert "Installing requirements.txt" in run(installed, "demo", PORT="web").stdout


def test_two_demos_on_one_new_folder_both_end_well(installed, data_folder):
    shutil.copy(ROOT / "manage.py", installed)  # Python imports from where a link points to
    for name in ("portal", "templates", "static"):
        (installed / name).symlink_to(ROOT / name)
    sample = installed / "corpus" / "sample" / "documents"
    sample.mkdir(parents=True)
    (sample / "one.txt").write_text("Floral baskets laid\n\nPyongyang, May 2 (KCNA) -- They laid floral baskets.\n")
    for path in (ROOT / "corpus").iterdir():
        if path.name != "sample":
            (installed / "corpus" / path.name).symlink_to(path)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    kept |= {"DATELINE_DATA": str(data_folder / "new"), "PYTHONUNBUFFERED": "1"}
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as two:
        ports = [probe.getsockname()[1] for probe in (one, two)]
    demos = [
        subprocess.Popen(
            [installed / "script" / "demo"], env=kept | {"PORT": str(port)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for port in ports
    ]  # fmt: skip
    try:
        said = [_until_ready(demo) for demo in demos]
        assert all("Ctrl-C ends it." in one[-1] for one in said), said
        logins = {line for one in said for line in one if line.startswith("  Login")}
        assert len(logins) == 1
        for port in ports:
            assert _title(port).startswith("<title>Dateline")
    finally:
        for demo in demos:
            demo.terminate()
        for demo in demos:
            demo.communicate(timeout=60)
    assert not (data_folder / "new/postgres/cluster/postmaster.pid").exists(), "the last stopped the server"


def _until_ready(demo: subprocess.Popen) -> list[str]:
    """Return the lines that a demo prints until it serves, or until it ends."""
    lines = []
    while (not lines or "Ctrl-C" not in lines[-1]) and (line := demo.stdout.readline()):
        lines.append(line)
    return lines


def _title(port: int) -> str:
    """Return the title of the front page of a server, which is still starting."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                return re.search(r"<title>.*?</title>", answer.read().decode(), re.S)[0]
        except urllib.error.URLError:
            time.sleep(0.05)
    return "no answer"


def test_a_failing_test_fails_the_script(installed):
    # Other plugins and more workers make no difference to the exit code.
    quick = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin"}
    quick |= {"PYTEST_XDIST_AUTO_NUM_WORKERS": "1", "HOME": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    (installed / "test_it.py").write_text("def test_it():\n    assert False\n")
    assert run(installed, "test", **quick).returncode == 1
    (installed / "test_it.py").write_text("def test_it():\n    assert True\n")
    assert run(installed, "test", **quick).returncode == 0


def test_scripts_can_be_run_and_parsed():
    for path in [ROOT / ".ci/run", ROOT / "script/demo", ROOT / "script/test", ROOT / "script/healthy"]:
        assert os.access(path, os.X_OK), path
    for path in [ROOT / ".ci/run", *(ROOT / "script" / name for name in ("demo", "test", "environment"))]:
        assert subprocess.run(["bash", "-n", path]).returncode == 0, path
