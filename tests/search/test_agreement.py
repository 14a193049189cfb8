"""Lists, counts, facets, histograms and files of random queries agree with a plain evaluation of the same rows."""

import csv
import io
import json
import re
from collections import Counter
from types import SimpleNamespace
from unittest import mock
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from corpus import dates
from corpus.lists import LISTS
from corpus.models import Article, Event, Person, Reprint
from corpus.search.grammar.filters import AllTermsFilter
from corpus.search.results import paging
from tests.support import factories as make
from tests.support.client import ReadingClient

OUTLETS = ("KCNA", "Granma", "TASS")
LANGUAGES = ("en", "es", "ko")
# A word, and how each language's texts write it.
WORDS = ("harvest", "missile", "orchestra", "평양", "정은")
DAYS = ("", "2022", "2023-05", "2023-04-14", "2023-05-02", "2023-05-02", "2024-02-29", "2022-12/2023-01", "2019-07-01")
PERIODS = ("2022", "2023", "2023-05", "2023-05-02", "2022-12/2023-05", "2023-01/..", "../2022")
TYPES = ("meeting", "visit", "sport")
HAS = ("revisions", "reprints", "no-date", "events", "headline-only")

ARTICLES = {
    "q": [
        *WORDS,
        "harvest missile",
        "harvest OR missile",
        "harvest -missile",
        '"harvest missile"',
        "-orchestra",
        "ludenko",
    ],
    "outlet": [name.lower() for name in OUTLETS],
    "language": LANGUAGES,
    "person": ["person-a", "person-b", "person-c"],
    "type": TYPES,
    "place": ["quay", "hall"],
    "published": PERIODS,
    "has": HAS,
    "sort": ["-published", "published", "-added"],
}
EVENTS = {
    "q": ["harvest", "visit", "-harvest", "ludenko"],
    "type": TYPES,
    "outlet": ARTICLES["outlet"],
    "language": LANGUAGES,
    "person": ARTICLES["person"],
    "place": ARTICLES["place"],
    "date": PERIODS,
    "status": ["reviewed", "unreviewed"],
    "sort": ["-date", "date"],
}
SINGLE = {"q", "published", "date", "sort"}


def queries(params: dict):
    """Draw the pairs of a query: some of the parameters, included or excluded."""

    @st.composite
    def drawn(draw):
        pairs = []
        for name in draw(st.lists(st.sampled_from(sorted(params)), max_size=4, unique=True)):
            if name in SINGLE:
                pairs.append((name, draw(st.sampled_from(params[name]))))
                continue
            for value in draw(st.lists(st.sampled_from(params[name]), min_size=1, max_size=2, unique=True)):
                pairs.append((draw(st.sampled_from([name, name, f"-{name}"])), value))
        return pairs

    return drawn()


def overlaps(row, period: str) -> bool:
    """Return whether a dated row may fall within the period; an open side does not restrict it."""
    lower, upper = dates.bounds(period)
    if not row.edtf or (upper and row.lower is None) or (lower and row.upper is None):
        return False
    return (not upper or row.lower <= upper) and (not lower or row.upper >= lower)


def matches(row, text: str) -> bool:
    """Evaluate web-search syntax word by word, for the queries above."""
    if " OR " in text:
        return any(matches(row, part) for part in text.split(" OR "))
    phrases = re.findall(r'"([^"]+)"', text)
    rest = re.sub(r'"[^"]+"', "", text).split()
    return (
        all(phrase in row.said for phrase in phrases)
        and all(word not in row.words for word in (one[1:] for one in rest if one.startswith("-")))
        and all(holds(row, word) for word in rest if not word.startswith("-"))
    )


def holds(row, word: str) -> bool:
    """Return whether a text has a word; in Korean, any part of one."""
    return word in row.words if word.isascii() else word in row.said


def keeps(row, pairs, *, leaving_out: str = "") -> bool:
    """Return whether a row matches every pair of a query."""
    for name in {name.lstrip("-") for name, _ in pairs} - {leaving_out, "sort"}:
        wanted = [value for one, value in pairs if one == name]
        unwanted = [value for one, value in pairs if one == f"-{name}"]
        if name == "q":
            if not matches(row, wanted[0]):
                return False
            continue
        if name in ("published", "date"):
            if not overlaps(row, wanted[0]):
                return False
            continue
        has = getattr(row, name)
        every = name in ("person", "has")
        if wanted and not (all if every else any)(value in has for value in wanted):
            return False
        if any(value in has for value in unwanted):
            return False
    return True


def bars(rows, size: int) -> Counter:
    """Return how many rows may lie in each month (7) or day (10)."""
    found = Counter()
    for row in rows:
        if row.edtf and row.lower and row.upper:
            day = row.lower
            labels = set()
            while day <= row.upper:
                labels.add(day.isoformat()[:size])
                day = type(day).fromordinal(day.toordinal() + 1)
            found.update(labels)
    return found


