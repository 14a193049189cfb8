"""Two wordings side by side: words added and dropped, and the names among them."""

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from corpus.models import Article, Mention, Reprint, Revision

MAX_PAIRS = 500_000_000  # words of one text times words of the other that are compared one by one


@dataclass(frozen=True)
class Change:
    """A run of words that both wordings have, or one of them: "same", "added" or "dropped"."""

    text: str
    kind: str


@dataclass
class Compared:
    """What the page of a comparison shows."""

    choices: list[dict] = field(default_factory=list)
    old: dict | None = None
    new: dict | None = None
    changes: list[list[Change]] = field(default_factory=list)
    title_changes: list[Change] = field(default_factory=list)
    names_added: list[str] = field(default_factory=list)
    names_dropped: list[str] = field(default_factory=list)
    same: bool = True
    problem: str = ""


def compare(article: Article, old_id: str, new_id: str) -> Compared:
    """Compare two wordings of an article and its reprints by revision id.

    Empty ids mean its first and its current wording, or where it has only one, that and the first reprint's. An id that
    is none of theirs is a problem said in words.
    """
    wordings = _wordings(article)
    compared = Compared(choices=[choice for choice, _ in wordings.values()])
    own = [pk for pk, (_, revision) in wordings.items() if revision.article_id == article.pk]
    if not own:
        return compared
    chosen = []
    last = own[-1] if len(own) > 1 else list(wordings)[-1]
    for text, default in ((old_id, own[0]), (new_id, last)):
        if not text:
            chosen.append(default)
        elif re.fullmatch(r"[0-9]{1,18}", text) and int(text) in wordings:
            chosen.append(int(text))
        else:
            compared.problem = f"“{text[:40]}” is no wording of this article or of a reprint."
            return compared
    (compared.old, old), (compared.new, new) = (wordings[pk] for pk in chosen)
    compared.title_changes = changes(old.title, new.title)
    compared.changes = _by_paragraph(changes(old.text, new.text))
    compared.same = old.title == new.title and old.text == new.text
    names = {pk: set() for pk in chosen}
    for pk, surface in Mention.objects.filter(revision__in=chosen).values_list("revision", "surface"):
        names[pk].add(surface)
    compared.names_added = sorted(names[new.pk] - names[old.pk])
    compared.names_dropped = sorted(names[old.pk] - names[new.pk])
    return compared


def changes(old: str, new: str) -> list[Change]:
    """The two texts word by word; texts too long for that paragraph by paragraph, or as wholes.

    A line feed is a word of its own, so that paragraphs stay.
    """
    for words in (r"\n|[^\s]+", r"\n|[^\n]+", r"(?s).+"):
        before, after = re.findall(words, old), re.findall(words, new)
        if len(before) * len(after) <= MAX_PAIRS:
            break
    found, dropped, added = [], [], []

    def flush():
        found.extend(Change(" ".join(run), kind) for run, kind in ((dropped, "dropped"), (added, "added")) if run)
        dropped.clear()
        added.clear()

    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            flush()
            found.append(Change(" ".join(before[step.src_start : step.src_end]), "same"))
        dropped += before[step.src_start : step.src_end] if step.tag == "delete" else []
        added += after[step.dest_start : step.dest_end] if step.tag == "insert" else []
    flush()
    return found


def _by_paragraph(found: list[Change]) -> list[list[Change]]:
    paragraphs = [[]]
    for change in found:
        for number, piece in enumerate(change.text.split("\n")):
            if number:
                paragraphs.append([])
            if piece.strip():
                paragraphs[-1].append(Change(piece.strip(), change.kind))
    return [paragraph for paragraph in paragraphs if paragraph]


def _wordings(article: Article) -> dict[int, tuple[dict, Revision]]:
    """The article's own wordings, oldest first, then the current one of each reprint."""
    found = {}
    for number, revision in enumerate(article.revisions.all(), start=1):
        seen = revision.first_captured or revision.added
        label = f"Wording {number}, first seen {seen.day} {seen:%B %Y}"
        found[revision.pk] = {"pk": revision.pk, "label": label, "kind": "revision", "date": seen}, revision
    pairs = Reprint.objects.of(article.pk).values_list("first_id", "second_id")[:50]
    others = {pk for pair in pairs for pk in pair} - {article.pk}
    for other in Article.objects.filter(pk__in=others).select_related("outlet", "current").defer("text", "search"):
        if other.current:
            label = f"{other.edition}: {other.title}"
            choice = {"pk": other.current_id, "label": label, "kind": "reprint", "date": other.published}
            found[other.current_id] = choice, other.current
    return found
