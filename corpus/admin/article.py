"""Articles with their wordings, teasers and reprints."""

from django.contrib import admin
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html_join

from corpus.models import Article, Brief, Capture, DateCandidate, Mention, Outcome, Report, Reprint, Revision, Teaser
from corpus.store.judgements.decide import decide
from corpus.store.judgements.decisions import correct, judge_reprint

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
from .corrections import CorrectionForm, ListsJudgements, SavesJudgements
from .judgement import notify_decided
from .pages.bulk import decide_each

WIDE = ("text",)
SHOWN = 100  # rows of a list inside a page


def wide(path: str) -> tuple[str, ...]:
    """Return the names of an article's wide columns, below a path."""
    return tuple(f"{path}__{column}" for column in WIDE)


class ArticleForm(CorrectionForm):
    """The fields of an article that a curator may correct."""

    corrected = ("title", "outlet", "language", "byline", "published", "hidden")
    dated = "published"


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
    """Links of the page to other articles."""

    model = Teaser
    fields = ("position", "text", "date", "url")


@admin.register(Article)
class ArticleAdmin(KeptRows, SearchesArticles, SavesJudgements, ListsJudgements, CorpusAdmin):
    """Published items. Their texts come from captures; a curator corrects what was read about them."""

    autocomplete_fields = ("outlet",)
    change_form_template = "admin/article_change.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "title_derived",
                    "headline_only",
                    "outlet",
                    "language",
                    "byline",
                    "url",
                    "added",
                    "hidden",
                )
            },
        ),
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
        ("Decision", {"fields": ("reason", "lock", "judgements")}),
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
        "headline_only",
        "hidden",
    )
    list_select_related = ("outlet",)
    readonly_fields = (
        "judgements",
        "title_derived",
        "headline_only",
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

    class Media:
        js = ("admin-curation/edtf.js",)

    def response_change(self, request, obj):
        """Take the date or judge the reprint whose button was pressed; otherwise respond as Django does."""
        article = Article.objects.get(pk=obj.pk)
        reason = request.POST.get("reason", "")[:500]
        if "_date" in request.POST:
            wanted = request.POST["_date"]
            one = DateCandidate.objects.filter(capture__article=article, pk=wanted if wanted.isdecimal() else 0).first()
            if one:
                why = f"{one.get_basis_display()}: {one.evidence}. {reason}".strip()
                row = decide(correct(article, "published", one.edtf), request.user, reason=why[:500])
                notify_decided(request, row, f"The day of publication is {one.edtf}.")
            return HttpResponseRedirect(request.path)
        if "_reprint" in request.POST:
            wanted, _, verdict = request.POST["_reprint"].partition(" ")
            pair = Reprint.objects.of(article.pk).filter(pk=wanted if wanted.isdecimal() else 0).first()
            if pair and verdict in (Reprint.Verdict.CONFIRMED, Reprint.Verdict.CUT):
                row = decide(judge_reprint(pair, verdict), request.user, reason=reason)
                notify_decided(request, row, f"Judged: {Reprint.Verdict(verdict).label}.")
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    @admin.display(description="date candidates")
    def date_candidates(self, article) -> str:
        """Return the dates that the captures give, each with its evidence and a button that takes it."""
        found = DateCandidate.objects.filter(capture__article=article).order_by("edtf", "basis", "id")[:SHOWN]
        rows = ((one.edtf, one.get_basis_display(), one.evidence, one.pk) for one in found)
        item = '<p>{} — {}: “{}” <button class="undo" name="_date" value="{}">Take this one</button></p>'
        return format_html_join("", item, rows) or "-"

    @admin.display
    def reprints(self, article) -> str:
        """Return a list of the articles with almost the same text."""
        pairs = Reprint.objects.of(article.pk).select_related("first", "second").defer(*wide("first"), *wide("second"))
        rows = []
        for pair in pairs.order_by("-similarity", "id")[:SHOWN]:
            other = pair.second if pair.first_id == article.pk else pair.first
            verdict = f", {pair.get_verdict_display()}" if pair.verdict != Reprint.Verdict.OPEN else ""
            address = reverse("admin:corpus_article_change", args=[other.pk])
            rows.append((address, other.title, f"{pair.similarity:.0%}{verdict}", _verdicts(pair)))
        return format_html_join("", '<p><a href="{}">{}</a> ({}) {}</p>', rows) or "-"

    @admin.display(description="what was found in it")
    def related_pages(self, article) -> str:
        """Return links to the lists of rows that belong to the article."""
        models = ((Mention, "mentions"), (Report, "reports"), (Outcome, "outcomes"))
        links = ((list_link(model, text, article=article.pk),) for model, text in models)
        return format_html_join(", ", "{}", links)


def _verdicts(pair: Reprint) -> str:
    """Return the buttons that confirm or reject a reprint."""
    item = '<button class="undo" name="_reprint" value="{} {}">{}</button>'
    ways = ((Reprint.Verdict.CONFIRMED, "Confirm"), (Reprint.Verdict.CUT, "Cut"))
    return format_html_join(
        " ", item, ((pair.pk, verdict.value, label) for verdict, label in ways if verdict != pair.verdict)
    )


class MentionInline(FactInline):
    """The people named in a wording."""

    model = Mention
    fields = ("person", "surface", "titles", "part", "start", "list_order", "uncertain", "rule")
    related = ("person",)


class ReportInline(FactInline):
    """The events that a wording reports."""

    model = Report
    fields = ("event", "sentence", "date", "date_basis", "place_name", "rule")
    related = ("event",)


class RevisionCaptureInline(CaptureInline):
    """The captures with one wording."""

    fk_name = "revision"


@admin.register(Revision)
class RevisionAdmin(SearchesArticles, FactAdmin):
    """Wordings, with the facts extracted from them."""

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
    """Pairs of articles with almost the same text, which a curator may confirm or cut."""

    actions = ("confirm", "cut")
    fields = ("first", "second", "similarity", "verdict")
    list_defer = (*wide("first"), *wide("second"))
    list_display = ("first", "second", "similarity", "verdict")
    list_filter = ("verdict",)
    list_select_related = ("first", "second")

    def has_judge_permission(self, request) -> bool:
        """Return whether the user may judge reprints."""
        return request.user.has_perm("corpus.change_reprint") and request.user.has_perm("corpus.add_judgement")

    @admin.action(description="Confirm as reprints", permissions=["judge"])
    def confirm(self, request, queryset) -> HttpResponse | None:
        """Judge each pair to be reprints."""
        rows = queryset.exclude(verdict=Reprint.Verdict.CONFIRMED).order_by("pk")
        return decide_each(request, rows, "confirm-reprint")

    @admin.action(description="Cut: no reprints", permissions=["judge"])
    def cut(self, request, queryset) -> HttpResponse | None:
        """Judge each pair not to be reprints."""
        rows = queryset.exclude(verdict=Reprint.Verdict.CUT).order_by("pk")
        return decide_each(request, rows, "cut-reprint")

    def get_search_results(self, request, queryset, search_term):
        """Return the pairs in which either article matches the words."""
        if term := search_term.strip():
            found = Article.objects.filter(article_search(term)).values("pk")
            queryset = queryset.filter(Q(first__in=found) | Q(second__in=found))
        return queryset, False


@admin.register(Brief)
class BriefAdmin(SearchesArticles, FactAdmin):
    """Briefs, each with an article that tells its content in full."""

    fields = ("brief", "full", "share")
    list_defer = (*wide("brief"), *wide("full"))
    list_display = ("brief", "full", "share")
    list_select_related = ("brief", "full")

    def get_search_results(self, request, queryset, search_term):
        """Return the pairs in which either article matches the words."""
        if term := search_term.strip():
            found = Article.objects.filter(article_search(term)).values("pk")
            queryset = queryset.filter(Q(brief__in=found) | Q(full__in=found))
        return queryset, False
