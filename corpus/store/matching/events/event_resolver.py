"""Resolve each report to the event shown: the event it was matched with, with decisions applied."""

from collections.abc import Iterable

from corpus.models import Event, Judgement, Report

Kind = Judgement.Kind


def resolve(reports: list[Report]) -> list[Report]:
    """Set the event shown for these reports, whose revisions are loaded; return the reports that changed, unsaved."""
    matched = {row.found_id or row.event_id for row in reports}
    wordings = {row.revision.wording for row in reports}
    splits = Judgement.objects.in_force().filter(kind=Kind.EVENT_SPLIT, value__reports__has_any_keys=list(wordings))
    moved = {
        (wording, start): row.key
        for row in splits
        for wording, starts in row.value["reports"].items()
        for start in starts
    }
    made = dict(Event.objects.filter(origin__in=set(moved.values())).values_list("origin", "pk"))
    rows = Event.objects.filter(pk__in={*matched, *made.values()})
    roots = {pk: root or pk for pk, root in rows.values_list("pk", "merged_into_id")}
    changed = []
    for row in reports:
        found = row.found_id or row.event_id
        event = made.get(moved.get((row.revision.wording, row.start)), found)
        event = roots.get(event, event)
        now = (event, None if event == found else found)
        if (row.event_id, row.found_id) != now:
            row.event_id, row.found_id = now
            changed.append(row)
    return changed


def update_reports(events: Iterable[int] = (), wordings: Iterable[str] = ()) -> set[int]:
    """Update the event shown for the reports of these events, and for those in these wordings.

    Return the ids of the events that gained or lost a report.
    """
    ids = list(events)
    rows = {row.pk: row for row in Report.objects.found_as(ids).for_ranking()}
    rows |= {row.pk: row for row in Report.objects.filter(event__in=ids).for_ranking()}
    rows |= {row.pk: row for row in Report.objects.filter(revision__wording__in=list(wordings)).for_ranking()}
    before = {pk: row.event_id for pk, row in rows.items()}
    changed = resolve(list(rows.values()))
    Report.objects.bulk_update(changed, ["event", "found"], batch_size=1000)
    return {pk for row in changed for pk in (before[row.pk], row.event_id)}
