"""Which article and which revision a capture belongs to."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from corpus.models import Article, Capture, Revision
from corpus.store.judgements import corrections

from .prepare import Prepared


@dataclass(eq=False)
class KnownArticle:
    """An article while a batch is written: its row as it was read, what a curator set of it, and its revisions, by
    wording and by text."""

    article: Article
    corrected: dict[str, list] = field(default_factory=dict)
    by_wording: dict[str, Revision] = field(default_factory=dict)
    by_text: dict[str, Revision] = field(default_factory=dict)

    def add(self, revision: Revision) -> None:
        """Know a revision by its wordings."""
        self.by_wording[revision.wording] = revision
        self.by_text.setdefault(revision.text_wording, revision)

    def latest(self) -> Revision:
        """The wording that was captured last; where no capture has a time, the one that came in last. Which of two is
        the later that one snapshot holds nobody knows: their hashes decide, so that the order of ingest does not."""
        now = timezone.now()
        rows = enumerate(self.by_wording.values())
        return max(
            (one.first_captured or one.added or now, 0 if one.first_captured else place, one.wording, one)
            for place, one in rows
        )[-1]


class KnownArticles:
    """What the corpus already holds of a batch: its captures, addresses and texts."""

    def __init__(self, batch: list[Prepared]):
        urls = {one.parsed.url for one in batch if one.parsed.url}
        texts = {one.text_wording for one in batch}
        hashes = {one.sha256 for one in batch}
        captures = list(Capture.objects.filter(url__in=urls).values_list("url", "article_id"))
        held = Capture.objects.filter(sha256__in=hashes)
        held = held.values_list("sha256", "url", "captured_at", "part", "article_id")
        held = {row[:4]: row[4] for row in held}
        by_text = list(Revision.objects.filter(text_wording__in=texts).values_list("text_wording", "article_id"))
        ids = {row[1] for row in captures} | set(held.values()) | {row[1] for row in by_text}
        rows = Article.objects.filter(pk__in=ids).select_related("outlet")
        known = {row.pk: KnownArticle(row, corrections.restore_read(row)) for row in rows}
        for revision in Revision.objects.filter(article_id__in=ids).defer("text", "bands"):
            known[revision.article_id].add(revision)
        self.captures = {key: known[pk] for key, pk in held.items()}
        self.by_url = {url: known[pk] for url, pk in captures}
        self.by_text: dict[str, list[KnownArticle]] = defaultdict(list)
        for text, pk in by_text:
            if known[pk] not in self.by_text[text]:
                self.by_text[text].append(known[pk])

    def find(self, prepared: Prepared) -> KnownArticle | None:
        """The article of this capture: the same address; else the same text by the same outlet, in the same language,
        of the same day or of no known day (one report listed under several columns)."""
        parsed = prepared.parsed
        if parsed.url and (known := self.by_url.get(parsed.url)):
            return known
        for known in self.by_text[prepared.text_wording]:
            article = known.article
            if (
                article.outlet.name == parsed.outlet
                and article.language == parsed.language
                and _same_day(article, parsed)
            ):
                return known
        return None

    def add(self, prepared: Prepared, known: KnownArticle) -> None:
        """Remember a capture of this batch for those that follow."""
        self.captures[capture_key(prepared)] = known
        if prepared.parsed.url:
            self.by_url[prepared.parsed.url] = known
        if known not in self.by_text[prepared.text_wording]:
            self.by_text[prepared.text_wording].append(known)


def capture_key(prepared: Prepared) -> tuple[str, str, datetime.datetime | None, int]:
    """What makes a capture the same observation: bytes, address, time, and the story of several."""
    return prepared.sha256, prepared.parsed.url or "", prepared.parsed.captured_at, prepared.part


def _same_day(article: Article, parsed) -> bool:
    return not article.published or not parsed.published or article.published == parsed.published
