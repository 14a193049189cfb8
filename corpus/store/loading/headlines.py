"""Articles that have a headline only, and the text that replaces it."""

from corpus.models import Revision

from .identity import KnownArticle
from .prepare import Prepared

REVISION_FIELDS = ("title", "text", "wording", "text_wording", "bands", "extractor")  # those that fill() sets


def waits_for(prepared: Prepared, known: KnownArticle) -> bool:
    """Return whether an article has a headline only and this capture has its text."""
    return known.article.headline_only and not prepared.parsed.headline_only


def fill(known: KnownArticle, prepared: Prepared) -> Revision:
    """Replace the headline of an article by its text, without a new revision; return the only revision it has.

    Its captures so far belong to the text: they show a part of it. Nothing is saved.
    """
    parsed, (revision,) = prepared.parsed, known.by_wording.values()
    revision.article = article = known.article
    revision.title, revision.text = parsed.title, parsed.text
    revision.wording, revision.text_wording = prepared.wording, prepared.text_wording
    revision.first_captured = None  # the text dates it, not the list
    revision.bands, revision.extractor = list(prepared.bands), prepared.extraction.version
    article.headline_only, article.title_derived = False, parsed.title_derived
    article.language = parsed.language[:12]
    article.dateline_place = (parsed.dateline.place if parsed.dateline else "")[:120]
    article.dateline_date = (parsed.dateline and parsed.dateline.date) or ""
    known.by_wording.clear()
    known.by_text.clear()
    known.add(revision)
    known.filled = True
    return revision
