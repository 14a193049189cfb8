"""Write batches of prepared captures: one transaction each, one writer at a time."""

from dataclasses import dataclass

from django.db import transaction

from corpus.dates import bounds, contradict
from corpus.ingest.capture import Refusal
from corpus.ingest.outlets import by_name
from corpus.ingest.parsed import ParsedArticle
from corpus.ingest.publication_date import RANK
from corpus.models import Article, Capture, DateCandidate, IngestRun, Outcome, Outlet, Revision, Teaser
from corpus.models.fields import DateBasis, slug_for
from corpus.store.copying import copy_in, reserve_ids
from corpus.store.derived.settle import settle
from corpus.store.derived.touched import Touched
from corpus.store.locks import lock_writers
from corpus.store.matching import briefs, conflicts, corrections, reprints

from . import facts, headlines, observations, raw
from .identity import KnownArticle, KnownArticles, capture_key
from .prepare import Prepared, Ready, sha256_of


@dataclass(slots=True)
class Placed:
    """A prepared capture with the article and revision it belongs to, and its outcome."""

    prepared: Prepared
    known: KnownArticle
    revision: Revision
    kind: str
    new_capture: bool
    new_revision: bool


def write(run: IngestRun | None, batch: list[Ready], *, keep_raw: bool = True) -> list[Outcome]:
    """Store one batch and its outcomes under the run; return the outcomes in the batch's order.

    A batch is stored completely or not at all, so a killed run leaves whole batches, and a second run finds them
    unchanged. Raise OSError if raw bytes cannot be stored.
    """
    if keep_raw:
        for one in batch:
            _keep_raw(one)
    with transaction.atomic():
        lock_writers()
        placed = {id(row.prepared): row for row in _place_all([one for one in batch if isinstance(one, Prepared)])}
        settle(_save(list(placed.values())))
        known_urls = observations.articles_at(batch)
        outcomes = [
            _outcome(placed[id(one)]) if id(one) in placed else observations.refusal_outcome(one, known_urls)
            for one in batch
        ]
        for one in outcomes:
            one.run = run
        if run:
            copy_in(outcomes)
        observations.save(batch, outcomes)
    return outcomes


def _keep_raw(one: Ready) -> None:
    if isinstance(one, Prepared):
        raw.keep(one.sha256, one.capture.raw)
    elif isinstance(one, Refusal) and one.capture and not one.stub:
        raw.keep(sha256_of(one.capture), one.capture.raw)


def _outcome(placed: Placed) -> Outcome:
    prepared = placed.prepared
    reason = "; ".join(prepared.parsed.warnings)
    return Outcome(kind=placed.kind, reason=reason, source=prepared.source, article=placed.known.article)


def _place_all(batch: list[Prepared]) -> list[Placed]:
    """Find or create, in order, the article and revision of each capture. Only outlets are saved."""
    known_articles = KnownArticles(batch)
    outlets = _outlets({one.parsed.outlet for one in batch})
    placed = []
    for one in batch:
        known = known_articles.captures.get(capture_key(one))
        if known is not None:
            placed.append(Placed(one, known, known.latest(), Outcome.Kind.UNCHANGED, False, False))
            continue
        known = known_articles.find(one)
        same_address = known in known_articles.at_address(one.parsed.url)
        kind = Outcome.Kind.UNCHANGED
        if known is None:
            known, kind = KnownArticle(_new_article(one, outlets)), Outcome.Kind.CREATED
        revision = known.by_wording.get(one.wording) or (None if same_address else known.by_text.get(one.text_wording))
        if kind == Outcome.Kind.UNCHANGED and one.parsed.headline_only:
            revision = revision or known.titled(one.parsed.title) or known.latest()
        new_revision = revision is None
        if new_revision and headlines.waits_for(one, known):
            revision, kind = headlines.fill(known, one), Outcome.Kind.REVISED
        elif new_revision:
            revision = _new_revision(one, known.article)
            known.add(revision)
            kind = kind if kind == Outcome.Kind.CREATED else Outcome.Kind.REVISED
        if one.parsed.headline_only == known.article.headline_only:
            _date_revision(revision, one)
        _complete(known.article, one)
        known_articles.add(one, known)
        placed.append(Placed(one, known, revision, kind, True, new_revision))
    return placed


