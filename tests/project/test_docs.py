"""The documentation agrees with the code."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from corpus import event_types
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.places import PlaceFilterSet

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = {path.name: path.read_text() for path in PAGES}
ALL = "\n".join(TEXT.values())


def test_every_command_is_in_the_docs():
    commands = [path.stem for path in (ROOT / "corpus/management/commands").glob("*.py") if path.stem != "__init__"]
    assert commands
    assert [name for name in commands if f"manage.py {name}" not in ALL] == []


def test_every_variable_is_in_the_docs_and_every_one_there_exists():
    source = "".join(path.read_text() for path in (ROOT / "portal").rglob("*.py"))
    read = set(re.findall(r"\bDATELINE_[A-Z_]+|\bDATABASE_URL\b", source))
    table = set(re.findall(r"^\| `([A-Z_]+)`", TEXT["deployment.md"], re.M))
    assert read == table


def test_every_parameter_is_in_the_docs():
    for filterset in (ArticleFilterSet, EventFilterSet, PersonFilterSet, PlaceFilterSet):
        for name, item in filterset.base_filters.items():
            assert f"`{name}`" in TEXT["filters.md"], name
            for order in getattr(item, "orders", ()):
                assert f"`{order}`" in TEXT["filters.md"], order


def test_every_event_type_is_in_the_docs():
    assert event_types.table() in TEXT["event-types.md"], "paste what python -m corpus.event_types prints"


def test_the_data_dictionary_is_that_of_the_models():
    out = StringIO()
    call_command("data_dictionary", stdout=out)
    assert TEXT["data-dictionary.md"] == out.getvalue(), (
        "run manage.py data_dictionary > docs/developing/data-dictionary.md"
    )


def test_every_dependency_has_its_line_and_is_pinned():
    pinned = {}
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            if not line.startswith("-r"):
                package, version = line.split("==")
                pinned[package.lower()] = version
    table = set(re.findall(r"^\| ([a-z][a-z0-9.-]+) \|", TEXT["dependencies.md"], re.M)) - {"package"}
    assert set(pinned) == table


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
        if re.match(r"https?:|mailto:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = (path.parent / file).resolve() if file else path
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(), re.M)
            slugs = {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
            assert anchor in slugs, target


def test_every_function_that_the_architecture_names_exists():
    hops = re.findall(r"`(corpus/[\w/]+\.py):([\w.]+)`", TEXT["architecture.md"])
    assert len(hops) > 30
    missing = []
    for file, dotted in hops:
        body = ast.parse((ROOT / file).read_text()).body
        for name in dotted.split("."):
            found = [node for node in body if getattr(node, "name", "") == name]
            body = found[0].body if found else []
            if not found:
                missing.append(f"{file}:{dotted}")
                break
    assert missing == []


def test_every_file_that_the_documentation_names_exists():
    """A name in capitals stands for one of your choice."""
    path = r"`((?:corpus|portal|tests|templates|script)/[\w./-]+\.\w+)`"
    named = {(page, name) for page, text in TEXT.items() for name in re.findall(path, text)}
    assert sorted(one for one in named if not re.search("NAME|CODE", one[1]) and not (ROOT / one[1]).exists()) == []
