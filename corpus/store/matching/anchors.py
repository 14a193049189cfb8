"""Portable references to rows: captures and wordings by hash, people and outlets by slug, places by key."""

from django.db.models import Model

from corpus.models import Article, Capture, Event, Outcome, Person, Place, Report

MOST = 20  # reports that identify an event


def anchor_of(row: Model | None) -> dict:
    """Return the portable reference to a person, event, place, article or record; empty for None."""
    if isinstance(row, Person):
        return {"person": row.slug, "name": row.name}
    if isinstance(row, Place):
        return {"place": row.key, "name": row.name}
    if isinstance(row, Event):
        return event_anchor(row)
    if isinstance(row, Article):
        capture = row.captures.order_by("pk").first()
        anchor = {"url": row.url, "title": row.title}
        return anchor | ({"capture": capture.sha256, "part": capture.part} if capture else {})
    if isinstance(row, Outcome):
        return {"source": row.source}
    return {}


def event_anchor(event: Event) -> dict:
    """Return a reference to an event by the sentences matched with it, or by the judgement that created it."""
    if event.origin:
        return {"origin": str(event.origin), "title": event.title}
    reports = Report.objects.found_as([event.pk]).order_by("pk").values_list("revision__wording", "start")[:MOST]
    return {"reports": [list(row) for row in reports], "title": event.title}


def find_person(slug: str) -> Person | None:
    return Person.objects.filter(slug=slug).first()


def find_place(key: str) -> Place | None:
    return Place.objects.filter(key=key).first()


def find_event(anchor: dict) -> Event | None:
    """Return the event that the first of the anchor's sentences found here was matched with."""
    if "origin" in anchor:
        return Event.objects.filter(origin=anchor["origin"]).first()
    for wording, start in anchor.get("reports", []):
        report = Report.objects.filter(revision__wording=wording, start=start).select_related("event", "found").first()
        if report:
            return report.found or report.event
    return None


def find_article(anchor: dict) -> Article | None:
    """Return the article with the same bytes, or else with the same address."""
    captures = Capture.objects.none()
    if "capture" in anchor:
        captures = Capture.objects.filter(sha256=anchor["capture"], part=anchor["part"])
    capture = captures.filter(url=anchor.get("url", "")).first() or captures.first()
    if capture:
        return capture.article
    return Article.objects.filter(url=anchor["url"]).first() if anchor.get("url") else None
