"""Score extraction on labelled articles: ``python -m tests.gold.score_extraction``.

Three sets: ``dev``, the labelled articles of the shared folder; ``tune`` and ``held``, two halves of our own labels in
``articles.jsonl``, matched to the shared corpora by URL. LABELS.md of the shared folder defines the labels, its
score.py computes the figures, and docs/developing/extraction.md records them.
"""

import argparse
import contextlib
import functools
import gzip
import io
import json
import runpy
import sys
import tempfile
from pathlib import Path

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import parse
from corpus.ingest.parsed import ParsedArticle
from corpus.store.loading.prepare import extract_from
from tests.support.shared import FOLDER

LABELS = Path(__file__).with_name("articles.jsonl")
SETS = ("dev", "tune", "held")


def missing(name: str) -> list[str]:
    """Return the paths in the shared folder that the set needs and that do not exist."""
    needed = ["gold/score.py"]
    needed += (
        ["gold/LABELS.md"] if name == "dev" else [f"corpora/{file}" for file in {one["file"] for one in _labels(name)}]
    )
    return sorted(path for path in needed if not (FOLDER / path).exists())


def figures(name: str) -> dict:
    """Return the figures of our extraction of a set, as score.py prints them with --json."""
    return json.loads(_score(name, "--json"))


def errors(name: str) -> str:
    """Return the figures of a set as text, after every miss and extra."""
    return _score(name, "--show")


def write(name: str, folder: Path) -> None:
    """Write a set of our own for score.py: ID.doc.json with the text and ID.gold.json with the labels."""
    for label in _labels(name):
        article = _article(label["file"], label["url"])
        doc = {
            "id": label["id"],
            "outlet": label["outlet"],
            "headline": article.title,
            "published": article.published,
            "url": label["url"],
            "text": article.text,
        }
        gold = {key: label[key] for key in ("id", "people", "events")}
        for kind, content in (("doc", doc), ("gold", gold)):
            (folder / f"{label['id']}.{kind}.json").write_text(
                json.dumps(content, ensure_ascii=False), encoding="utf-8"
            )


def _score(name: str, how: str) -> str:
    with tempfile.TemporaryDirectory() as made:
        folder = FOLDER / "gold" if name == "dev" else Path(made)
        if name != "dev":
            write(name, folder)
        predicted = Path(made) / "predicted.jsonl"
        predicted.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _predictions(name)), encoding="utf-8"
        )
        scorer = str(FOLDER / "gold" / "score.py")
        arguments, sys.argv = sys.argv, [scorer, str(folder), str(predicted), how]
        try:
            with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(SystemExit):
                runpy.run_path(scorer, run_name="__main__")
        finally:
            sys.argv = arguments
    return out.getvalue()


def _predictions(name: str):
    if name == "dev":
        for path in sorted((FOLDER / "gold").glob("*.doc.json")):
            (article,) = parse(Capture(path.read_bytes(), str(path), "application/json"))
            yield _row(article.url, article)
    else:
        for label in _labels(name):
            yield _row(label["url"], _article(label["file"], label["url"]))


def _row(url: str, article: ParsedArticle) -> dict:
    found = extract_from(article)
    return {
        "url": url,
        "people": [{"name": one.name, "titles": one.titles} for one in found.people],
        "events": [
            {
                "type": one.type,
                "date": one.date,
                "place": one.place,
                "participants": [{"name": person.name} for person in one.participants],
            }
            for one in found.events
        ],
    }


def _labels(half: str) -> list[dict]:
    rows = (json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["half"] == half]


def _article(file: str, url: str) -> ParsedArticle:
    """Return the article with that URL in a corpus. Raise KeyError if the corpus has none."""
    (article,) = parse(Capture(_records(file)[url], f"{file}#{url}", "application/json"))
    return article


@functools.cache
def _records(file: str) -> dict[str, bytes]:
    """Return the labelled records of a corpus by URL; of two with one URL the first."""
    wanted = {label["url"] for half in ("tune", "held") for label in _labels(half) if label["file"] == file}
    content = (FOLDER / "corpora" / file).read_bytes()
    rows = (
        [json.loads(line) for line in gzip.decompress(content).splitlines()]
        if file.endswith(".gz")
        else json.loads(content)
    )
    found = {}
    for row in rows:
        url = row.get("link") or row.get("url")
        if url in wanted:
            found.setdefault(url, json.dumps(row, ensure_ascii=False).encode())
    return found


def main() -> int:
    """Print the figures of the sets, with --show every error; --write SET FOLDER writes a folder for score.py."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="dev, tune or held; without one, all")
    parser.add_argument("--show", action="store_true", help="print every error before the figures")
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write the sets' articles and labels there instead"
    )
    asked = parser.parse_args()
    for name in asked.sets or SETS:
        if lost := missing(name):
            print(f"needs {', '.join(lost)} in the folder that DATELINE_SHARED names", file=sys.stderr)
            return 1
        if asked.write:
            asked.write.mkdir(parents=True, exist_ok=True)
            write(name, asked.write)
            continue
        lines = errors(name).splitlines()
        tail = next(n for n, line in enumerate(lines) if line.endswith("absent from the prediction"))
        print(f"== {name}", *(lines if asked.show else lines[tail:]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
