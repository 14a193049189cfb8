"""The admin site: what the corpus holds, and the fields a curator may set."""

from . import article, capture, duplicates, event, ingest, judgement, outlet, person

__all__ = ["article", "capture", "duplicates", "event", "ingest", "judgement", "outlet", "person"]
