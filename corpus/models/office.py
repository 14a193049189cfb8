"""Offices: what printed titles stand for, and the titles printed with each person."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, models

FEW = 20  # one in so many titles of a person
# Titles that differ only in the shape of an apostrophe are the same: in SQL, and in Python.
PLAIN_TITLE = "translate({}, '’‘', '''''')"
STRAIGHT = str.maketrans("’‘", "''")

_OVER_TIME = f"""
SELECT t.office_id, min(o.key), min(o.rank), min(o.body), min(o.country),
    said.title, min(a.published_lower), max(a.published_lower), count(DISTINCT a.id)
FROM corpus_mention AS m
JOIN corpus_article AS a ON a.current_id = m.revision_id AND NOT a.hidden
CROSS JOIN LATERAL (SELECT {PLAIN_TITLE.format("each")} AS title FROM unnest(m.titles) AS each) AS said
LEFT JOIN corpus_persontitle AS t ON t.person_id = m.person_id AND t.title = said.title
LEFT JOIN corpus_office AS o ON o.id = t.office_id
WHERE m.person_id = %s
GROUP BY GROUPING SETS ((t.office_id, said.title), (t.office_id))
ORDER BY 9 DESC, 6
"""

# The titles of each person, the last printed first. Those that name an office come before others, unless
# they are so few that they are likely to be another's.
_LATEST = f"""
SELECT m.person_id, said.title, t.office_id
FROM corpus_mention AS m
JOIN corpus_article AS a ON a.current_id = m.revision_id AND NOT a.hidden
CROSS JOIN LATERAL (SELECT {PLAIN_TITLE.format("each")} AS title FROM unnest(m.titles) AS each) AS said
LEFT JOIN corpus_persontitle AS t ON t.person_id = m.person_id AND t.title = said.title
WHERE m.person_id = ANY(%s)
GROUP BY m.person_id, said.title, t.office_id
WINDOW person AS (PARTITION BY m.person_id)
ORDER BY m.person_id,
    t.office_id IS NULL AND sum(count(t.office_id)) OVER person * {FEW} >= sum(count(*)) OVER person,
    max(a.published_lower) DESC NULLS LAST, count(*) DESC, said.title
"""


class Office(models.Model):
    """An office or rank: what printed titles stand for, in any wording and with any abbreviation."""

    key = models.CharField(
        max_length=700,
        unique=True,
        help_text="Normal form in lower case (“premier, cabinet, dprk”), which tells it apart.",
    )
    rank = models.CharField(max_length=200, help_text="The rank in the body: “premier”, “alternate member”.")
    body = models.CharField(
        max_length=400, blank=True, help_text="The body from the inside out; empty for offices of a whole country."
    )
    country = models.CharField(
        max_length=80, blank=True, help_text="The country it serves; empty if it serves none, or none is printed."
    )

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return ", ".join(part for part in (self.rank, self.body, self.country) if part)


@dataclass(slots=True)
class TitlePrinted:
    """A printed title, with the first and last day and the number of articles of one person."""

    title: str
    first_day: datetime.date | None
    last_day: datetime.date | None
    articles: int


@dataclass(slots=True)
class OfficeHeld(TitlePrinted):
    """An office of one person: its normal form as ``title``, and the printed titles that stand for it."""

    office: Office
    printed: list[TitlePrinted] = field(default_factory=list)


@dataclass(slots=True)
class TitlesOfPerson:
    """What the titles of a person say: the offices, most printed first, and titles that name none."""

    offices: list[OfficeHeld] = field(default_factory=list)
    others: list[TitlePrinted] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.offices or self.others)

    def printed(self) -> list[TitlePrinted]:
        """Return all printed titles, most printed first."""
        titles = [*self.others, *(title for held in self.offices for title in held.printed)]
        return sorted(titles, key=lambda one: (-one.articles, one.title))


class PersonTitleQuerySet(models.QuerySet):
    def latest_of(self, person_ids: list[int], number: int) -> dict[int, list[str]]:
        """Return at most ``number`` titles of each person, the most recently printed first: one of each office, then
        titles that name none."""
        with connection.cursor() as cursor:
            cursor.execute(_LATEST, [person_ids])
            rows = cursor.fetchall()
        found: dict[int, list[str]] = {}
        shown = set()
        for person, title, office in rows:
            titles = found.setdefault(person, [])
            if len(titles) < number and (person, office) not in shown:
                titles.append(title)
                if office:
                    shown.add((person, office))
        return found

    def offices_of(self, person_ids: Iterable[int]) -> dict[tuple[int, str], int]:
        """Return the id of the office of each title of these people that names one, by person and title."""
        rows = self.filter(person__in=list(person_ids), office__isnull=False)
        return {(person, title): office for person, title, office in rows.values_list("person", "title", "office")}

    def over_time(self, person_id: int) -> TitlesOfPerson:
        """Return the offices and titles printed with a person in current articles, most printed first."""
        with connection.cursor() as cursor:
            cursor.execute(_OVER_TIME, [person_id])
            rows = cursor.fetchall()
        found, held = TitlesOfPerson(), {}
        for office, *fields, title, first, last, articles in rows:
            if office and title is None:
                named = Office(office, *fields)
                held[office] = OfficeHeld(str(named), first, last, articles, office=named)
        for office, *_, title, first, last, articles in rows:
            if title is not None:
                titles = held[office].printed if office else found.others
                titles.append(TitlePrinted(title, first, last, articles))
        found.offices = list(held.values())
        return found


class PersonTitle(models.Model):
    """A title printed with a person, and the office that it stands for."""

    person = models.ForeignKey(
        "Person", on_delete=models.CASCADE, related_name="printed", help_text="Whom the title is printed with."
    )
    title = models.TextField(help_text="The title as printed, with straight apostrophes.")
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="titles",
        help_text="The office it stands for; empty if it names none, or leaves open which.",
    )

    objects = PersonTitleQuerySet.as_manager()

    class Meta:
        ordering = ["person", "title"]
        constraints = [models.UniqueConstraint(fields=["person", "title"], name="person_title_once")]

    def __str__(self):
        return self.title
