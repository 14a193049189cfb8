"""Pages of articles: the list, one article, one wording, all wordings."""

from collections import defaultdict
from http import HTTPStatus

from django.db.models import F, Q, Value
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from corpus import dates
from corpus.lists import ARTICLES
from corpus.models import Absence, Article, Brief, Capture, DateCandidate, LineupPlace, Mention, Report, Reprint
from corpus.models.fields import DateBasis
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.reviews import reviews_of, with_reviews
from corpus.views.figures.annotated_text import paragraphs, segments
from corpus.views.lists.facet_view import FacetView
from corpus.views.lists.list_view import ListView
from corpus.views.lists.rows import article_rows

from .citation_panel import CitationPanel
from .comparison import compare
from .kept_page import KeptPageView
from .search_origin import SearchOrigin, search_origin

SHOWN_ABSENCES = 20
TAKEN, LAST_DAY = "taken", "last possible day"
WRONG = CONTRADICTS, AFTER_CAPTURE = "contradicts it", "lies after its capture"


class ArticleListView(ListView):
    template_name = "articles/article_list.html"
    filterset = ArticleFilterSet
    model = Article
    one = "article"
    texts = ARTICLES.texts

    def rows(self, ids, filterset):
        """Return the rows with snippet and people."""
        return article_rows(ids, filterset.version, filterset.values["q"])


class ArticleFacetView(FacetView):
    """The values of one facet of articles."""

    filterset = ArticleFilterSet
    texts = ARTICLES.texts
    list_name = "article-list"


class ArticlePageView(KeptPageView):
    """A page about one article."""

    def article(self, pk: int) -> Article:
        """Return the article with its outlet and current wording, or raise Http404."""
        return get_object_or_404(with_reviews(Article.objects.select_related("outlet", "current")), pk=pk)

    def gone(self, article: Article):
        """Return the page that replaces an article hidden by a curator."""
        context = {"article": article, "reviews": reviews_of(article)}
        return render(self.request, "articles/article_hidden.html", context, status=HTTPStatus.GONE)


class ArticleDetailView(ArticlePageView):
    """One article: text, people, events, provenance."""

    template_name = "articles/article_detail.html"

    def page(self, pk, slug=""):
        """Return the article, or a redirect if the slug is not its own."""
        article = self.article(pk)
        if article.hidden:
            return self.gone(article)
        if slug != article.slug:
            query = self.request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(article.get_absolute_url() + (f"?{query}" if query else ""))
        return self.render_to_response(self.get_context_data(article=article))

    def get_context_data(self, *, article):
        """Add everything that the page shows."""
        mentions = list(Mention.objects.shown_in(article.current_id).select_related("person").order_by("start"))
        reports = list(Report.objects.shown_in(article.current_id).select_related("event", "event__place"))
        captures = list(article.captures.prefetch_related("date_candidates"))
        in_text = [mention for mention in mentions if mention.part == Mention.Part.TEXT]
        in_title = [mention for mention in mentions if mention.part == Mention.Part.TITLE]
        briefs = list(Brief.objects.of(article.pk).shown())
        trail = search_origin(self.request, article.pk)
        before, after = _along(trail) if trail else _neighbours(article)
        return super().get_context_data(
            article=article,
            paragraphs=paragraphs(article.text, in_text, reports),
            headline=segments(article.title, in_title),
            people=_people([*in_text, *in_title]),
            events=[{"event": report.event, "report": report} for report in reports],
            lineups=_lineups(article.current_id) if mentions else [],
            captures=captures,
            absences=list(Absence.objects.of(article.pk)[:SHOWN_ABSENCES]),
            dates=_dates(article, captures),
            revisions=list(article.revisions.defer("text", "bands"))
            if article.revision_count > 1
            else [article.current],
            reprints=_reprints(article) if article.reprint_count else [],
            told_in_full=[link.full for link in briefs if link.brief_id == article.pk],
            briefs=[link.brief for link in briefs if link.full_id == article.pk],
            teasers=list(article.teasers.all()),
            reviews=reviews_of(article),
            cite=CitationPanel.of(article, article.current, self.request),
            trail=trail,
            previous=before,
            next=after,
            is_sample=any(capture.is_sample for capture in captures),
        )


class ArticleRevisionsView(ArticlePageView):
    """The comparison of two wordings of an article, or of the article and a reprint."""

    template_name = "articles/article_revisions.html"

    def page(self, pk):
        """Return the comparison, with status 400 if the URL names an unknown wording."""
        article = self.article(pk)
        if article.hidden:
            return self.gone(article)
        compared = compare(article, self.request.GET.get("from", ""), self.request.GET.get("to", ""))
        context = self.get_context_data(article=article, compared=compared)
        return self.render_to_response(context, status=400 if compared.problem else 200)


class ArticleWordingView(ArticlePageView):
    """One wording of an article under its permanent URL, for citations."""

    template_name = "articles/article_wording.html"

    def page(self, pk, wording):
        """Return the wording with this hash; 404 if the article never had it."""
        article = self.article(pk)
        if article.hidden:
            return self.gone(article)
        revision = get_object_or_404(article.revisions.defer("bands"), wording=wording)
        context = self.get_context_data(
            article=article,
            revision=revision,
            is_current=revision.pk == article.current_id,
            paragraphs=revision.text.split("\n"),
            cite=CitationPanel.of(article, revision, self.request),
        )
        return self.render_to_response(context)


