"""Articles, their revisions, teasers and reprints."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Left

from corpus.limits import MAX_TEASERS

from .fields import (
    EDTF_HELP,
    LOWER_HELP,
    Corrected,
    DateBasis,
    InOrder,
    believed_days,
    believed_time,
    slug_for,
    validate_edtf,
)
from .search import TermKind, term
from .urls import address

LEAD = 320  # characters of the text that a list shows


def article_address(pk: int, title: str) -> str:
    """Return the path of an article's page, without the cost of reverse() for each row of a list."""
    return f"{address('article-list')}{pk}/{slug_for(title)}/"


def edition_of(outlet: str, language: str) -> str:
    """Return an outlet with the language of an edition: "Rodong Sinmun (En)"."""
    return f"{outlet} ({language.title()})"


class ArticleQuerySet(InOrder, models.QuerySet):
    def shown(self):
        """Filter the articles that no curator has hidden."""
        return self.filter(hidden=False)

    def listed(self):
        """Fetch what a row of a list shows: the outlet, and no text."""
        return self.select_related("outlet").defer("text")

    def with_lead(self):
        """Annotate articles with ``lead``, the first characters of the text."""
        return self.annotate(lead=Left("text", LEAD))

    def newest_first(self):
        """Order by date of publication, newest first and undated last."""
        return self.order_by(F("published_lower").desc(nulls_last=True), "-pk")

    def naming_any(self, people: list[int]):
        """Filter the articles that name at least one of these people, given by id."""
        return self.filter(row__terms__overlap=[term(TermKind.PERSON, person) for person in people])

    def languages(self) -> list[str]:
        """Return the languages of all articles, with one index lookup each."""
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH RECURSIVE found AS ((SELECT language FROM corpus_article ORDER BY language LIMIT 1)"
                " UNION ALL SELECT (SELECT language FROM corpus_article WHERE language > found.language"
                " ORDER BY language LIMIT 1) FROM found WHERE found.language IS NOT NULL)"
                " SELECT language FROM found WHERE language IS NOT NULL"
            )
            return [language for (language,) in cursor.fetchall()]

    def first_added(self, ids: list[int]):
        """Return when each of these articles was added to the corpus."""
        return self.filter(pk__in=ids).order_by().values_list("added", flat=True)

    def without_facts(self):
        """Filter the articles whose current revision took too long to extract people and events from."""
        return self.filter(current__in=Revision.objects.filter(extractor=""))

    def undated(self):
        """Filter the articles without a date of publication."""
        return self.filter(published="")


