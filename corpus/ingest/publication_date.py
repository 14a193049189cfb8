"""Choose the publication date from an article's date candidates, in the order of docs/developing/dates.md."""

import datetime
from dataclasses import dataclass

from corpus.dates import bounds, contradict, lies_after

from .datelines import Opening, resolve_dateline
from .parsed import DateCandidate, Dateline

# Each basis and the reason for its rank. The candidate of highest rank is chosen.
ORDER = {
    "page": "the day of issue that the page prints with the article",
    "record": "the day that a scrape’s record gives; its maker read it off the site",
    "closing": "the day in the outlet’s closing line, “www.kcna.kp (Juche113.5.27.)”, which is read off the text’s end",
    "url": "the day in the address: the outlet’s own, but not printed for readers, and often the month alone",
    "meta": "the page’s metadata: set by software, at times in another time zone or at a move of the site",
    "dateline": "the newsroom’s day, which has no year of its own",
    "import": "the time in a KCNA Watch address: of the day for what is new, years late for what was back-filled",
}
RANK = {basis: place for place, basis in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The publication date chosen from the candidates.

    candidates: each once, with the dateline's. chosen: None if there is none to choose. conflict: True if they
    disagree, or one is later than the capture. latest: the last day on which the article can have been published; None
    if it is not known when the article was seen.
    """

    candidates: tuple[DateCandidate, ...]
    chosen: DateCandidate | None
    conflict: bool
    dateline: Dateline | None
    latest: datetime.date | None

    def warnings(self) -> list[str]:
        """Return a sentence for readers if the dates disagree."""
        if not self.conflict:
            return []
        return ["the dates disagree: " + ", ".join(f"{one.edtf} ({one.basis})" for one in self.candidates)]


def resolve(candidates: list[DateCandidate], opening: Opening | None = None) -> Resolution:
    """Resolve the candidates of one capture.

    opening: its dateline, which is given a year and becomes a candidate, too. A "capture" candidate bounds all others
    and is never chosen.
    """
    dateline = None
    if opening:
        known, _ = choose(candidates)
        dateline = resolve_dateline(opening, known, _last_day(candidates, "capture"))
        if dateline.date:
            candidates = [*candidates, DateCandidate(dateline.date, "dateline", opening.text)]
    candidates = list({(one.edtf, one.basis): one for one in reversed(candidates)}.values())[::-1]
    chosen, conflict = choose(candidates)
    return Resolution(tuple(candidates), chosen, conflict, dateline, _last_day(candidates, "capture", "import"))


def choose(candidates: list[DateCandidate]) -> tuple[DateCandidate | None, bool]:
    """Return the chosen candidate, and whether candidates contradict it by more than a day.

    The first by ORDER is chosen, or a more precise one that lies within it (a dateline's day within the month in the
    address). A date after the capture is never chosen. A time of import is chosen only if nothing contradicts it;
    otherwise it is an upper bound.
    """
    captured = _last_day(candidates, "capture")
    possible = [one for one in candidates if one.basis in RANK and not (captured and lies_after(one.edtf, captured))]
    days = [one for one in possible if one.basis != "import"]
    ranked = sorted((one for one in possible if _counts(one, days)), key=lambda one: RANK[one.basis])
    if not ranked:
        return None, any(one.basis in RANK and one not in possible for one in candidates)
    within = [one for one in ranked if _covers(ranked[0].edtf, one.edtf)]
    chosen = min(within, key=lambda one: _width(one.edtf))
    return chosen, any(disagrees(one, chosen) for one in candidates)


def _counts(one: DateCandidate, days: list[DateCandidate]) -> bool:
    if one.basis == "import" and any(contradict(one.edtf, other.edtf) for other in days):
        return False
    return bounds(one.edtf)[0] is not None


def disagrees(one: DateCandidate, chosen: DateCandidate) -> bool:
    """Return whether a candidate contradicts the chosen one; a capture or import does if it is earlier."""
    if one.basis in ("capture", "import"):
        return lies_after(chosen.edtf, bounds(one.edtf)[1])
    return contradict(one.edtf, chosen.edtf)


def _covers(whole: str, part: str) -> bool:
    (first, last), (lower, upper) = bounds(whole), bounds(part)
    return first <= lower and (last is None or (upper is not None and upper <= last))


def _width(edtf: str) -> float:
    lower, upper = bounds(edtf)
    return (upper - lower).days if upper else float("inf")


def _last_day(candidates: list[DateCandidate], *bases: str) -> datetime.date | None:
    return min((bounds(one.edtf)[1] for one in candidates if one.basis in bases), default=None)
