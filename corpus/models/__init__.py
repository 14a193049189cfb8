"""The corpus as it is stored. docs/data-dictionary.md lists every field."""

from .article import Article, Capture, DateCandidate, Reprint, Revision, Teaser
from .event import Event, Participation, Place, Report
from .ingest import IngestRun, Outcome
from .outlet import Outlet
from .person import Mention, Person, PersonName

__all__ = [
    "Article",
    "Capture",
    "DateCandidate",
    "Event",
    "IngestRun",
    "Mention",
    "Outcome",
    "Outlet",
    "Participation",
    "Person",
    "PersonName",
    "Place",
    "Report",
    "Reprint",
    "Revision",
    "Teaser",
]