class Article(Corrected):
    """A published item: one row however often it was captured. Title and text are those of its current revision."""

    outlet = models.ForeignKey(
        "Outlet", on_delete=models.PROTECT, related_name="articles", help_text="Who published it."
    )
    language = models.CharField(max_length=12, default="en", help_text="BCP 47 code of the text: en, es, ko.")
    title = models.TextField(help_text="Headline as printed, or derived from the lead.")
    title_derived = models.BooleanField(
        default=False, help_text="The document has no headline; this one is derived from its lead."
    )
    text = models.TextField(help_text="Body of the current revision; paragraphs separated by one line feed.")
    headline_only = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Only its headline is known, from a list without texts; the first text at its URL replaces it.",
    )
    byline = models.TextField(blank=True, help_text="Who signed it: Political News Team.")
    url = models.TextField(blank=True, help_text="URL of the original: that of the earliest capture that has one.")
    dateline_place = models.CharField(max_length=120, blank=True, help_text="Place printed in the dateline.")
    dateline_date = models.CharField(max_length=40, blank=True, help_text="Date printed in the dateline, EDTF.")
    published = models.CharField(max_length=60, blank=True, validators=[validate_edtf], help_text=EDTF_HELP)
    published_lower = models.DateField(null=True, blank=True, editable=False, help_text=LOWER_HELP)
    published_upper = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="Last possible day of publication: the upper bound of the date, or the day it was first seen.",
    )
    published_basis = models.CharField(
        max_length=12, choices=DateBasis, blank=True, help_text="The evidence for the date."
    )
    published_conflict = models.BooleanField(default=False, help_text="Whether its date candidates disagree.")
    current = models.OneToOneField(
        "Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Its current revision.",
    )
    revision_count = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="Number of revisions; maintained by the store."
    )
    reprint_count = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Number of articles with almost the same text; maintained by the store."
    )
    hidden = models.BooleanField(
        default=False, db_default=False, help_text="A curator removed it from the public pages; its URL says so."
    )
    added = models.DateTimeField(auto_now_add=True, help_text="When it was added to this corpus.")
    # Maintained by the store from mentions and reports; the search row is made from them.
    people = ArrayField(
        models.BigIntegerField(), default=list, blank=True, editable=False, help_text="Ids of the people it mentions."
    )
    event_types = ArrayField(
        models.CharField(max_length=16),
        default=list,
        blank=True,
        editable=False,
        help_text="Types of the events that its current revision reports.",
    )
    places = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="Ids of the places where its events took place.",
    )
    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("published_lower").desc(nulls_last=True), F("id").desc(), name="article_newest"),
            # Covers the counts of outlets, so that they read no article.
            models.Index(
                fields=["outlet", "published_lower"],
                include=["published_upper", "published", "hidden"],
                name="article_outlet_span",
            ),
            models.Index(fields=["added"], name="article_added"),
            models.Index(fields=["language"], name="article_language"),
            models.Index(
                fields=["id"], name="article_date_waits", condition=Q(published_conflict=True) | Q(published="")
            ),
            models.Index(fields=["url"], name="article_url", condition=~Q(url="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_lower__isnull=True)
                | Q(published_upper__isnull=True)
                | Q(published_lower__lte=F("published_upper")),
                name="article_published_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(published="", published_basis="") | (~Q(published="") & ~Q(published_basis="")),
                name="article_date_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(headline_only=False) | Q(text=""), name="article_headline_only_without_text"
            ),
            believed_days("published_lower", "published_upper", "article_published_believed"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return article_address(self.pk, self.title)

    @property
    def slug(self) -> str:
        """The readable part of its URL."""
        return slug_for(self.title)

    @property
    def edition(self) -> str:
        """The outlet with the language of this edition."""
        return edition_of(self.outlet.name, self.language)

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n")


class OfArticleQuerySet(models.QuerySet):
    """Queries of rows that belong to an article."""

    def public(self):
        """Filter the rows whose article is not hidden."""
        return self.filter(article__hidden=False)


class Revision(models.Model):
    """One wording of an article. A new capture with the same wording adds no revision."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions", help_text="The article.")
    title = models.TextField(help_text="Headline of this revision.")
    text = models.TextField(
        help_text="Paragraphs separated by one line feed; offsets of mentions count its characters."
    )
    wording = models.CharField(max_length=64, help_text="SHA-256 of the normalised title and text.")
    text_wording = models.CharField(
        max_length=64,
        db_index=True,
        help_text="SHA-256 of the normalised text alone, which identifies the same report.",
    )
    first_captured = models.DateTimeField(
        null=True, blank=True, help_text="Time of the earliest capture of this revision."
    )
    added = models.DateTimeField(auto_now_add=True, help_text="When this revision was added to the corpus.")
    bands = ArrayField(
        models.BigIntegerField(), default=list, editable=False, help_text="MinHash bands for finding reprints."
    )
    extractor = models.CharField(
        max_length=20,
        blank=True,
        help_text="Version of the rules that extracted its mentions and reports; empty if that took too long.",
    )

    objects = OfArticleQuerySet.as_manager()

    class Meta:
        ordering = [Coalesce("first_captured", "added"), "wording"]
        # Searched for every new revision, so there should be no pending list to search as well.
        indexes = [
            GinIndex(fields=["bands"], fastupdate=False, name="revision_bands"),
            models.Index(fields=["id"], name="revision_without_facts", condition=Q(extractor="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "wording"], name="revision_wording_once"),
            believed_time("first_captured", "revision_time_believed"),
        ]

    def __str__(self):
        return self.title


class Teaser(models.Model):
    """A link stub on an article's page for another article: headline or lead and date. Never body text."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="teasers", help_text="The article on whose page it is printed."
    )
    text = models.TextField(help_text="Headline or lead, as the page prints it.")
    date = models.CharField(max_length=60, blank=True, validators=[validate_edtf], help_text=EDTF_HELP)
    url = models.TextField(blank=True, help_text="URL it links to, if known.")
    position = models.PositiveSmallIntegerField(help_text="Order on the page, from 1.")

    objects = OfArticleQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "text", "date"], name="teaser_once"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MAX_TEASERS), name="teaser_position_in_range"
            ),
        ]

    def __str__(self):
        return self.text


