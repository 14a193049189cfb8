"""People, their names and their mentions."""

from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce, Upper

from .fields import Corrected, InOrder, Status
from .urls import address

# An order without an index, so that the few matches of several words, or by spelling, are sorted: the planner assumes
# that words are independent and would walk the whole index of counts.
_MOST_NAMED_SORTED = ((F("article_count") + 0).desc(), "name", "id")


def person_address(slug: str) -> str:
    """Return the path of a person's page, without the cost of reverse() for each row of a list."""
    return f"{address('person-list')}{slug}/"


class PersonQuerySet(InOrder, models.QuerySet):
    def public(self):
        """Filter the people whom readers see: named in at least one article and not merged into another."""
        return self.filter(article_count__gt=0, merged_into=None, nobody=False)

    def first_added(self, ids: list[int]):
        """Return when the first revision that names each of these people was added to the corpus."""
        found = self.filter(pk__in=ids).order_by().annotate(first=Min("mentions__revision__added"))
        return found.values_list("first", flat=True)

    def most_named(self):
        """Order by number of articles, highest first."""
        return self.order_by("-article_count", "name", "id")

    def called(self, beginnings: list[str]):
        """Return people in whose names each plain prefix (" kim", " jong u") starts a word, most named first."""
        found = self
        for beginning in beginnings:
            found = found.filter(words__names__contains=beginning)
        return found.most_named() if len(beginnings) == 1 else found.order_by(*_MOST_NAMED_SORTED)

    def spelled_like(self, words):
        """Return people with a name spelled like these plain words, most named first, annotated with
        ``plain_names``."""
        found = self.filter(words__names__trigram_word_similar=words).annotate(plain_names=F("words__names"))
        return found.order_by(*_MOST_NAMED_SORTED)


class Person(Corrected):
    """An individual human being, living or dead."""

    name = models.CharField(max_length=200, help_text="The name shown: the fullest form seen, or a curator's choice.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of the URL; namesakes get a number.")
    note = models.TextField(blank=True, help_text="What distinguishes this person from a namesake.")
    status = models.CharField(
        max_length=12, choices=Status, default=Status.UNREVIEWED, help_text="Whether a curator has reviewed it."
    )
    article_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="Number of articles that mention the person; maintained by the store."
    )
    first_seen = models.DateField(null=True, blank=True, editable=False, help_text="Day of the first dated article.")
    last_seen = models.DateField(null=True, blank=True, editable=False, help_text="Day of the last dated article.")
    spheres = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        editable=False,
        help_text="Fields of the printed titles (military, diplomacy…), which distinguish namesakes.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The person that this one was merged into; the old URL redirects there.",
    )
    nobody = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="A curator decided that it is not a person."
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(F("article_count").desc(), F("name"), F("id"), name="person_most_named"),
            models.Index(fields=["name"], name="person_name"),
            models.Index(fields=["-article_count", "id"], name="person_waits", condition=Q(status=Status.UNCERTAIN)),
            models.Index(F("last_seen").desc(nulls_last=True), F("id"), name="person_last_seen"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_merged_into_itself"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return person_address(self.slug)

    @property
    def has_page(self) -> bool:
        """Whether any revision of a public article names the person."""
        return bool(self.article_count) or self.mentions.in_public_articles().exists()


class Named(NamedTuple):
    """A person named in a row of a list."""

    pk: int
    name: str
    slug: str


class PersonNameQuerySet(models.QuerySet):
    def shown_of(self, person_ids):
        """Return the names of these people and of those merged into them, without hidden ones, with ``bearer``."""
        own = Q(person__in=person_ids) | Q(person__merged_into__in=person_ids)
        bearer = Coalesce("person__merged_into", "person")
        return self.filter(own, hidden=False).annotate(bearer=bearer).order_by("name", "kind")

    def by_bearer(self, person_ids) -> dict[int, list[str]]:
        """Return the same names as strings, by the id of the person."""
        found: dict[int, list[str]] = {}
        for bearer, name in self.shown_of(person_ids).order_by("name").values_list("bearer", "name").distinct():
            found.setdefault(bearer, []).append(name)
        return found


class PersonName(models.Model):
    """One form of a person's name, seen in a text or added by a curator."""

    class Kind(models.TextChoices):
        """Where a name comes from."""

        SEEN = "seen", "seen in a text"
        CURATED = "curated", "added by a curator"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names", help_text="Whose name it is.")
    name = models.CharField(max_length=200, help_text="The name as printed, or as a curator added it.")
    key = models.CharField(
        max_length=200, help_text="Normalised name, in lower case and without patronymic, by which names are compared."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SEEN, help_text="Where the name comes from.")
    hidden = models.BooleanField(default=False, db_default=False, help_text="A curator hid it from all pages.")

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="person_name_once")]
        indexes = [
            models.Index(fields=["key"], name="person_name_key"),
            # icontains compares in upper case.
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="person_name_anywhere"),
        ]

    def __str__(self):
        return self.name


