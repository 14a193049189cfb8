"""Split articles whose revisions are different stories: an address that was used again, or a brief and its report."""

from collections.abc import Iterable

from corpus.ingest.language import detect_language
from corpus.models import Article, Capture, Revision
from corpus.store.matching.akin import Relation, relation


def split(article_ids: Iterable[int]) -> set[int]:
    """Make an article of each story among the revisions of these articles; return the ids of the new articles.

    The story of the current revision keeps the article and everything that was decided about it.
    """
    several = Article.objects.filter(pk__in=list(article_ids), revision_count__gt=1).select_related("outlet")
    return {pk for article in several for pk in _split(article)}


def _split(article: Article) -> set[int]:
    made = set()
    for story in _stories(article.revisions.defer("bands")):
        if article.current_id not in [one.pk for one in story]:
            made.add(_article_of(story, article).pk)
    return made


def _stories(revisions: Iterable[Revision]) -> list[list[Revision]]:
    """Return the revisions by story, in their order."""
    stories: list[list[Revision]] = []
    for one in revisions:
        akin = [
            story for story in stories if any(relation(one.text, other.text) == Relation.WORDING for other in story)
        ]
        rest = [story for story in stories if story not in akin]
        stories = [*rest, [*(other for story in akin for other in story), one]]
    return stories


def _article_of(story: list[Revision], article: Article) -> Article:
    """Create an article of these revisions, with what the other article's captures say of date and outlet."""
    latest = max(story, key=lambda one: (one.first_captured or one.added, one.wording))
    named = ("outlet", "title_derived", "byline", "url", "dateline_place", "dateline_date", "published")
    named += ("published_lower", "published_upper", "published_basis", "published_conflict", "hidden")
    fields = {name: getattr(article, name) for name in named}
    language = detect_language(f"{latest.title}\n{latest.text}", article.language)
    new = Article.objects.create(title=latest.title, text=latest.text, language=language, **fields)
    pks = [one.pk for one in story]
    Revision.objects.filter(pk__in=pks).update(article=new)
    Capture.objects.filter(revision__in=pks).update(article=new)
    Article.objects.filter(pk=new.pk).update(current=latest)
    return new
