"""Articles with their wordings, teasers and reprints."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html_join

from corpus.models import Article, Capture, DateCandidate, Mention, Outcome, Report, Reprint, Revision, Teaser
from corpus.store.curated import follow_article

from .base import (
    CorpusAdmin,
    FactAdmin,
    FactInline,
    KeptRows,
    SearchesArticles,
    article_search,
    by_year,
    list_link,
    selected,
)
from .dated import ArticleForm, SavesChanges

WIDE = ("text",)
SHOWN = 100  # rows of a list inside a page


def wide(path: str) -> tuple[str, ...]:
    """An article's wide columns, reached by a path."""
    return tuple(f"{path}__{column}" for column in WIDE)


class RevisionInline(FactInline):
    """The wordings of an article."""

    model = Revision
    fields = ("title", "first_captured", "added", "extractor")
    deferred = ("text", "bands")


class CaptureInline(FactInline):
    """The captures of an article."""

    model = Capture
    fk_name = "article"
    fields = ("url", "source", "captured_at", "http_status", "media_type", "size", "layout", "sha256")


class TeaserInline(FactInline):
    """What the page offers of other articles."""

    model = Teaser
    fields = ("position", "text", "date", "url")


@admin.register(Article)
class ArticleAdmin(KeptRows, SearchesArticles, SavesChanges, CorpusAdmin):
    """Published items. Their texts are those of captures; a curator sets outlet, language and day of publication."""

    autocomplete_fields = ("outlet",)
    fieldsets = (
        (None, {"fields": ("title", "title_derived", "outlet", "language", "byline", "url", "added")}),
        (
            "Date",
            {
                "fields": (
                    "published",
                    "published_basis",
                    "published_lower",
                    "published_upper",
                    "published_conflict",
                    "dateline_place",
                    "dateline_date",
                    "date_candidates",
                )
            },
        ),
        ("Related", {"fields": ("reprints", "related_pages")}),
        ("Text", {"fields": ("text",)}),
    )
    form = ArticleForm
    inlines = (RevisionInline, CaptureInline, TeaserInline)
    list_defer = WIDE
    list_display = ("title", "outlet", "language", "published", "published_basis", "revision_count", "added")
    list_filter = (
        "outlet",
        "language",
        by_year("published_lower"),
        ("published", admin.EmptyFieldListFilter),
        "published_basis",
        "published_conflict",
        "title_derived",
    )
    list_select_related = ("outlet",)
    readonly_fields = (
        "title",
        "title_derived",
        "byline",
        "url",
        "added",
        "published_basis",
        "published_lower",
        "published_upper",
        "published_conflict",
        "dateline_place",
        "dateline_date",
        "date_candidates",
        "reprints",
        "related_pages",
        "text",
    )
    sortable_by = ("added",)

    def follow(self, article) -> None:
        """Its events and people are listed by its outlet and day."""
        follow_article(article.pk)

    @admin.display(description="date candidates")
    def date_candidates(self, article) -> str:
        """The dates that its captures give, with where each was read."""
        found = DateCandidate.objects.filter(capture__article=article).order_by("edtf", "basis", "id")[:SHOWN]
        rows = ((one.edtf, one.get_basis_display(), one.evidence) for one in found)
        return format_html_join("", "<p>{} — {}: “{}”</p>", rows) or "-"

    @admin.display
    def reprints(self, article) -> str:
        """The articles with almost the same text."""
        pairs = Reprint.objects.of(article.pk).select_related("first", "second").defer(*wide("first"), *wide("second"))
        rows = []
        for pair in pairs.order_by("-similarity", "id")[:SHOWN]:
            other = pair.second if pair.first_id == article.pk else pair.first
            rows.append(
                (reverse("admin:corpus_article_change", args=[other.pk]), other.title, f"{pair.similarity:.0%}")
            )
        return format_html_join("", '<p><a href="{}">{}</a> ({})</p>', rows) or "-"

    @admin.display(description="what was found in it")
    def related_pages(self, article) -> str:
        """Links to the lists of what belongs to it."""
        models = ((Mention, "mentions"), (Report, "reports"), (Outcome, "outcomes"))
        links = ((list_link(model, text, article=article.pk),) for model, text in models)
        return format_html_join(", ", "{}", links)


class MentionInline(FactInline):
    """Who is named in a wording."""

    model = Mention
    fields = ("person", "surface", "titles", "part", "start", "list_order", "uncertain", "rule")
    related = ("person",)


class ReportInline(FactInline):
    """What a wording reports."""

    model = Report
    fields = ("event", "sentence", "date", "date_basis", "place_name", "rule")
    related = ("event",)


class RevisionCaptureInline(CaptureInline):
    """The captures with one wording."""

    fk_name = "revision"


@admin.register(Revision)
class RevisionAdmin(SearchesArticles, FactAdmin):
    """Wordings, with the facts found in them."""

    article_path = "article__"
    fields = ("article", "title", "first_captured", "added", "extractor", "wording", "text_wording", "text")
    inlines = (MentionInline, ReportInline, RevisionCaptureInline)
    list_defer = ("text", "bands", *wide("article"))
    list_display = ("title", "article", "first_captured", "added", "extractor")
    list_filter = (selected(Article, "article"),)
    list_select_related = ("article",)


@admin.register(Teaser)
class TeaserAdmin(SearchesArticles, FactAdmin):
    """Link stubs: what the corpus lacks, or has elsewhere."""

    article_path = "article__"
    fields = ("article", "position", "text", "date", "url")
    list_defer = wide("article")
    list_display = ("text", "date", "article", "position")
    list_filter = (selected(Article, "article"),)
    list_select_related = ("article",)


@admin.register(Reprint)
class ReprintAdmin(SearchesArticles, FactAdmin):
    """Pairs of articles with almost the same text."""

    fields = ("first", "second", "similarity")
    list_defer = (*wide("first"), *wide("second"))
    list_display = ("first", "second", "similarity")
    list_select_related = ("first", "second")

    def get_search_results(self, request, queryset, search_term):
        """Pairs on either side of which an article with these words stands."""
        if term := search_term.strip():
            found = Article.objects.filter(article_search(term)).values("pk")
            queryset = queryset.filter(Q(first__in=found) | Q(second__in=found))
        return queryset, False