class PersonWords(models.Model):
    """What a search for people reads. A table of its own, so that lists of people stay narrow."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="words", help_text="The person."
    )
    names = models.TextField(
        blank=True,
        help_text="Every form of the name in lower case without accents, each between spaces; maintained by the store.",
    )
    search = SearchVectorField(
        null=True, help_text="Search vector of the names and printed titles; maintained by the store."
    )

    stale = models.BooleanField(
        default=False, db_default=False, help_text="To be rebuilt when all pending articles are updated."
    )

    class Meta:
        verbose_name_plural = "words of people"
        indexes = [
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], name="person_words_names"),
            GinIndex(fields=["search"], name="person_words_search"),
        ]

    def __str__(self):
        return self.names.strip()


# The order in which a text names people. Those named only in the headline come last: "text" sorts before "title".
ORDER_NAMED = "part, start, person_id"
_IN_ORDER = f"""
SELECT revision_id, person.id, name, slug
FROM corpus_mention AS mention JOIN corpus_person AS person ON person.id = person_id
WHERE revision_id = ANY(%s) ORDER BY {ORDER_NAMED}
"""


class MentionQuerySet(models.QuerySet):
    def current(self):
        """Filter the mentions in the current revisions of articles that are not hidden."""
        return self.filter(revision__article__current=F("revision"), revision__article__hidden=False)

    def shown_in(self, revision_id: int):
        """Filter the mentions of a revision that name somebody."""
        return self.filter(revision=revision_id, person__isnull=False)

    def in_public_articles(self):
        """Filter the mentions in any revision of articles that are not hidden."""
        return self.filter(revision__article__hidden=False)

    def found_as(self, person_ids):
        """Filter the mentions that the rules resolved to these people, whatever judgements assign them to."""
        return self.filter(Q(found__in=person_ids) | Q(found=None, person__in=person_ids))

    def people_in_order(self, revision_ids: list[int]) -> dict[int, list[Named]]:
        """Return the people whom each revision names: in the order of their first mention in the text, then those named
        only in the headline."""
        found: dict[int, dict[int, Named]] = {}
        with connection.cursor() as cursor:
            cursor.execute(_IN_ORDER, [revision_ids])
            for revision, pk, name, slug in cursor.fetchall():
                found.setdefault(revision, {}).setdefault(pk, Named(pk, name, slug))
        return {revision: list(people.values()) for revision, people in found.items()}


class Mention(models.Model):
    """One place in a revision where a person is named."""

    class Part(models.TextChoices):
        """The part of the revision."""

        TEXT = "text", "text"
        TITLE = "title", "headline"

    revision = models.ForeignKey(
        "Revision",
        on_delete=models.CASCADE,
        related_name="mentions",
        help_text="The revision that mentions the person.",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        related_name="mentions",
        help_text="The person mentioned; empty if a curator decided that nobody is.",
    )
    found = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="The person the rules resolved it to, if a judgement assigns it to another.",
    )
    part = models.CharField(max_length=5, choices=Part, default=Part.TEXT, help_text="Text or headline.")
    start = models.PositiveIntegerField(help_text="Offset of the first character in the part.")
    end = models.PositiveIntegerField(help_text="Offset after the last character.")
    surface = models.CharField(max_length=200, help_text="The name as printed.")
    titles = ArrayField(
        models.TextField(), default=list, blank=True, help_text="Titles printed with the name here, one per item."
    )
    list_order = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Position in a printed list of names, from 1."
    )
    uncertain = models.BooleanField(
        default=False, help_text="The person is a guess: only part of the name is printed, or there are namesakes."
    )
    rule = models.CharField(max_length=60, help_text="The rule that found it.")
    version = models.CharField(max_length=20, help_text="Version of the rules.")

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "part", "start"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "part", "start"], name="mention_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_offsets_in_order"),
        ]

    def __str__(self):
        return self.surface


class LikelyDuplicate(models.Model):
    """Two people whose names suggest that they are one. Only a curator decides."""

    class Reason(models.TextChoices):
        """Why they are likely to be one person."""

        MARKS = "marks", "names differ in diacritics or hyphens only"
        ROMANISATION = "romanisation", "the same Korean name, romanised otherwise"
        SHORTER = "shorter", "one name is a shorter form of the other"
        SPELLING = "spelling", "one word is spelled otherwise"
        OFFICE = "office", "a part of the name is printed with the same office"

    class Verdict(models.TextChoices):
        """A curator's verdict on the pair."""

        OPEN = "open", "not yet judged"
        DIFFERENT = "different", "two people"

    one = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", help_text="The person with the lower id."
    )
    other = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", help_text="The person with the higher id."
    )
    reason = models.CharField(max_length=12, choices=Reason, help_text="Why they are likely to be one person.")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN, help_text="A curator’s verdict.")

    class Meta:
        verbose_name = "likely duplicate"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likely_duplicate_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likely_duplicate_in_order"),
        ]

    def __str__(self):
        return f"{self.one} and {self.other}"