class Agreement(TestCase):
    """One corpus for many queries."""

    client_class = ReadingClient

    @classmethod
    def setUpTestData(cls):
        """Create forty articles and their events, with every combination of filters."""
        people = [make.person(f"Person {letter}", slug=f"person-{letter.lower()}") for letter in "ABC"]
        people[0].names.create(name="Ludenko", key="ludenko")
        made = []
        for number in range(40):
            words = [WORDS[number % 5], WORDS[(number * 3 + 1) % 5]]
            article = make.article(
                f"Number {number}",
                f"{' '.join(words)}.",
                published=DAYS[number % len(DAYS)],
                by=OUTLETS[number % 3],
                language=LANGUAGES[number % 7 % 3],
                naming=[people[place] for place in range(3) if number >> place & 1],
            )
            made.append(article)
            if number % 4 == 0:
                make.event(
                    TYPES[number % 3],
                    reported_in=[article],
                    people=people[: number % 3],
                    date=DAYS[number % 8],
                    at=("", "Quay", "Hall")[number % 5 % 3],
                    sentence=f"A {TYPES[number % 3]} about the {WORDS[number % 3]}.",
                )
            if number % 9 == 0:
                make.revise(article, article.text)
            if number % 10 == 3:
                Article.objects.filter(pk=article.pk).update(headline_only=True, text="", title=article.text)
                make.refresh([article.pk], [])
        Reprint.objects.create(first=made[2], second=made[5], similarity=0.95)
        make.refresh([made[2].pk, made[5].pk], [])
        Event.objects.filter(type="visit").update(status="reviewed")
        cls.articles = [_article(one) for one in Article.objects.select_related("outlet")]
        cls.events = [_event(one) for one in Event.objects.select_related("place")]

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(pairs=queries(ARTICLES), few=st.booleans())
    def test_articles(self, pairs, few):
        with self._few(few):
            self._agrees("articles", self.articles, pairs, "published")

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(pairs=queries(EVENTS), few=st.booleans())
    def test_events(self, pairs, few):
        with self._few(few):
            self._agrees("events", self.events, pairs, "date")

    @staticmethod
    def _few(few: bool):
        """Return whether a search has few enough rows to be counted in Python."""
        limits = {"FEW": paging.FEW, "FEW_OF_PHRASES": paging.FEW_OF_PHRASES}
        return mock.patch.multiple(paging, **(limits if few else dict.fromkeys(limits, 0)))

    def _agrees(self, name: str, rows: list, pairs: list, dated: str) -> None:
        if any((f"-{one}", value) in pairs for one, value in pairs):
            return
        response = self.client.get(f"/{name}/?{urlencode(pairs)}", follow=True)
        assert response.status_code == 200, response.content[:300]
        expected = {row.pk for row in rows if keeps(row, pairs)}
        counts = response.context["counts"]
        assert counts.total == len(expected)
        shown = [row.pk for row in response.context["page"].items]
        assert set(shown) <= expected
        assert len(shown) == min(25, len(expected))
        assert shown == self._in_order(rows, expected, dict(pairs).get("sort"), dated)[:25]
        for facet in counts.facets:
            any_of = not isinstance(LISTS[name].filterset.base_filters[facet.name], AllTermsFilter)
            counted = [row for row in rows if keeps(row, pairs, leaving_out=facet.name if any_of else "")]
            real = Counter(value for row in counted for value in getattr(row, facet.name))
            assert {one.value: one.count for one in facet.values if one.count} == dict(real), facet.name
        self._histogram_agrees(counts.histogram, [row for row in rows if row.pk in expected], pairs, rows, dated)
        self._json_agrees(name, pairs, expected, counts)
        self._whole_forms_agree(name, pairs, self._in_order(rows, expected, dict(pairs).get("sort"), dated))

    def _in_order(self, rows, expected: set, sort: str | None, dated: str) -> list[int]:
        found = [row for row in rows if row.pk in expected]
        if sort == "-added":
            return sorted((row.pk for row in found), reverse=True)
        newest = sort != dated
        days = {row.pk: row.lower.toordinal() if row.edtf and row.lower else None for row in found}
        known = sorted((pk for pk in days if days[pk] is not None), key=lambda pk: (days[pk], pk), reverse=newest)
        return known + sorted((pk for pk in days if days[pk] is None), reverse=newest)

    def _histogram_agrees(self, histogram, found: list, pairs: list, rows: list, dated: str) -> None:
        period = dict(pairs).get(dated)
        if period and len(period) in (7, 10) and "/" not in period:  # a month is drawn whole, whatever its day
            found = [row for row in rows if keeps(row, pairs, leaving_out=dated) and overlaps(row, period[:7])]
        drawn = {bar.edtf: bar.count for bar in histogram.bars if bar.count} if histogram else {}
        size = {4: 4, 7: 7, 10: 10}[len(next(iter(drawn), "2023-01"))]
        real = bars(found, size)
        if period:
            lower, upper = dates.bounds(period[:7] if size == 10 else period)
            inside = {label for label in real if self._within(label, lower, upper)}
            real = {label: real[label] for label in inside}
        assert drawn == dict(real)

    @staticmethod
    def _within(label: str, lower, upper) -> bool:
        first, last = dates.bounds(label)
        return (not upper or first <= upper) and (not lower or last >= lower)

    def _json_agrees(self, name: str, pairs: list, expected: set, counts) -> None:
        response = self.client.get(f"/{name}.json?{urlencode(pairs)}", follow=True)
        said = response.json()
        assert said["total"] == len(expected)
        assert {row["id"] for row in said["results"]} <= expected
        for facet in counts.facets:
            assert {one["value"]: one["count"] for one in said["facets"][facet.name]} == {
                one.value: one.count for one in facet.values
            }
        assert (
            sum(bar["count"] for bar in said["histogram"])
            == sum(bar.count for bar in counts.histogram.bars if counts.histogram)
            if counts.histogram
            else True
        )

    def _whole_forms_agree(self, name: str, pairs: list, ordered: list[int]) -> None:
        """Check that files hold every row in order, a feed the newest, the API the first page."""
        asked = urlencode(pairs)
        lines = self.client.get(f"/{name}.jsonl?{asked}", follow=True)
        assert [json.loads(line)["id"] for line in lines.content.splitlines()] == ordered
        assert lines["Dateline-Rows"] == str(len(ordered))
        table = self.client.get(f"/{name}.csv?{asked}", follow=True).content.decode("utf-8-sig")
        assert [int(row["id"]) for row in csv.DictReader(io.StringIO(table))] == ordered
        feed = self.client.get(f"/{name}.atom?{urlencode([pair for pair in pairs if pair[0] != 'sort'])}", follow=True)
        entries = re.findall(rf"<id>tag:[^<]*:{name.removesuffix('s')}/(\d+)</id>", feed.content.decode())
        assert [int(pk) for pk in entries] == sorted(ordered, reverse=True)[:50]
        answer = self.client.get(f"/api/v1/{name}/?{asked}").json()
        assert [row["id"] for row in answer["results"]] == ordered[:25]
        assert self.client.get(f"/api/v1/{name}/facets/?{asked}").json()["total"] == len(ordered)


