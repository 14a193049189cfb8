"""Golden files: test pages in the real markup of each layout, with text of our own, and what is parsed from them.

pages/<layout>.html or pages/<layout>-<what>.html is read as "manage.py ingest" reads a saved page with its URL, and
compared with the .json file beside it.
"""

import datetime
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from corpus.ingest import layouts, outlets
from corpus.ingest.containers import read
from corpus.ingest.layouts import all_layouts, parse

PAGES = Path(__file__).parent / "pages"
OF_RECORDS = {"scrape", "headlines"}  # layouts that read no pages


def articles(path: Path) -> list[dict]:
    """Return the articles of a page as JSON, without empty values."""
    (capture,) = read([path], base=path.parent)
    found = (asdict(article) for article in parse(capture))
    return json.loads(json.dumps([{k: v for k, v in one.items() if v} for one in found], default=_text))


def _text(value: datetime.date) -> str:
    return value.isoformat()


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_is_read_as_its_golden_file_says(path):
    golden, found = path.with_suffix(".json"), articles(path)
    if not golden.exists():
        golden.write_text(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written: check it, and commit it with the page")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def test_every_layout_of_pages_has_a_test_page():
    tested = {path.stem.partition("-")[0] for path in PAGES.glob("*.html")}
    assert tested == {layout.__name__.rpartition(".")[2] for layout in all_layouts()} - OF_RECORDS


LAYOUT = '''
"""The Example Agency, in English."""

from corpus.ingest.layouts.selectors import SelectorLayout
from corpus.ingest.outlets import OutletEntry

OUTLET = OutletEntry("Example Agency", "example-agency", "Exampleland", "https://agency.example/", ("agency.example",))

_LAYOUT = SelectorLayout("example", OUTLET.name, "agency.example", paragraphs=".report p", mark="report")

fits = _LAYOUT.fits
parse = _LAYOUT.parse
'''
PAGE = """<!doctype html>
<!-- saved from url=(0029)https://en.agency.example/2024/05/27/visit -->
<html lang="en"><body>
<h1>A Visit Begins</h1><div class="report"><p>The delegation toured the city.</p></div></body></html>
"""


@pytest.fixture
def forgetful():
    """Clear the caches of layouts and outlets, before and after."""
    cached = (all_layouts, outlets.all_outlets, outlets.by_name)
    for one in cached:
        one.cache_clear()
    yield
    for one in cached:
        one.cache_clear()


def test_one_file_adds_a_layout_and_its_outlet(tmp_path, monkeypatch, forgetful):
    (tmp_path / "example_agency.py").write_text(LAYOUT)
    monkeypatch.setattr(layouts, "__path__", [*layouts.__path__, str(tmp_path)])
    page = tmp_path / "visit.html"
    page.write_text(PAGE)
    (article,) = articles(page)
    assert (article["layout"], article["outlet"], article["published"]) == ("example", "Example Agency", "2024-05-27")
    assert (article["title"], article["paragraphs"]) == ("A Visit Begins", ["The delegation toured the city."])
    assert outlets.by_url("https://agency.example/").country == "Exampleland"
