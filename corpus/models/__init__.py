"""The corpus as it is stored. docs/data-dictionary.md lists every field."""

from .article import Article, Reprint, Revision, Teaser
from .capture import Absence, Capture, DateCandidate, RefusedCapture, Snapshot, Stub
from .event import Event, Participation, Place, Report
from .ingest import IngestRun, Outcome
from .outlet import Outlet
from .person import LikelyDuplicate, Mention, Person, PersonName

__all__ = [
    "Absence",
    "Article",
    "Capture",
    "DateCandidate",
    "Event",
    "IngestRun",
    "LikelyDuplicate",
    "Mention",
    "Outcome",
    "Outlet",
    "Participation",
    "Person",
    "PersonName",
    "Place",
    "RefusedCapture",
    "Report",
    "Reprint",
    "Revision",
    "Snapshot",
    "Stub",
    "Teaser",
]
