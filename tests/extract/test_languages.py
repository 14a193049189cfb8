"""A language is a package of corpus/extract, found by its code."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus import extract as extraction
from corpus.extract import VERSION, Document, Extraction, NamedPerson, extract, languages
from corpus.extract.lexicon import lexicon

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def new_language(tmp_path, monkeypatch):
    """Return a folder beside those of corpus/extract, with rules for a made-up language."""
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "lexicon.py").write_text(
        "from corpus.extract.lexicon import Lexicon\n\nLEXICON = Lexicon(spheres={'music': frozenset(('fiddler',))})\n"
    )
    (folder / "extractor.py").write_text(
        "from corpus.extract import VERSION, Extraction, NamedPerson\n\n\n"
        "def extract(document):\n"
        "    return Extraction((NamedPerson(document.text, (), ()),), (), VERSION)\n"
    )
    monkeypatch.setattr(extraction, "__path__", [*extraction.__path__, str(tmp_path)])
    _forget_languages()
    yield "xx"
    for module in ("", ".extractor", ".lexicon"):
        sys.modules.pop(f"corpus.extract.xx{module}", None)
    _forget_languages()


def _forget_languages():
    extraction.languages.cache_clear()
    extraction._rules_of.cache_clear()
    lexicon.cache_clear()


def test_a_folder_is_a_language(new_language):
    assert new_language in languages()
    assert extract(Document("", ("Abc",), language="xx")) == Extraction((NamedPerson("Abc", (), ()),), (), VERSION)


def test_a_language_without_a_folder_is_read_by_spelling_and_says_so():
    found = extract(Document("", ("Kim Yong Nam viaggia a Roma.",), language="it"))
    assert [person.name for person in found.people] == ["Kim Yong Nam"]
    assert (found.events, found.warnings) == ((), ("no rules for events in language it",))


def test_its_words_join_those_of_the_others(new_language):
    assert lexicon().spheres["music"] == {"fiddler"}
    assert "general" in lexicon().spheres["military"]
    assert "the" in lexicon().common


def test_every_language_offers_the_same():
    assert languages() == {"en"}
    for code in languages():
        assert isinstance(extract(Document("", ("Nothing.",), language=code)), Extraction)


def test_no_vocabulary_is_compiled_before_the_first_document():
    code = "import sys, corpus.extract.lexicon as words; words.lexicon(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "corpus.extract.en.lexicon" in loaded.split()
    assert "corpus.extract.en.extractor" not in loaded
    assert "corpus.extract.en.people" not in loaded
