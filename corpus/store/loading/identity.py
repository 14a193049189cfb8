"""Find the article and revision that a capture belongs to."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from corpus.models import Article, Capture, Revision
from corpus.store.matching import corrections
from corpus.store.matching.akin import Relation, relation, share

from .prepare import Prepared, wording_hash


@dataclass(eq=False)
class KnownArticle:
    """An article while a batch is written.

    article: its row with the values read.
    corrected: the corrections of curators.
    by_wording, by_text: its revisions.
    filled: its headline was replaced by its text in this batch.
    stored: its values as they are stored; None if it is new.
    captured: when each of its stored revisions was first captured, by id.
    """

    article: Article
    corrected: dict[str, list] = field(default_factory=dict)
    by_wording: dict[str, Revision] = field(default_factory=dict)
    by_text: dict[str, Revision] = field(default_factory=dict)
    filled: bool = False
    stored: dict[str, Any] | None = None
    captured: dict[int, datetime.datetime | None] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article) -> "KnownArticle":
        """Return a stored article, whose revisions are added by the caller."""
        return cls(stored=_values(article), article=article, corrected=corrections.restore_read(article))

    @property
    def is_changed(self) -> bool:
        """Whether the article is new, or has other values than those stored, once its corrections are shown again."""
        return self.stored != _values(self.article)

    def changed_revisions(self) -> list[Revision]:
        """Return the stored revisions that were captured earlier than was known, or filled."""
        stored = (one for one in self.by_wording.values() if one.pk in self.captured)
        return [one for one in stored if self.filled or one.first_captured != self.captured[one.pk]]

    def add(self, revision: Revision) -> None:
        """Add a revision under its wording and its text wording."""
        self.by_wording[revision.wording] = revision
        self.by_text.setdefault(revision.text_wording, revision)

    def latest(self) -> Revision:
        """Return the revision captured last, or the one ingested last if no capture has a time.

        If one snapshot holds two, their hashes decide, so that the order of ingest makes no difference.
        """
        now = timezone.now()
        rows = enumerate(self.by_wording.values())
        return max(
            (one.first_captured or one.added or now, 0 if one.first_captured else place, one.wording, one)
            for place, one in rows
        )[-1]

    def titled(self, title: str) -> Revision | None:
        """Return a revision with this headline, or None."""
        wanted = wording_hash(title)
        return next((one for one in self.by_wording.values() if wording_hash(one.title) == wanted), None)


class KnownArticles:
    """The articles that the corpus already holds of a batch, by capture, address and text."""

    def __init__(self, batch: list[Prepared]):
        urls = {one.parsed.url for one in batch if one.parsed.url}
        texts = {one.text_wording for one in batch if not one.parsed.headline_only}
        hashes = {one.sha256 for one in batch}
        captures = list(Capture.objects.filter(url__in=urls).values_list("url", "article_id"))
        held = Capture.objects.filter(sha256__in=hashes)
        held = held.values_list("sha256", "url", "captured_at", "part", "article_id")
        held = {row[:4]: row[4] for row in held}
        by_text = list(Revision.objects.filter(text_wording__in=texts).values_list("text_wording", "article_id"))
        ids = {row[1] for row in captures} | set(held.values()) | {row[1] for row in by_text}
        rows = Article.objects.filter(pk__in=ids).select_related("outlet")
        known = {row.pk: KnownArticle.of(row) for row in rows}
        for revision in Revision.objects.filter(article_id__in=ids).defer("text", "bands"):
            known[revision.article_id].add(revision)
            known[revision.article_id].captured[revision.pk] = revision.first_captured
        self.captures = {key: known[pk] for key, pk in held.items()}
        self.by_url: dict[str, list[KnownArticle]] = defaultdict(list)
        for url, pk in sorted(set(captures)):
            self.by_url[url].append(known[pk])
        self.by_text: dict[str, list[KnownArticle]] = defaultdict(list)
        for text, pk in by_text:
            if known[pk] not in self.by_text[text]:
                self.by_text[text].append(known[pk])

    def find(self, prepared: Prepared) -> KnownArticle | None:
        """Return the article of this capture, or None if it is new.

        It is the article at the same address whose text is akin: addresses are used again for other stories. Else it is
        the one with the same text by the same outlet, in the same language, on the same day or with an unknown day (one
        report listed in several columns). Several headlines at one address are several articles, until its text is
        known.
        """
        parsed = prepared.parsed
        if parsed.headline_only:
            held = self.at_address(parsed.url)
            alike = next((one for one in held if one.titled(parsed.title)), None)
            return alike or next((one for one in held if not one.article.headline_only), None)
        if parsed.url and (known := self._at_address(prepared)):
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

    def at_address(self, url: str | None) -> list[KnownArticle]:
        """Return the articles captured at an address: one, or several of which only headlines are known."""
        return self.by_url.get(url, []) if url else []

    def _at_address(self, prepared: Prepared) -> KnownArticle | None:
        """Return the article at the capture's address with this text, else the one whose wording is most akin."""
        held = self.by_url[prepared.parsed.url]
        for known in held:
            if prepared.text_wording in known.by_text:
                return known
        text, akin = prepared.parsed.text, []
        waiting = [known for known in held if known.article.headline_only]
        for place, known in enumerate(held):
            if known in waiting:
                continue
            texts = [one.text for one in known.by_wording.values()]
            akin += [(share(text, one), -place) for one in texts if relation(text, one) == Relation.WORDING]
        if akin:
            return held[-max(akin)[1]]
        alike = (known for known in waiting if known.titled(prepared.parsed.title))
        return next(alike, waiting[0] if waiting else None)

    def add(self, prepared: Prepared, known: KnownArticle) -> None:
        """Add a capture of this batch, so that later ones find its article."""
        self.captures[capture_key(prepared)] = known
        if prepared.parsed.url and known not in self.by_url[prepared.parsed.url]:
            self.by_url[prepared.parsed.url].append(known)
        if not prepared.parsed.headline_only and known not in self.by_text[prepared.text_wording]:
            self.by_text[prepared.text_wording].append(known)


def _values(article: Article) -> dict[str, Any]:
    names = [field.attname for field in article._meta.local_concrete_fields]
    return {name: getattr(article, name) for name in names} | {"as_found": dict(article.as_found)}


def capture_key(prepared: Prepared) -> tuple[str, str, datetime.datetime | None, int]:
    """Return what identifies an observation: bytes, address, time, and number of the story."""
    return prepared.sha256, prepared.parsed.url or "", prepared.parsed.captured_at, prepared.part


def _same_day(article: Article, parsed) -> bool:
    return not article.published or not parsed.published or article.published == parsed.published