class ReprintQuerySet(models.QuerySet):
    def of(self, article_id: int):
        """Filter the pairs that include this article."""
        return self.filter(Q(first_id=article_id) | Q(second_id=article_id))

    def shown(self):
        """Filter the pairs that no curator has rejected, of articles that are not hidden."""
        return self.exclude(verdict=Reprint.Verdict.CUT).filter(first__hidden=False, second__hidden=False)

    def most_similar_first(self):
        """Order by similarity, pairs of the same similarity by their age."""
        return self.order_by("-similarity", "pk")

    def with_articles(self):
        """Fetch both articles with their outlets, without texts."""
        return self.select_related("first__outlet", "second__outlet").defer("first__text", "second__text")


class Reprint(models.Model):
    """Two articles with almost the same text: another outlet, another language edition, another column."""

    class Verdict(models.TextChoices):
        """A curator's verdict on the pair."""

        OPEN = "open", "not yet judged"
        CONFIRMED = "confirmed", "a reprint"
        CUT = "cut", "no reprint"

    first = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", help_text="The article with the lower id."
    )
    second = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", help_text="The article with the higher id."
    )
    similarity = models.FloatField(help_text="Share of the words that both have in the same order; 1 is the same text.")
    verdict = models.CharField(
        max_length=10, choices=Verdict, default=Verdict.OPEN, db_default="open", help_text="A curator’s verdict."
    )

    objects = ReprintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="reprint_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="reprint_in_order"),
            models.CheckConstraint(condition=Q(similarity__gte=0, similarity__lte=1), name="reprint_similarity_share"),
        ]

    def __str__(self):
        return f"{self.first_id} ≈ {self.second_id}"

    def beside(self, article_id: int) -> Article:
        """Return the other article of the pair."""
        return self.second if self.first_id == article_id else self.first


class BriefQuerySet(models.QuerySet):
    def shown(self):
        """Filter the links of articles that are not hidden."""
        return self.filter(brief__hidden=False, full__hidden=False)

    def of(self, article_id: int):
        """Return the links of an article with its briefs and full reports, the most similar first."""
        both = self.filter(Q(brief=article_id) | Q(full=article_id)).select_related("brief", "full")
        return both.defer("brief__text", "full__text").order_by("-share", "pk")


class Brief(models.Model):
    """A short article whose content a longer one of the same outlet tells in full: neither a revision nor a reprint."""

    brief = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", help_text="The short article.")
    full = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", help_text="The full report.")
    share = models.FloatField(help_text="Share of the brief’s three-word runs that the full report has.")

    objects = BriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brief", "full"], name="brief_once"),
            models.CheckConstraint(condition=~Q(brief=F("full")), name="brief_not_of_itself"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="brief_share"),
        ]

    def __str__(self):
        return f"{self.brief_id} in {self.full_id}"
