"""Rules that hold for the whole project."""

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template.loader import render_to_string

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path for room in ("corpus", "portal") for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)
WRITTEN = [
    path
    for room in ("corpus", "portal", "tests", "templates", "static", "script")
    for path in sorted((ROOT / room).rglob("*"))
    if path.suffix in {".py", ".html", ".css", ".js"}
    and not {"migrations", "sample", "__pycache__", "vendor"} & set(path.parts)
]

# What each room may import from the project. Imports run one way.
SHARED = {"corpus.dates", "corpus.event_types", "corpus.languages", "corpus.limits", "corpus.spelling"}
MAY_IMPORT = {
    "corpus.dates": set(),
    "corpus.event_types": set(),
    "corpus.languages": set(),
    "corpus.limits": set(),
    "corpus.spelling": set(),
    "corpus.apps": set(),
    "corpus.ingest": {"corpus.ingest"},
    "corpus.extract": {"corpus.extract"},
    "corpus.models": {"corpus.models"},
    "corpus.store.locks": set(),
    "corpus.store.copying": set(),
    "corpus.store.matching": {
        "corpus.store.matching", "corpus.store.locks", "corpus.store.copying", "corpus.models", "corpus.ingest",
        "corpus.extract",
    },
    "corpus.store.derived": {
        "corpus.store.derived", "corpus.store.matching", "corpus.store.copying", "corpus.models",
    },
    "corpus.store.loading": {
        "corpus.store.loading", "corpus.store.derived", "corpus.store.matching", "corpus.store.locks",
        "corpus.store.copying", "corpus.models", "corpus.ingest", "corpus.extract",
    },
    "corpus.store.judgements": {
        "corpus.store.judgements", "corpus.store.loading", "corpus.store.derived", "corpus.store.matching",
        "corpus.store.locks", "corpus.models", "corpus.ingest",
    },
    "corpus.store": {"corpus.store", "corpus.models", "corpus.ingest", "corpus.extract"},
    "corpus.search": {"corpus.search", "corpus.models"},
    "corpus.records": {"corpus.models"},
    "corpus.conditional": {"corpus.models"},
    "corpus.lists": {"corpus.records", "corpus.search", "corpus.models"},
    "corpus.alerts": {"corpus.alerts", "corpus.lists", "corpus.search", "corpus.models"},
    "corpus.exports": {"corpus.exports", "corpus.lists", "corpus.records", "corpus.search", "corpus.models"},
    "corpus.dump": {
        "corpus.dump", "corpus.records", "corpus.store", "corpus.models", "corpus.ingest", "corpus.extract",
    },
    "corpus.views": {
        "corpus.views", "corpus.alerts", "corpus.exports", "corpus.lists", "corpus.records", "corpus.search",
        "corpus.models", "corpus.conditional",
    },
    "corpus.api": {
        "corpus.api", "corpus.lists", "corpus.records", "corpus.search", "corpus.models", "corpus.conditional",
    },
    "corpus.admin": {"corpus.admin", "corpus.store", "corpus.models"},
    "corpus.benchmark": {
        "corpus.benchmark", "corpus.search", "corpus.store", "corpus.models", "corpus.ingest", "corpus.extract",
    },
    "corpus.management": {
        "corpus.management", "corpus.alerts", "corpus.benchmark", "corpus.dump", "corpus.store", "corpus.models",
        "corpus.ingest", "corpus.extract",
    },
    "corpus.urls": {"corpus.views", "corpus.api"},
    "portal": {"portal", "corpus.urls", "corpus.admin", "corpus.search"},
}  # fmt: skip
WITHOUT_DJANGO = ("corpus.ingest", "corpus.extract", *sorted(SHARED))


