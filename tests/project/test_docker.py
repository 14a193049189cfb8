"""Checks of Dockerfile and docker-compose.yml that need no container engine."""

import os
import re
import shlex
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text())
IGNORED = (ROOT / ".dockerignore").read_text().split()


def steps(word: str) -> list[str]:
    """Return the arguments of each use of an instruction in the Dockerfile."""
    return re.findall(rf"^{word} (.+)$", DOCKERFILE, re.M)


def variables_of_settings() -> set[str]:
    """Return the environment variables that the portal reads."""
    source = "".join(path.read_text() for path in (ROOT / "portal").rglob("*.py"))
    return set(re.findall(r"\bDATELINE_[A-Z_]+|\bDATABASE_URL\b", source))


def check(path: Path) -> subprocess.CompletedProcess:
    """Validate a file against the schema of the Compose Specification."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True)


def test_compose_is_valid_by_its_specification(tmp_path):
    done = check(ROOT / "docker-compose.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text((ROOT / "docker-compose.yml").read_text().replace("interval:", "intervall:"))
    assert check(wrong).returncode == 1, "the schema finds mistakes"


def test_what_compose_names_it_declares():
    volumes = {one.split(":")[0] for service in SERVICES.values() for one in service.get("volumes", ())}
    named = {volume for volume in volumes if re.fullmatch(r"\w+", volume)}
    assert named == set(COMPOSE["volumes"]) == {"postgres", "captures", "certificates"}
    for service in SERVICES.values():
        assert set(service.get("depends_on", ())) <= set(SERVICES)


def test_the_database_is_healthy_and_migrated_before_the_portal_starts():
    assert "pg_isready" in SERVICES["postgres"]["healthcheck"]["test"][1]
    assert SERVICES["migrate"]["command"] == ["python", "manage.py", "migrate", "--noinput"]
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert SERVICES["web"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"},
        "migrate": {"condition": "service_completed_successfully"},
    }
    assert "healthcheck" not in SERVICES["web"], "the image has one"


def test_both_talk_to_the_database_of_compose():
    database = SERVICES["postgres"]["environment"]
    for name in ("migrate", "web"):
        url = SERVICES[name]["environment"]["DATABASE_URL"]
        assert url == (
            f"postgres://{database['POSTGRES_USER']}:${{POSTGRES_PASSWORD}}@postgres:5432/{database['POSTGRES_DB']}"
        )
    assert SERVICES["web"]["environment"] == SERVICES["migrate"]["environment"]


def test_every_variable_is_one_that_settings_read():
    given = set(SERVICES["web"]["environment"])
    image = set(re.findall(r"\b(DATELINE_\w+|DATABASE_URL)=", DOCKERFILE))
    assert given | image <= variables_of_settings()
    assert {"DATABASE_URL", "DATELINE_SECRET_KEY", "DATELINE_HOSTS", "DATELINE_PRODUCTION"} <= given


def test_no_secret_has_a_default():
    source = (ROOT / "docker-compose.yml").read_text()
    for secret in ("POSTGRES_PASSWORD", "DATELINE_SECRET_KEY"):
        assert f"${{{secret}:?" in source, "compose refuses to start without it"
        assert f"${{{secret}:-" not in source


def test_what_compose_takes_from_the_environment_is_in_the_docs():
    source = (ROOT / "docker-compose.yml").read_text()
    docs = (ROOT / "docs/running/deployment.md").read_text()
    assert [name for name in sorted(set(re.findall(r"\$\{(\w+)", source))) if f"`{name}" not in docs] == []


def test_a_proxy_alone_is_reached_from_outside():
    """It reads bodies whole, limits size and time, and says who asks, whatever the client wrote."""
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert [port for port in SERVICES["proxy"]["ports"] if not port.startswith("${ADDRESS:-127.0.0.1}:")] == []
    assert SERVICES["proxy"]["volumes"] == ["./Caddyfile:/etc/caddy/Caddyfile:ro", "certificates:/data"]
    assert SERVICES["proxy"]["depends_on"] == {"web": {"condition": "service_healthy"}}
    assert SERVICES["web"]["environment"]["DATELINE_PROXIES"] == "${DATELINE_PROXIES:-1}"
    words = [line.split("#")[0].split() for line in (ROOT / "Caddyfile").read_text().splitlines()]
    assert sum(line.count("{") - line.count("}") for line in words) == 0
    for line in (
        ["read_header", "10s"],
        ["read_body", "30s"],
        ["max_size", "10MB"],
        ["request_buffers", "10MB"],
        ["reverse_proxy", "web:8000", "{"],
        ["header_up", "X-Forwarded-For", "{remote_host}"],
        ["header_up", "X-Forwarded-Proto", "{scheme}"],
    ):
        assert line in words, line
    assert not [line for line in words if line[:1] == ["trusted_proxies"]]


def test_captures_outlive_the_portal():
    assert "captures:/data" in SERVICES["web"]["volumes"]
    assert steps("VOLUME") == ["/data"]
    assert re.search(r"DATELINE_DATA=/data\b", steps("ENV")[0])


def test_the_image_runs_as_an_ordinary_user_who_owns_the_data():
    order = [line.split()[0] for line in DOCKERFILE.splitlines() if line and line[0].isupper()]
    assert steps("FROM") == ["python:3.11-slim-bookworm"]
    assert steps("USER") == ["dateline"]
    assert order.index("USER") > max(index for index, word in enumerate(order) if word in {"RUN", "COPY"})
    assert any("chown dateline /data" in one for one in steps("RUN"))


def test_the_image_has_what_it_needs_and_nothing_private():
    needed = ["requirements.txt", "manage.py", "portal", "corpus", "templates", "static", "script/healthy"]
    for path in needed:
        assert (ROOT / path).exists()
        assert not any(fnmatch(path, pattern) for pattern in IGNORED), path
    assert {".git", ".venv", ".env", "data", "collected"} <= set(IGNORED)
    assert any("collectstatic" in one for one in steps("RUN"))
    (command,) = steps("CMD")
    assert command.startswith('["gunicorn", "portal.wsgi"')
    assert [one for one in steps("HEALTHCHECK") if one.endswith('CMD ["python", "script/healthy"]')]


def healthy(**environment) -> int:
    """Run the health check. Return its exit code."""
    return subprocess.run([sys.executable, ROOT / "script/healthy"], env=os.environ | environment).returncode


@pytest.mark.django_db(transaction=True)
def test_the_health_check_speaks_as_the_proxy_does(live_server, settings):
    port = live_server.url.rpartition(":")[2]
    settings.ALLOWED_HOSTS = ["dateline.example", "localhost"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert healthy(PORT=port) == 0
    assert healthy(PORT=port, DATELINE_HOSTS=".dateline.example,other.example") == 0
    assert healthy(PORT=port, DATELINE_HOSTS="other.example") == 1
    assert healthy(PORT="9") == 1


def test_the_docs_start_compose_with_what_it_asks_for():
    docs = (ROOT / "docs/running/deployment.md").read_text()
    (line,) = [line for line in docs.splitlines() if line.endswith("> .env")]
    names = {one.split("=")[0].strip("\\n ") for one in re.split(r"\\n", shlex.split(line)[1]) if one}
    assert names == {"POSTGRES_PASSWORD", "DATELINE_SECRET_KEY"}
