"""Score the matching of events on labelled pairs of reports: ``python -m tests.gold.score_pairs [tune|held]``.

The labels are in ``pairs.jsonl``: two sentences of real articles of the shared corpora, given by file, address and
offset, and whether they describe the same happening. An article without an address is given by the hash of its text.
A pair is decided by the functions that the store uses, on what it would extract from the two articles.
"""

import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support import standalone  # noqa: F401

# isort: split
from corpus.ingest.capture import Capture
from corpus.ingest.containers import read
from corpus.store.loading.prepare import Prepared, prepare
from corpus.store.matching.events.accounts import Account, Named
from corpus.store.matching.events.agreement import Verdict, agree
from corpus.store.matching.events.matcher import about
from tests.support.shared import FOLDER

LABELS = Path(__file__).with_name("pairs.jsonl")
HALVES = ("tune", "held")


@dataclass(frozen=True)
class Judged:
    """A labelled pair with our verdict. missing: one of the sentences is read as no event."""

    label: dict
    verdict: Verdict
    missing: bool

    @property
    def joined(self) -> bool:
        """Whether ingest would join the two."""
        return self.verdict == Verdict.SAME


@dataclass(frozen=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float


def missing() -> list[str]:
    """Return the corpora that do not exist."""
    return sorted(file for file in {side["file"] for side in sides()} if not (FOLDER / "corpora" / file).exists())


def judge(half: str) -> list[Judged]:
    """Judge the labelled pairs of a half."""
    return [_judged(label) for label in _labels() if label["half"] == half]


def score(judged: list[Judged]) -> Score:
    """Return the precision and recall of the pairs that are joined."""
    said, same = sum(one.joined for one in judged), sum(one.label["same"] for one in judged)
    right = sum(one.joined and one.label["same"] for one in judged)
    return Score(right / said if said else 1.0, right / same if same else 1.0)


@cache
def _labels() -> list[dict]:
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def sides() -> list[dict]:
    return [label[side] for label in _labels() for side in ("one", "other")]


def _judged(label: dict) -> Judged:
    """Return the verdict on a pair. Of several stories at one address, the two that agree most count."""
    ones, others = _accounts(label["one"], label["type"]), _accounts(label["other"], label["type"])
    verdicts = [agree(one, other) for one in ones for other in others]
    return Judged(label, max(verdicts, default=Verdict.OTHER), not verdicts)


def _accounts(side: dict, event_type: str) -> list[Account]:
    articles = _articles()[side["file"], side["url"] or side["text"]]
    found = [
        _account(article, event)
        for article in articles
        for event in article.extraction.events
        if event.start == side["start"]
    ]
    return [one for one in found if one.type == event_type] or found


def _account(article: Prepared, event) -> Account:
    date, basis = (event.date, event.date_basis) if event.date else about(article.parsed.published or "")
    people = (Named(one.name.casefold(), one.role, one.name, one.title) for one in event.participants)
    return Account(
        source=article.wording, type=event.type, rule=event.rule, sentence=event.sentence, start=event.start,
        date=date, basis=basis, place_name=event.place or "", people=tuple(people), rank=(None, "", 0),
        headline="" if article.parsed.title_derived else article.parsed.title, text=article.parsed.text,
    )  # fmt: skip


@cache
def _articles() -> dict[tuple[str, str], list[Prepared]]:
    """Return the labelled articles by file and address, or by file and hash of the text."""
    wanted = sides()
    found = {(side["file"], side["url"] or side["text"]): [] for side in wanted}
    days = {side["published"] for side in wanted if not side["url"]}
    for file in sorted({side["file"] for side in wanted}):
        marks = [side["url"].rpartition("/")[2].encode() for side in wanted if side["file"] == file and side["url"]]
        marks += [day.encode() for day in days]
        for capture in read([str(FOLDER / "corpora" / file)]):
            if not isinstance(capture, Capture) or not any(mark in capture.raw for mark in marks):
                continue
            for article in prepare(capture):
                if isinstance(article, Prepared):
                    held = found.get((file, article.parsed.url or article.text_wording), [])
                    if article.wording not in [one.wording for one in held]:
                        held.append(article)
    return found


def main() -> int:
    """Print precision, recall and every error of the halves."""
    asked = sys.argv[1:] or HALVES
    if set(asked) - set(HALVES):
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    if lost := missing():
        print(f"needs {', '.join(lost)} in corpora/ of the folder that DATELINE_SHARED names", file=sys.stderr)
        return 1
    for half in asked:
        judged = judge(half)
        found = score(judged)
        same = sum(one.label["same"] for one in judged)
        print(f"{half}: {len(judged)} pairs, {same} one happening; P {found.precision:.3f}, R {found.recall:.3f}")
        for one in judged:
            if one.joined != one.label["same"]:
                why = "no event" if one.missing else one.verdict.name.lower()
                print(f"wrong: {one.label['id']}, {one.label['kind']}: {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
