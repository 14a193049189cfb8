"""The page about formats, feeds and citations, with examples from the corpus."""

from django.conf import settings
from django.views.generic import TemplateView

from corpus.exports.formats import FORMATS
from corpus.exports.table import columns
from corpus.lists import LISTS
from corpus.models import Article, Event, Person
from corpus.views.addresses import base_of


class AboutDataView(TemplateView):
    """Formats, feeds, citations and the guarantees of an export."""

    template_name = "site/about_data.html"

    def get_context_data(self):
        """Add the rows that examples are made of: the newest article, the most named person, the newest event."""
        article = Article.objects.shown().listed().newest_first().first()
        return super().get_context_data(
            base=base_of(self.request),
            article=article,
            person=Person.objects.public().most_named().first(),
            event=Event.objects.public().newest_first().first(),
            outlet=article.outlet if article else None,
            formats=list(FORMATS.values()),
            nouns=list(LISTS),
            with_feed=[noun for noun, listed in LISTS.items() if listed.has_feed],
            columns={noun: columns(listed.record) for noun, listed in LISTS.items()},
            most=settings.EXPORT_ROWS,
            at_once=settings.EXPORTS_AT_ONCE,
        )
