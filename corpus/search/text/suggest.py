"""Suggestions of the search box, and similar names for a list without results. All queries use indexes."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, ExpressionWrapper, F, Func, OuterRef, Q, Subquery, TextField, Value
from django.db.models.fields import DateField
from django.db.models.functions import JSONObject
from rapidfuzz import fuzz

from corpus.models import Article, Event, Mention, Outlet, Person, PersonName, Place
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.people import pieces

SHOWN = 5  # suggestions of each kind
LEAST = 2  # characters needed for suggestions; one in Chinese, Japanese or Korean
CLOSE = 4  # letters needed to compare spellings
ALIKE = 80  # per cent of equal letters: Ludenko, Rudenko; not Sergei Kim, Sergei Kramila
MOST = 100  # first characters of the text, the rest is ignored
_COMPARED = 200  # most named people with similar trigrams, whose spelling is compared
_ALIASES = 50  # forms of one person's name
_LATELY = timedelta(days=31)  # before the last day seen, within which the last title is looked up
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True)
class SuggestedPerson:
    """A person, the form of the name that matched, unless it is the name shown, and the last title printed."""

    person: Person
    printed: str
    title: str


@dataclass(frozen=True)
class Suggestions:
    """The people, places, outlets and events whose names match the text."""

    text: str
    people: tuple[SuggestedPerson, ...] = ()
    places: tuple[Place, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class NearName:
    """A person with a similar name, and the URL of the list with that person instead of the words."""

    name: str
    articles: int
    url: str


def suggest(text: str) -> Suggestions | None:
    """Return the suggestions for a text, or None if it is too short. At most seven queries."""
    text = " ".join(text.replace("\x00", " ").split())[:MOST].strip()
    if len(text) < LEAST and not _WIDE.search(text):
        return None
    beginnings = _beginnings(text)
    if not beginnings:
        return Suggestions(text)
    events = Event.objects.public().called(beginnings).only("title", "type", "date")
    return Suggestions(
        text,
        tuple(_people(beginnings)),
        tuple(Place.objects.called(beginnings).only("name", "slug")[:SHOWN]),
        tuple(_outlets(beginnings)),
        tuple(events[:SHOWN]),
    )


def did_you_mean(text: str, limit: int = 3) -> list[Person]:
    """Return people with a name similar to the words searched, but none equal to them. One query."""
    wanted = [word for word, negated in pieces(text) if not negated]
    typed = " ".join(wanted)
    if len(typed) < CLOSE or len(typed) > MOST:
        return []
    exact = PersonName.objects.filter(person=OuterRef("pk"), name__iexact=typed)
    words = plain(Value(typed))
    people = Person.objects.public().spelled_like(words).exclude(Exists(exact)).annotate(typed=words)
    found = list(people.only("name", "slug", "article_count")[:_COMPARED])
    return _nearest(found, found[0].typed, limit) if found else []


def near_names(filterset: FilterSet, limit: int = 3) -> list[NearName]:
    """Return people whose names are similar to the words of a valid query without results.

    The URL has the person instead of the words or, in the list of people, the name as its words.
    """
    text, terms = filterset.values.get("q"), filterset.values.get("person")
    if not text or not (filterset.noun == "people" or terms is not None):
        return []
    chosen = {term.value for term in (*terms.included, *terms.excluded)} if terms else set()
    query = filterset.query
    if filterset.values["sort"] == "relevance":
        query = query.setting("sort", "")
    found = []
    for person in did_you_mean(text, limit):
        if person.slug not in chosen:
            by_person = query.setting("q", "").adding("person", person.slug) if terms is not None else None
            url = (by_person or query.setting("q", person.name)).url
            found.append(NearName(person.name, person.article_count, url))
    return found


def plain(text) -> Func:
    """Return an expression for a text in plain letters between spaces, as names are stored for search."""
    return Func(text, function="dateline_plain", output_field=TextField())


def _beginnings(text: str) -> list[str]:
    """Return each word of the text in plain letters after a space, to match the beginning of a word. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dateline_plain(word) FROM unnest(%s) AS word", [text.split()])
        return [word.rstrip() for (word,) in cursor.fetchall() if word.strip()]