def _article(one: Article) -> SimpleNamespace:
    people = list(Person.objects.filter(pk__in=one.people).values_list("slug", flat=True))
    names = list(Person.objects.filter(pk__in=one.people).values_list("names__name", flat=True))
    events = Event.objects.filter(reports__revision=one.current_id)
    has = {
        "revisions": one.revision_count > 1,
        "reprints": one.reprint_count > 0,
        "no-date": not one.published,
        "events": events.exists(),
        "headline-only": one.headline_only,
    }
    return _row(
        one.pk,
        f"{one.title} {one.text} {' '.join(names)}",
        (one.published, one.published_lower, one.published_upper),
        outlet=[one.outlet.slug],
        language=[one.language],
        person=people,
        type=list(events.values_list("type", flat=True)),
        place=[slug for slug in events.values_list("place__slug", flat=True) if slug],
        has=[name for name, holding in has.items() if holding],
    )


def _event(one: Event) -> SimpleNamespace:
    reports = one.reports.select_related("revision__article__outlet")
    articles = [report.revision.article for report in reports]
    people = one.participations.select_related("person")
    names = [name for part in people for name in part.person.names.values_list("name", flat=True)]
    said = " ".join([one.title, *(report.sentence for report in reports), *names, one.place.name if one.place else ""])
    return _row(
        one.pk,
        said,
        (one.date, one.date_lower, one.date_upper),
        type=[one.type],
        outlet=[article.outlet.slug for article in articles],
        language=[article.language for article in articles],
        person=[part.person.slug for part in people],
        place=[one.place.slug] if one.place else [],
        status=[one.status],
    )


def _row(pk: int, said: str, date: tuple, **values) -> SimpleNamespace:
    said = said.lower()
    words = set(re.findall(r"\w+", said))
    return SimpleNamespace(pk=pk, said=said, words=words, edtf=date[0], lower=date[1], upper=date[2], **values)


@pytest.mark.django_db
def test_a_program_is_told_what_is_wrong(client):
    make.article("Talks", "They spoke of fish.")
    for query, name in (("published=soon", "published"), ("colour=red", "colour"), ("after=99", "after")):
        response = client.get(f"/articles.json?{query}")
        assert response.status_code == 400
        assert [one["name"] for one in response.json()["problems"]] == [name]
