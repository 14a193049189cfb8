"""A language is a package of corpus/extract, found by its code."""

import sys
from types import ModuleType

import pytest

from corpus import extract as extraction
from corpus.extract import VERSION, Document, Extraction, NamedPerson, extract, languages


@pytest.fixture
def new_language(tmp_path, monkeypatch):
    """Return a folder beside those of corpus/extract, with rules for a made-up language."""
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from corpus.extract import VERSION, Extraction, NamedPerson\n\n\n"
        "def extract(document):\n"
        "    return Extraction((NamedPerson(document.text, (), ()),), (), VERSION)\n"
    )
    monkeypatch.setattr(extraction, "__path__", [*extraction.__path__, str(tmp_path)])
    _forget_languages()
    yield "xx"
    sys.modules.pop("corpus.extract.xx", None)
    _forget_languages()


def _forget_languages():
    extraction.languages.cache_clear()
    extraction._rules_of.cache_clear()


def test_a_folder_is_a_language(new_language):
    assert new_language in languages()
    assert extract(Document("", ("Abc",), language="xx")) == Extraction((NamedPerson("Abc", (), ()),), (), VERSION)


def test_a_language_without_a_folder_is_read_by_spelling_and_says_so():
    found = extract(Document("", ("Kim Yong Nam viaggia a Roma.",), language="it"))
    assert [person.name for person in found.people] == ["Kim Yong Nam"]
    assert (found.events, found.warnings) == ((), ("no rules for events in language it",))


def test_every_language_offers_the_same_function():
    assert languages() == {"en"}
    for code in languages():
        module = sys.modules.get(f"corpus.extract.{code}") or __import__(f"corpus.extract.{code}", fromlist=["extract"])
        assert isinstance(module, ModuleType)
        assert isinstance(module.extract(Document("", ("Nothing.",), language=code)), Extraction)