def _people(beginnings: list[str]) -> list[SuggestedPerson]:
    """Return people whose names match, most named first; then, if there is room, those with similar names."""
    people = list(Person.objects.public().called(beginnings).only("pk")[:SHOWN])
    typed = "".join(beginnings)
    if len(people) < SHOWN and len(typed) > CLOSE:
        like = Person.objects.public().spelled_like(typed).exclude(pk__in=[person.pk for person in people])
        people += _nearest(list(like.only("pk")[:_COMPARED]), typed, SHOWN - len(people))
    shown = _with_forms_and_title(Person.objects.all()).in_bulk([person.pk for person in people])
    return [
        SuggestedPerson(person, _printed(person, beginnings), person.last_title or "")
        for person in (shown[one.pk] for one in people)
    ]


def _with_forms_and_title(people):
    """Annotate people with the forms of their names and their last title."""
    same = Person.objects.filter(Q(pk=OuterRef(OuterRef("pk"))) | Q(merged_into=OuterRef(OuterRef("pk"))))
    names = PersonName.objects.filter(person__in=same.values("pk"), hidden=False).order_by("name")
    forms = names.values(row=JSONObject(name="name", plain=plain(F("name"))))[:_ALIASES]
    # Through the last articles and the few mentions in each. The "+ 0" avoids the index of people: a leader has too
    # many mentions to read them all.
    titles = (
        Mention.objects.annotate(whose=F("person_id") + 0)
        .filter(revision=OuterRef("current"), whose=OuterRef(OuterRef("pk")))
        .exclude(titles=[])
        .order_by("part", "start")
        .values("titles__0")
    )
    since = ExpressionWrapper(OuterRef("last_seen") - _LATELY, output_field=DateField())
    lately = (
        Article.objects.filter(people__contains=[OuterRef("pk")])
        .filter(published_lower__gte=since, published_lower__lte=OuterRef("last_seen"))
        .annotate(office=Subquery(titles[:1]))
        .filter(office__isnull=False)
        .order_by(F("published_lower").desc(nulls_last=True), "-id")
        .values("office")
    )
    shown = people.annotate(forms=ArraySubquery(forms), last_title=Subquery(lately[:1]))
    return shown.only("name", "slug", "article_count")


def _nearest(people: list[Person], typed: str, limit: int) -> list[Person]:
    """Return the people with the most similar spelling. Trigrams, which chose them, ignore the order of words."""
    similarity = {
        person.pk: max(_similarity(form.split(), typed.strip()) for form in person.plain_names.split("/"))
        for person in people
    }
    alike = [person for person in people if similarity[person.pk] >= ALIKE]
    return sorted(alike, key=lambda person: -similarity[person.pk])[:limit]


def _similarity(words: list[str], typed: str) -> float:
    """Return the similarity, in per cent, of the best run of as many words as were typed; a prefix counts as 100."""
    number = len(typed.split())
    runs = [" ".join(words[start : start + number]) for start in range(max(1, len(words) - number + 1))]
    return max(100 if run.startswith(typed) else fuzz.ratio(run, typed) for run in runs)


def _printed(person: Person, beginnings: list[str]) -> str:
    """Return the form of the name that matches the text; empty if the name shown matches too."""
    forms = {form["name"]: form["plain"] for form in person.forms}
    fitting = [name for name, words in forms.items() if all(beginning in words for beginning in beginnings)]
    if not fitting:
        typed = "".join(beginnings).strip()
        fitting = [max([person.name, *forms], key=lambda name: _similarity(forms.get(name, "").split(), typed))]
    return "" if person.name in fitting else fitting[0]


def _outlets(beginnings: list[str]) -> list[Outlet]:
    found = Outlet.objects.annotate(plain=plain(F("name"))).filter(
        Exists(Article.objects.filter(outlet=OuterRef("pk")))
    )
    for beginning in beginnings:
        found = found.filter(plain__contains=beginning)
    return list(found.order_by("name")[:SHOWN])