def module_of(path: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> set[str]:
    """Return the dotted names that a file imports, those inside functions too."""
    name, found = module_of(path), set()
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, *([base] if base else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def within(name: str, room: str) -> bool:
    """Return whether a dotted name is that of a room or of something in it."""
    return name == room or name.startswith(f"{room}.")


def test_imports_run_one_way():
    wrong, seen = [], set()
    for path in CODE:
        name = module_of(path)
        room = next((room for room in MAY_IMPORT if within(name, room)), None)
        if room is None:
            assert name == "corpus", f"{name} is in no room; say in MAY_IMPORT what it may import"
            continue
        seen.add(room)
        for imported in imports(path) - {"corpus"}:  # the package itself holds nothing
            if not (within(imported, "corpus") or within(imported, "portal")):
                continue
            if not any(within(imported, allowed) for allowed in SHARED | MAY_IMPORT[room]):
                wrong.append(f"{name} imports {imported}")
    assert wrong == []
    assert not ast.parse((ROOT / "corpus/__init__.py").read_text()).body[1:]
    assert seen == set(MAY_IMPORT), "a room of the list no longer exists"


def test_a_language_is_known_to_its_own_package_alone():
    folders = [path for path in (ROOT / "corpus/extract").iterdir() if (path / "__init__.py").exists()]
    languages = [f"corpus.extract.{path.name}" for path in folders]
    wrong = [
        f"{module_of(path)} imports {imported}"
        for path in CODE
        if not within(module_of(path), "corpus.extract")
        for imported in imports(path)
        if any(within(imported, language) for language in languages)
    ]
    assert wrong == []


def test_ingest_and_extract_know_no_django():
    wrong = [
        f"{module_of(path)} imports {imported}"
        for path in CODE
        if any(within(module_of(path), room) for room in WITHOUT_DJANGO)
        for imported in imports(path)
        if within(imported, "django")
    ]
    assert wrong == []


def test_no_test_file_is_imported():
    """Helpers of several test files are in tests/support."""
    wrong = [
        f"{module_of(path)} imports {imported}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for imported in imports(path)
        if within(imported, "tests") and re.search(r"\.(test_|conftest\b)", imported)
    ]
    assert wrong == []


# Who may import the settle step, and the modules of corpus/store/derived that write. Tests may too.
SETTLES = {
    "corpus.store.loading.write",
    "corpus.store.reextract",
    "corpus.store.judgements.deferred",
    "corpus.admin",
}
WRITERS_OF_DERIVED = {
    "corpus.store.derived.counts": {"corpus.store.derived.settle", "corpus.store.derived.unsaved"},
    "corpus.store.derived.unsaved": {"corpus.store.loading.facts"},
    "corpus.store.derived.participants": {
        "corpus.store.derived.settle",
        "corpus.store.loading.facts",  # only of_new_events(), which saves nothing
        "corpus.store.judgements.decisions",  # only parts_of(), which reads
    },
    "corpus.store.derived.person_titles": {"corpus.store.derived.settle"},
    "corpus.store.derived.person_words": {"corpus.store.derived.settle", "corpus.store.judgements.deferred"},
    "corpus.store.derived.search_rows": {"corpus.store.derived.settle"},
}
READS_PARTICIPANTS = {
    "corpus.store.loading.facts": {"of_new_events"},
    "corpus.store.judgements.decisions": {"parts_of"},
}


def imported_modules(path: Path, modules: set[str]) -> set[str]:
    """Return those of the modules that a file imports, whole or names of."""
    return {one for one in modules if any(within(name, one) for name in imports(path))}


def test_modules_of_the_store_import_in_no_circle():
    paths = {module_of(path): path for path in CODE if within(module_of(path), "corpus.store")}
    modules = {name for name, path in paths.items() if path.name != "__init__.py"}
    graph = {name: imported_modules(paths[name], modules) - {name} for name in modules}
    assert sum(map(len, graph.values())) > 50
    TopologicalSorter(graph).prepare()  # raises CycleError


def test_only_the_ends_of_the_store_settle():
    wrong = [
        f"{module_of(path)} imports {imported}"
        for path in CODE
        for imported, allowed in {"corpus.store.derived.settle": SETTLES, **WRITERS_OF_DERIVED}.items()
        if module_of(path) != imported
        and imported_modules(path, {imported})
        and not any(within(module_of(path), one) for one in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize(("module", "names"), READS_PARTICIPANTS.items())
def test_others_use_no_function_that_writes_participations(module, names):
    path = ROOT / f"{module.replace('.', '/')}.py"
    used = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "participants"
    }
    assert used == names
    assert "corpus.store.derived.participants" in imports(path), "import the module, so that its uses show"


def test_files_stay_short():
    assert {str(path.relative_to(ROOT)): n for path in WRITTEN if (n := len(path.read_text().splitlines())) > 400} == {}


def test_lines_of_templates_stay_short():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in WRITTEN
        if path.suffix == ".html"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 140
    ]
    assert wrong == []


def test_there_are_no_drawers():
    drawers = {"utils", "helpers", "common", "services", "misc"}
    assert [str(path) for path in CODE if drawers & {path.stem, *path.relative_to(ROOT).parts}] == []


def test_docstrings_say_more_than_a_name():
    """Every module has a docstring, and no docstring has three words or fewer."""
    wrong = []
    for path in CODE:
        tree = ast.parse(path.read_text())
        if path.name != "__init__.py" and not ast.get_docstring(tree):
            wrong.append(f"{module_of(path)} has no docstring")
        for node in ast.walk(tree):
            said = ast.get_docstring(node) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) else None
            if said and len(said.split()) <= 3:
                wrong.append(f"{module_of(path)}: {said!r}")
    assert wrong == []


def test_pages_extend_the_base_and_have_one_headline():
    templates = ROOT / "templates"
    pages = [path for path in templates.rglob("*.html") if path.name[0] != "_" and path.parent.name != "mail"]
    pages.remove(templates / "base.html")
    assert len(pages) > 15
    for path in pages:
        source = path.read_text()
        bases = re.findall(r"\{% extends ['\"](base\.html|(?:\w+/)?_\w+\.html)['\"] %\}", source)
        assert bases, path.name
        whole = source + "".join((templates / name).read_text() for name in bases if name != "base.html")
        whole += "".join(
            (templates / name).read_text() for name in re.findall(r"include ['\"]((?:\w+/)?_\w+\.html)", whole)
        )
        assert "<h1" in whole, path.name


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "503.html"])
def test_pages_of_trouble_need_nothing_and_have_one_headline(name):
    for context in ({}, {"too_slow": True}):
        assert render_to_string(name, context).count("<h1") == 1


def test_templates_trust_no_text():
    paths = [path for folder in ("templates", "corpus/admin/templates") for path in (ROOT / folder).rglob("*.html")]
    assert len(paths) > 70
    for path in paths:
        source = path.read_text()
        assert not re.search(r"\|\s*safe\b|\bautoescape\s+(off|false)|\bMarkup\b", source), path.name
        assert not re.search(r"<script>|<style|\sstyle=|\son[a-z]+=", source), f"{path.name} breaks our own policy"


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_field_says_what_it_holds():
    """The help texts are the data dictionary."""
    silent = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("corpus").get_models()
        for field in model._meta.fields
        if not field.primary_key and not field.help_text
    ]
    assert not silent
