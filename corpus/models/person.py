"""People, their names, and the places in the texts where they are named."""

from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce, Upper

from .addresses import address
from .fields import Corrected, InOrder, Status

# An order that no index has: the few found by several words, or by spelling, are sorted. By its index the planner would
# go through all people, as it takes words for independent of each other.
_MOST_NAMED_SORTED = ((F("article_count") + 0).desc(), "name", "id")


def person_address(slug: str) -> str:
    """The path of a person's page; lists have too many of them to look each up by name."""
    return f"{address('person-list')}{slug}/"


class PersonQuerySet(InOrder, models.QuerySet):
    """Queries of people."""

    def public(self):
        """People as readers see them: named in at least one article, and not merged into another."""
        return self.filter(article_count__gt=0, merged_into=None, nobody=False)

    def first_added(self, ids: list[int]):
        """When the first wording that names each of these came into the corpus."""
        found = self.filter(pk__in=ids).order_by().annotate(first=Min("mentions__revision__added"))
        return found.values_list("first", flat=True)

    def most_named(self):
        """Those in most articles first."""
        return self.order_by("-article_count", "name", "id")

    def called(self, beginnings: list[str]):
        """People of whose names each of these plain beginnings opens a word (" kim", " jong u"), most named first."""
        found = self
        for beginning in beginnings:
            found = found.filter(words__names__contains=beginning)
        return found.most_named() if len(beginnings) == 1 else found.order_by(*_MOST_NAMED_SORTED)

    def spelled_like(self, words):
        """People one of whose names is close in spelling to these plain words, most named first; with
        ``plain_names``."""
        found = self.filter(words__names__trigram_word_similar=words).annotate(plain_names=F("words__names"))
        return found.order_by(*_MOST_NAMED_SORTED)


class Person(Corrected):
    """An individual human being, living or dead."""

    name = models.CharField(max_length=200, help_text="The name shown: the fullest form seen, or a curator's choice.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Its address. Namesakes get a number.")
    note = models.TextField(blank=True, help_text="What tells this person from a namesake.")
    status = models.CharField(
        max_length=12, choices=Status, default=Status.UNREVIEWED, help_text="Whether a person has checked it."
    )
    article_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="Articles that name the person; kept by the store."
    )
    first_seen = models.DateField(null=True, blank=True, editable=False, help_text="Day of the first dated article.")
    last_seen = models.DateField(null=True, blank=True, editable=False, help_text="Day of the last dated article.")
    spheres = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        editable=False,
        help_text="Spheres of life of the titles printed (military, diplomacy…), by which namesakes are told apart.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged",
        help_text="The person that this one was found to be; old addresses redirect.",
    )
    nobody = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="A curator found that it is no person."
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
        """Whether any wording of an article that readers may see names the person."""
        return bool(self.article_count) or self.mentions.in_public_articles().exists()


class Named(NamedTuple):
    """A person as rows of articles name them."""

    pk: int
    name: str
    slug: str


class PersonNameQuerySet(models.QuerySet):
    """Queries of names."""

    def shown_of(self, person_ids):
        """The names of these people that no curator hid, those of all merged into them too, each with ``bearer``."""
        own = Q(person__in=person_ids) | Q(person__merged_into__in=person_ids)
        bearer = Coalesce("person__merged_into", "person")
        return self.filter(own, hidden=False).annotate(bearer=bearer).order_by("name", "kind")

    def by_bearer(self, person_ids) -> dict[int, list[str]]:
        """The same as plain names, by the id of the person."""
        found: dict[int, list[str]] = {}
        for bearer, name in self.shown_of(person_ids).order_by("name").values_list("bearer", "name").distinct():
            found.setdefault(bearer, []).append(name)
        return found


class PersonName(models.Model):
    """Every form of a person's name, seen or curated."""

    class Kind(models.TextChoices):
        """How the name is known."""

        SEEN = "seen", "seen in a text"
        CURATED = "curated", "added by a curator"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names", help_text="Whose name it is.")
    name = models.CharField(max_length=200, help_text="The name as printed or added.")
    key = models.CharField(
        max_length=200, help_text="Letters only, lower case, without patronymic: how names are compared."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SEEN, help_text="How the name is known.")
    hidden = models.BooleanField(default=False, db_default=False, help_text="A curator wants it shown nowhere.")

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="person_name_once")]
        indexes = [
            models.Index(fields=["key"], name="person_name_key"),
            # As icontains compares: in capitals.
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="person_name_anywhere"),
        ]

    def __str__(self):
        return self.name


