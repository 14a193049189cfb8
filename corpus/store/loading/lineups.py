"""Write the line-ups of revisions, with the mention of each place: what is decided about mentions applies to them."""

from corpus.extract import Extraction
from corpus.models import Lineup, LineupPlace, Mention, Report, Revision
from corpus.store.copying import copy_in


def write(items: list[tuple[Revision, Extraction]], mentions: dict[tuple[int, str, int], Mention]) -> None:
    """Store the line-ups of these revisions, whose mentions and reports are written.

    ``mentions``: the mentions of these revisions by revision, part and first character.
    """
    found = [(revision, extraction, one) for revision, extraction in items for one in extraction.lineups]
    if not found:
        return
    reports = _reports({revision.pk for revision, _, _ in found})
    rows, places = [], []
    for revision, extraction, one in found:
        event = None if one.event is None else extraction.events[one.event]
        row = Lineup(
            revision=revision, kind=one.kind, sentence=one.sentence, start=one.start, end=one.end, rule=one.rule,
            report_id=event and reports.get((revision.pk, event.start)), version=extraction.version,
        )  # fmt: skip
        rows.append(row)
        for member in one.members:
            mention = mentions[revision.pk, Mention.Part.TEXT, member.start]
            places.append(LineupPlace(lineup=row, mention=mention, order=member.order, title=member.title))
    copy_in(rows)
    for place in places:
        place.lineup_id = place.lineup.pk
    copy_in(places)


def _reports(revisions: set[int]) -> dict[tuple[int, int], int]:
    """Return the ids of the reports of these revisions by revision and first character of their sentence."""
    rows = Report.objects.filter(revision__in=revisions).values_list("revision_id", "start", "pk")
    return {(revision, start): pk for revision, start, pk in rows}
