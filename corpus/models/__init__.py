"""The models of the corpus. docs/developing/data-dictionary.md lists every field."""

from .article import Article, Brief, Reprint, Revision, Teaser
from .bulk_decision import BulkDecision
from .capture import Absence, Capture, DateCandidate, RefusedCapture, Snapshot, Stub
from .event import Event, LikelySameEvent, Participation, Report
from .ingest import IngestRun, Outcome
from .judgement import Judgement, Pending
from .lineup import Lineup, LineupPlace
from .office import Office, PersonTitle
from .outlet import Outlet
from .person import LikelyDuplicate, Mention, Person, PersonName, PersonWords
from .place import Place
from .saved_search import SavedSearch
from .search import ArticleSearch, CorpusVersion, EventSearch, Flag, Opening, TermKind, term

__all__ = [
    "Absence",
    "Article",
    "ArticleSearch",
    "Brief",
    "BulkDecision",
    "Capture",
    "CorpusVersion",
    "DateCandidate",
    "Event",
    "EventSearch",
    "Flag",
    "IngestRun",
    "Judgement",
    "LikelyDuplicate",
    "LikelySameEvent",
    "Lineup",
    "LineupPlace",
    "Mention",
    "Office",
    "Opening",
    "Outcome",
    "Outlet",
    "Participation",
    "Pending",
    "Person",
    "PersonName",
    "PersonTitle",
    "PersonWords",
    "Place",
    "RefusedCapture",
    "Report",
    "Reprint",
    "Revision",
    "SavedSearch",
    "Snapshot",
    "Stub",
    "Teaser",
    "TermKind",
    "term",
]
