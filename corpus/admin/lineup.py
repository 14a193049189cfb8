"""Line-ups, to read and to search. Decisions about mentions change whom they show."""

from django.contrib import admin

from corpus.models import Article, Lineup, LineupPlace, Person

from .base import FactAdmin, FactInline, SearchesArticles, selected


class PlaceInline(FactInline):
    """The places of one line-up."""

    model = LineupPlace
    fields = ("order", "mention", "title")
    related = ("mention",)


@admin.register(Lineup)
class LineupAdmin(SearchesArticles, FactAdmin):
    """The printed lists of people."""

    article_path = "revision__article__"
    fields = ("kind", "revision", "report", "sentence", "start", "end", "rule", "version")
    inlines = (PlaceInline,)
    list_defer = ("revision__text", "revision__bands")
    list_display = ("sentence", "kind", "rule", "revision")
    list_filter = ("kind", selected(Article, "revision__article"))
    list_select_related = ("revision",)


@admin.register(LineupPlace)
class LineupPlaceAdmin(FactAdmin):
    """The places in all line-ups."""

    fields = ("lineup", "order", "mention", "title")
    list_display = ("mention", "order", "title", "lineup")
    list_filter = (selected(Person, "mention__person"),)
    list_select_related = ("mention", "lineup")
