"""Score reprint detection on labelled pairs of real articles: ``python -m tests.gold.score_reprints``.

The labels are in ``reprints.jsonl``, their definition is in docs/developing/reprints.md, the articles are in the shared
corpora.
"""

import datetime
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from corpus.ingest.capture import Capture
from corpus.ingest.containers import read
from corpus.ingest.layouts import parse
from corpus.ingest.parsed import NotAnArticle, ParsedArticle
from corpus.store.matching.fingerprint import MAX_DAYS, Words, bands_of, compare
from tests.support.shared import FOLDER

LABELS = Path(__file__).with_name("reprints.jsonl")
CORPORA = {
    "kcna-2024-10-03": "kcna-2024-10-03.json",
    "kcna-2024-11-11": "kcna-2024-11-11.json",
    "kcna-2011": "kcna-2011.jsonl.gz",
    "rodong-2021-2022": "rodong-2021-2022.json",
}
HALVES = ("tune", "held")


@dataclass(frozen=True)
class Judged:
    """A labelled pair with our answers.

    met: the two share a band; near: their days allow a reprint; alike: the verdict on their texts.
    """

    label: dict
    met: bool
    near: bool
    alike: bool
    why_not: str

    @property
    def found(self) -> bool:
        """Whether ingest would relate the pair."""
        return self.met and self.near and self.alike


@dataclass(frozen=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float


def missing() -> list[str]:
    """Return the corpora that do not exist."""
    return [name for name in CORPORA.values() if not (FOLDER / "corpora" / name).exists()]


def judge() -> list[Judged]:
    """Judge every labelled pair. Raise KeyError for a label whose article the corpora do not hold."""
    labels = [json.loads(line) for line in LABELS.read_text().splitlines()]
    wanted = {(side["file"], side["url"]) for label in labels for side in (label["one"], label["other"])}
    articles = _articles(wanted)

    def article(side: dict) -> ParsedArticle:
        return articles[side["file"], side["url"]][side.get("nth", 1) - 1]

    return [_judged(label, article(label["one"]), article(label["other"])) for label in labels]


def _articles(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[ParsedArticle]]:
    """Return the different texts found at each address, in the order of the file."""
    found = defaultdict(list)
    for name, file in CORPORA.items():
        for capture in read([str(FOLDER / "corpora" / file)]):
            try:
                parsed = parse(capture) if isinstance(capture, Capture) else []
            except NotAnArticle:
                continue
            for article in parsed if isinstance(parsed, list) else [parsed]:  # TRANSITION
                held = found[name, article.url]
                if (name, article.url) in wanted and article.text not in [one.text for one in held]:
                    held.append(article)
    return found


def _judged(label: dict, one: ParsedArticle, other: ParsedArticle) -> Judged:
    text = _made(other.text, label)
    days = [datetime.date.fromisoformat(article.published) for article in (one, other)]
    bands = set(bands_of(one.text)) & set(bands_of(text))
    alike = compare(Words(one.text), Words(text))
    return Judged(label, bool(bands), abs(days[0] - days[1]).days <= MAX_DAYS, alike.is_reprint, alike.why_not)


def _made(text: str, label: dict) -> str:
    """Return the text changed as the label says: a paragraph dropped, names respelled."""
    paragraphs = text.split("\n")
    if "drop" in label:
        del paragraphs[label["drop"] - 1]
    text = "\n".join(paragraphs)
    for old, new in label.get("respelled", []):
        text = text.replace(old, new)
    return text


def score(judged: list[Judged], answer: str) -> Score:
    """Return precision and recall of an answer: "alike", "met" or "found"."""
    true = sum(one.label["reprint"] and getattr(one, answer) for one in judged)
    said = sum(getattr(one, answer) for one in judged)
    return Score(true / said if said else 1.0, true / sum(one.label["reprint"] for one in judged))


def main() -> int:
    """Print the figures of both halves, of each kind, and every error."""
    if lost := missing():
        print(f"needs {', '.join(lost)} in corpora/ of the folder that DATELINE_SHARED names", file=sys.stderr)
        return 1
    judged = judge()
    print("half  pairs  reprints | verdict P     R | met       R | found   P     R")
    for half in HALVES:
        part = [one for one in judged if one.label["half"] == half]
        alike, met, found = (score(part, answer) for answer in ("alike", "met", "found"))
        print(
            f"{half}  {len(part):5}  {sum(one.label['reprint'] for one in part):8} |"
            f"     {alike.precision:.3f} {alike.recall:.3f} |     {met.recall:.3f} |"
            f"     {found.precision:.3f} {found.recall:.3f}"
        )
    kinds = Counter((not one.label["reprint"], one.label["kind"]) for one in judged)
    right = Counter(one.label["kind"] for one in judged if one.found == one.label["reprint"])
    for (other, kind), number in sorted(kinds.items()):
        print(f"{'not a reprint' if other else 'reprint':14} {kind:18} {number:4}, {right[kind]} right")
    for one in judged:
        if one.found != one.label["reprint"]:
            label = one.label
            why = one.why_not or ("" if one.met else "no band in common") or ("" if one.near else "days apart")
            print(f"wrong: {label['half']}, {label['kind']}: {label['one']['url']} {label['other']['url']} {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