class PersonWords(models.Model):
    """What a person is found by. A table of its own, so that lists of people need not read it."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="words", help_text="Who is found."
    )
    names = models.TextField(
        blank=True, help_text="Every form of the name in plain letters, each between spaces; kept by the store."
    )
    search = SearchVectorField(
        null=True, help_text="The words of names and printed titles, in plain letters; kept by the store."
    )

    stale = models.BooleanField(
        default=False, db_default=False, help_text="Made anew when all that waits has followed a decision."
    )

    class Meta:
        verbose_name_plural = "words of people"
        indexes = [
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], name="person_words_names"),
            GinIndex(fields=["search"], name="person_words_search"),
        ]

    def __str__(self):
        return self.names.strip()


# Each title of a mention; those that differ in the shape of an apostrophe alone are one.
_EACH_TITLE = models.Func(
    models.Func(F("titles"), function="unnest"),
    models.Value("’‘"),
    models.Value("''"),
    function="translate",
    output_field=models.TextField(),
)


# In which order a text names people; those whom its headline alone names come last, for "text" is before "title".
ORDER_NAMED = "part, start, person_id"
_IN_ORDER = f"""
SELECT revision_id, person.id, name, slug
FROM corpus_mention AS mention JOIN corpus_person AS person ON person.id = person_id
WHERE revision_id = ANY(%s) ORDER BY {ORDER_NAMED}
"""


class MentionQuerySet(models.QuerySet):
    """Queries of mentions."""

    def current(self):
        """Mentions in the wording that articles have now."""
        return self.filter(revision__article__current=F("revision"), revision__article__hidden=False)

    def in_public_articles(self):
        """Mentions in any wording of articles that are not hidden."""
        return self.filter(revision__article__hidden=False)

    def found_as(self, person_ids):
        """Mentions that were read as these people, whoever they are shown as."""
        return self.filter(Q(found__in=person_ids) | Q(found=None, person__in=person_ids))

    def people_in_order(self, revision_ids: list[int]) -> dict[int, list[Named]]:
        """For each revision, the people it names in the order its text first names them, then those whom its headline
        alone names."""
        found: dict[int, dict[int, Named]] = {}
        with connection.cursor() as cursor:
            cursor.execute(_IN_ORDER, [revision_ids])
            for revision, pk, name, slug in cursor.fetchall():
                found.setdefault(revision, {}).setdefault(pk, Named(pk, name, slug))
        return {revision: list(people.values()) for revision, people in found.items()}

    def latest_titles(self, person_ids: list[int], number: int) -> dict[int, list[str]]:
        """For each person, at most this many titles, those printed last first."""
        rows = (
            self.current()
            .filter(person__in=person_ids)
            .annotate(title=_EACH_TITLE)
            .values_list("person", "title")
            .annotate(last_day=models.Max("revision__article__published_lower"), times=models.Count("pk"))
            .order_by("person", F("last_day").desc(nulls_last=True), "-times", "title")
        )
        found = {}
        for person, title, *_ in rows:
            titles = found.setdefault(person, [])
            if len(titles) < number:
                titles.append(title)
        return found

    def titles_over_time(self, person_id: int):
        """Titles printed with the person, most printed first: ``title``, ``first_day``, ``last_day``, ``articles``."""
        return (
            self.current()
            .filter(person_id=person_id)
            .annotate(title=_EACH_TITLE)
            .values("title")
            .annotate(
                first_day=models.Min("revision__article__published_lower"),
                last_day=models.Max("revision__article__published_lower"),
                articles=models.Count("revision__article", distinct=True),
            )
            .order_by("-articles", "title")
        )


class Mention(models.Model):
    """One place in a revision where a person is named."""

    class Part(models.TextChoices):
        """Where in the revision."""

        TEXT = "text", "text"
        TITLE = "title", "headline"

    revision = models.ForeignKey(
        "Revision", on_delete=models.CASCADE, related_name="mentions", help_text="The wording that names the person."
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        related_name="mentions",
        help_text="Who is named; empty where a curator found that nobody is.",
    )
    found = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whom it was read as, where a curator’s decision makes it another.",
    )
    part = models.CharField(max_length=5, choices=Part, default=Part.TEXT, help_text="Text or headline.")
    start = models.PositiveIntegerField(help_text="First character, counted in the part.")
    end = models.PositiveIntegerField(help_text="Character after the last.")
    surface = models.CharField(max_length=200, help_text="The name as it stands there.")
    titles = ArrayField(
        models.TextField(), default=list, blank=True, help_text="Offices printed with the name here, each by itself."
    )
    list_order = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Place in a printed list of names, from 1."
    )
    uncertain = models.BooleanField(
        default=False, help_text="Who is meant is a guess: only part of a name, or namesakes."
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
    """Two people whose names suggest that they are one; only a person decides."""

    class Reason(models.TextChoices):
        """What makes them alike."""

        MARKS = "marks", "names differ in diacritics or hyphens only"
        ROMANISATION = "romanisation", "the same Korean name, romanised otherwise"
        SHORTER = "shorter", "one name is a shorter form of the other"
        SPELLING = "spelling", "one word is spelled otherwise"

    class Verdict(models.TextChoices):
        """What a person found."""

        OPEN = "open", "not yet judged"
        DIFFERENT = "different", "two people"

    one = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="+", help_text="The one known longer (the lower id)."
    )
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", help_text="The other.")
    reason = models.CharField(max_length=12, choices=Reason, help_text="What makes them alike.")
    verdict = models.CharField(
        max_length=10, choices=Verdict, default=Verdict.OPEN, help_text="What a curator found; theirs alone to say."
    )

    class Meta:
        verbose_name = "likely duplicate"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likely_duplicate_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likely_duplicate_in_order"),
        ]

    def __str__(self):
        return f"{self.one} and {self.other}"