def _people(mentions: list[Mention]) -> list[dict]:
    people = {}
    for mention in mentions:
        row = people.setdefault(
            mention.person_id,
            {
                "person": mention.person,
                "titles": [],
                "surface_forms": [],
                "mentions": 0,
                "uncertain": False,
                "list_order": mention.list_order,
            },
        )
        row["mentions"] += 1
        row["uncertain"] |= mention.uncertain
        row["titles"] += [title for title in mention.titles if title not in row["titles"]]
        if mention.surface not in row["surface_forms"]:
            row["surface_forms"].append(mention.surface)
    return list(people.values())


def _lineups(revision_id: int) -> list[dict]:
    lineups = {}
    for place in LineupPlace.objects.printed_in(revision_id):
        lineups.setdefault(place.lineup_id, {"lineup": place.lineup, "places": []})["places"].append(place)
    return list(lineups.values())


def _dates(article: Article, captures: list[Capture]) -> list[dict]:
    """Return all date candidates with their verdicts, the chosen one first."""
    seen = defaultdict(list)
    for capture in captures:
        for candidate in capture.date_candidates.all():
            # Of several capture times only the earliest is evidence.
            edtf = "" if candidate.basis == DateBasis.CAPTURE else candidate.edtf
            seen[edtf, candidate.basis].append((candidate, capture))
    rows = [_date_row(article, pairs) for pairs in seen.values()]
    return sorted(rows, key=lambda row: (row["verdict"] != TAKEN, row["order"], row["edtf"]))


def _date_row(article: Article, pairs: list[tuple[DateCandidate, Capture]]) -> dict:
    candidate = min((candidate for candidate, _ in pairs), key=lambda one: one.edtf)
    verdicts = {_verdict(article, one, capture) for one, capture in pairs}
    verdict = next((one for one in WRONG if one in verdicts), _verdict(article, candidate, pairs[0][1]))
    return {
        "edtf": candidate.edtf,
        "granularity": dates.granularity(candidate.edtf),
        "basis": candidate.get_basis_display(),
        "order": DateBasis.values.index(candidate.basis),
        "evidence": candidate.evidence,
        "captures": len(pairs),
        "verdict": verdict,
        "taken": verdict == TAKEN,
        "wrong": verdict in WRONG,
    }


def _verdict(article: Article, candidate: DateCandidate, capture: Capture) -> str:
    """Return how a candidate relates to the article's date."""
    bound = candidate.basis in (DateBasis.CAPTURE, DateBasis.IMPORT)  # it was published by then
    if (candidate.edtf, candidate.basis) == (article.published, article.published_basis):
        return TAKEN
    if not bound and capture.captured_at and dates.lies_after(candidate.edtf, capture.captured_at.date()):
        return AFTER_CAPTURE
    if not article.published:
        return LAST_DAY if bound else "not taken"
    if not dates.contradict(candidate.edtf, article.published):
        return LAST_DAY if candidate.basis == DateBasis.CAPTURE else "agrees"
    upper = dates.bounds(candidate.edtf)[1]
    return LAST_DAY if bound and upper and not dates.lies_after(article.published, upper) else CONTRADICTS


def _reprints(article: Article) -> list[dict]:
    found = []
    for pair in Reprint.objects.of(article.pk).shown().with_articles().most_similar_first()[:50]:
        other = pair.beside(article.pk)
        address = reverse("article-revisions", args=[article.pk])
        found.append(
            {
                "article": other,
                "similarity": pair.similarity,
                "percent": int(pair.similarity * 100),
                "compare_url": f"{address}?from={article.current_id}&to={other.current_id}",
            }
        )
    return found


def _along(origin: SearchOrigin) -> tuple[dict | None, dict | None]:
    """Return the articles before and after in the search that the reader came from."""
    found = Article.objects.only("title").in_bulk([pk for pk in (origin.previous, origin.next) if pk])
    return tuple(
        {"url": found[pk].get_absolute_url() + origin.query, "title": found[pk].title} if pk in found else None
        for pk in (origin.previous, origin.next)
    )


def _neighbours(article: Article) -> tuple[dict | None, dict | None]:
    """Return the articles of the same outlet before and after in time."""
    if not article.published_lower:
        return None, None
    day = article.published_lower
    others = Article.objects.shown().filter(outlet=article.outlet_id, published_lower__isnull=False).only("title")
    before = others.filter(Q(published_lower__lt=day) | Q(published_lower=day, pk__lt=article.pk))
    after = others.filter(Q(published_lower__gt=day) | Q(published_lower=day, pk__gt=article.pk))
    before = before.annotate(side=Value("before")).order_by(F("published_lower").desc(), "-pk")[:1]
    after = after.annotate(side=Value("after")).order_by("published_lower", "pk")[:1]
    found = {one.side: {"url": one.get_absolute_url(), "title": one.title} for one in before.union(after, all=True)}
    return found.get("before"), found.get("after")