def _outlets(names: set[str]) -> dict[str, Outlet]:
    found = {outlet.name: outlet for outlet in Outlet.objects.filter(name__in=names)}
    for name in sorted(names - set(found)):
        entry = by_name(name)
        defaults = {"slug": entry.slug if entry else slug_for(name, "outlet")}
        if entry:
            defaults |= {"country": entry.country, "homepage": entry.homepage}
        else:
            defaults["slug"] = _free_slug(defaults["slug"])
        found[name], _ = Outlet.objects.get_or_create(name=name, defaults=defaults)
    return found


def _free_slug(base: str) -> str:
    """Return a slug that no outlet has: this one, or else with the next free number."""
    taken = set(Outlet.objects.filter(slug__startswith=base[:70]).values_list("slug", flat=True))
    numbered = (f"{base[:70]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def _new_article(prepared: Prepared, outlets: dict[str, Outlet]) -> Article:
    parsed = prepared.parsed
    lower, upper = bounds(parsed.published or "")
    return Article(
        outlet=outlets[parsed.outlet],
        language=parsed.language[:12],
        title=parsed.title,
        title_derived=parsed.title_derived,
        headline_only=parsed.headline_only,
        text=parsed.text,
        byline=parsed.byline,
        url=parsed.url or "",
        dateline_place=(parsed.dateline.place if parsed.dateline else "")[:120],
        dateline_date=(parsed.dateline and parsed.dateline.date) or "",
        published=parsed.published or "",
        published_basis=parsed.published_basis or "",
        published_lower=lower,
        published_upper=upper or (parsed.latest and max(parsed.latest, lower or parsed.latest)),
        published_conflict=parsed.conflict,
    )


def _new_revision(prepared: Prepared, article: Article) -> Revision:
    parsed = prepared.parsed
    return Revision(
        article=article,
        title=parsed.title,
        text=parsed.text,
        wording=prepared.wording,
        text_wording=prepared.text_wording,
        bands=list(prepared.bands),
        extractor=prepared.extraction.version,
    )


def _date_revision(revision: Revision, prepared: Prepared) -> None:
    """Date a revision by its earliest capture."""
    captured = prepared.parsed.captured_at
    if captured and (revision.first_captured is None or captured < revision.first_captured):
        revision.first_captured = captured


def _complete(article: Article, prepared: Prepared) -> None:
    """Fill in fields of an article that earlier captures lacked or based on weaker evidence."""
    parsed = prepared.parsed
    own = article.published and article.published_basis not in (DateBasis.REPRINT, DateBasis.CURATED)
    if own and parsed.published:
        article.published_conflict |= contradict(article.published, parsed.published)
    if _goes_before(parsed, article):
        article.published, article.published_basis = parsed.published, parsed.published_basis
        article.published_lower, article.published_upper = bounds(parsed.published)
    elif not article.published and parsed.latest:
        article.published_upper = min(filter(None, (article.published_upper, parsed.latest)))
    article.published_conflict |= parsed.conflict
    article.byline = article.byline or parsed.byline


def _goes_before(parsed: ParsedArticle, article: Article) -> bool:
    """Return whether a capture's date replaces the article's date.

    On equal evidence the earlier day wins, so that the order of ingest makes no difference.
    """
    if not parsed.published or article.published_basis == DateBasis.CURATED:
        return False
    if not article.published or article.published_basis == DateBasis.REPRINT:
        return True
    ours, theirs = (RANK.get(basis, len(RANK)) for basis in (parsed.published_basis, article.published_basis))
    return (ours, parsed.published) < (theirs, article.published)


def _save(placed: list[Placed]) -> Touched:
    """Write revisions, captures, reprints and facts; return what settle() has to save and derive.

    Articles are saved by settle(), with the arrays and counters that are derived of them.
    """
    states = list({id(row.known): row.known for row in placed if row.new_capture}.values())
    if not states:
        return Touched()
    dates_before = {state.article.pk: state.article.published for state in states if state.article.pk}
    found_before = {state.article.pk: dict(state.article.as_found) for state in states if state.corrected}
    _save_revisions(states)
    for state in states:
        if state.corrected:
            conflicts.flag_changed_fields(state.article, found_before[state.article.pk])
    _save_captures([row for row in placed if row.new_capture])

    # Not the headlines whose text came in the same batch: their revision has another wording by now.
    fresh = [row for row in placed if row.new_revision and row.prepared.wording == row.revision.wording]
    in_memory = [state.article for state in states]
    current = [row.revision for row in fresh if row.known.article.current_id == row.revision.pk]
    linked = reprints.link(current, in_memory)
    later = {second for _, second in linked.pairs}
    for row in fresh:
        if row.kind == Outcome.Kind.CREATED and row.known.article.pk in later:
            row.kind = Outcome.Kind.REPRINT

    changed = [
        one.article for one in states if one.corrected or one.filled or _was_dated_since(one.article, dates_before)
    ]
    again = {article.pk: article for article in [*linked.redated, *changed]}
    written = facts.write_again(
        ((article, revision) for article in again.values() for revision in article.revisions.all()),
        new=[
            facts.RevisionFacts(row.known.article, row.revision, row.prepared.extraction)
            for row in fresh
            if row.known.article.pk not in again
        ],
    )
    briefs.link({state.article.pk for state in states} | written.articles, in_memory)
    reported = written.events | written.participations | facts.events_of(dates_before)
    articles = {state.article.pk for state in states} | linked.articles | facts.articles_reporting(reported)
    unsaved = {state.article.pk: state.article for state in states if state.is_changed}
    unsaved |= {article.pk: article for article in linked.redated}
    return written | Touched(
        articles=articles, events=reported, people=facts.people_in(again), unsaved_articles=unsaved.values()
    )


def _was_dated_since(article: Article, before: dict[int, str]) -> bool:
    """Return whether an article stored before this batch has another date now."""
    return article.pk in before and before[article.pk] != article.published


def _save_revisions(states: list[KnownArticle]) -> None:
    """Save the revisions of these articles, and give the articles an id and the current revision."""
    reserve_ids(state.article for state in states)
    latest = {id(state): state.latest() for state in states}
    new = [one for state in states for one in state.by_wording.values() if not one.pk]
    reserve_ids(new)
    for state in states:
        current = latest[id(state)]
        state.article.current_id = current.pk
        state.article.title, state.article.text = current.title, current.text
        corrections.show_corrections(state.article, state.corrected)
    for revision in new:
        revision.article = revision.article  # copies the new id to article_id
    copy_in(new)
    filled = [state.latest() for state in states if state.filled]
    dated = [one for state in states if not state.filled for one in state.changed_revisions()]
    Revision.objects.bulk_update(filled, ["first_captured", *headlines.REVISION_FIELDS])
    Revision.objects.bulk_update(dated, ["first_captured"])


def _save_captures(rows: list[Placed]) -> None:
    captures = [
        Capture(
            sha256=row.prepared.sha256,
            source=row.prepared.source,
            part=row.prepared.part,
            series=observations.series_of(row.prepared.capture),
            encoding=(row.prepared.capture.encoding or "")[:40],
            url=row.prepared.parsed.url or "",
            captured_at=row.prepared.parsed.captured_at,
            http_status=row.prepared.capture.http_status,
            media_type=row.prepared.capture.media_type,
            size=len(row.prepared.capture.raw),
            layout=row.prepared.parsed.layout,
            column=row.prepared.parsed.column,
            article=row.known.article,
            revision=row.revision,
        )
        for row in rows
    ]
    copy_in(captures)
    copy_in(
        DateCandidate(capture=capture, edtf=one.edtf, basis=one.basis, evidence=one.evidence)
        for capture, row in zip(captures, rows, strict=True)
        for one in row.prepared.parsed.candidates
    )
    Teaser.objects.bulk_create(
        (
            Teaser(article=row.known.article, text=one.text, date=one.date or "", url=one.url or "", position=position)
            for row in rows
            for position, one in enumerate(row.prepared.parsed.teasers, start=1)
        ),
        ignore_conflicts=True,
    )
