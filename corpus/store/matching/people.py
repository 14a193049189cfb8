"""Link extracted people to the people of the corpus, by full name and compatible titles."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from corpus.extract import NamedPerson
from corpus.models import Person, PersonName
from corpus.models.fields import Status, slug_for
from corpus.store.copying import reserve_ids

from .namesakes import conflict, spheres_of
from .offices import offices_printed

_PATRONYMIC = re.compile(r"(?:ovich|evich|ovna|evna|ichna|inichna)$")


def name_key(name: str) -> str:
    """Return the key by which names are compared: lower case, letters only, hyphens as spaces.

    The patronymic of three words is dropped: "Vladimir Vladimirovich Putin" → "vladimir putin". Diacritics are kept:
    names that differ in them are proposed as likely duplicates (duplicates.py).
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[^\w]+", " ", plain).split()
    if len(words) == 3 and _PATRONYMIC.search(words[1]):
        words = [words[0], words[2]]
    return " ".join(words)[:200]


class PeopleLinker:
    """Finds or makes the Person of each name of a batch of articles.

    save_names() gives the new people an id and saves the names; ``unsaved`` holds the people to save.
    """

    def __init__(self, names: Iterable[str]):
        keys = {name_key(name) for name in names}
        self._by_key: dict[str, list[Person]] = defaultdict(list)
        self._known: set[tuple[int, str]] = set()
        self._new_names: list[PersonName] = []
        self._changed: set[Person] = set()
        self._new: list[Person] = []
        self._titles: dict[int, set[str]] = defaultdict(set)  # of this batch, by id() of the person
        self._stored: dict[int, set[str]] = {}  # titles of people who were asked for, by id of the person
        rows = PersonName.objects.filter(key__in=keys).select_related("person").order_by("person_id")
        for row in rows:
            person = row.person  # as read; judgements/resolver.py applies decisions later
            if person not in self._by_key[row.key]:
                self._by_key[row.key].append(person)
            self._known.add((id(person), row.name))

    def link(self, named: NamedPerson) -> tuple[Person, bool]:
        """Return the person named, and whether that is uncertain.

        A person is created if there is none of this name, or only namesakes of another sphere and in no office that is
        printed here. Of several namesakes, who holds a printed office comes first, then who is of the same sphere.
        """
        key = name_key(named.name)
        spheres = spheres_of((*named.titles, *named.callings), named.name)
        namesakes = self._by_key[key]
        possible = [one for one in namesakes if not conflict(set(one.spheres), spheres)]
        agreeing = []
        if not possible or len(possible) > 1:
            agreeing = self._in_office(possible or namesakes, named)
            possible = possible or agreeing
        agreeing = agreeing or [one for one in possible if spheres & set(one.spheres)]
        alone = " " not in key
        if possible:
            person = (agreeing or possible)[0]
            uncertain = alone or named.uncertain or (len(namesakes) > 1 and not agreeing)
            if spheres - set(person.spheres):
                person.spheres = sorted({*person.spheres, *spheres})
                if person.pk:
                    self._changed.add(person)
        else:
            person = Person(
                name=named.name[:200],
                spheres=sorted(spheres),
                status=Status.UNCERTAIN if alone or named.uncertain or namesakes else Status.UNREVIEWED,
            )
            namesakes.append(person)
            self._new.append(person)
            uncertain = alone or named.uncertain
        self._titles[id(person)].update(named.titles)
        if (id(person), named.name) not in self._known:
            self._known.add((id(person), named.name))
            self._new_names.append(PersonName(person=person, name=named.name[:200], key=key))
        return person, uncertain

    def _in_office(self, people: list[Person], named: NamedPerson) -> list[Person]:
        """Return those of these namesakes who hold an office that is printed here."""
        offices = set(offices_printed(named.name, named.titles).values())
        return [one for one in people if offices and offices & set(offices_printed(one.name, self._held(one)).values())]

    def _held(self, person: Person) -> set[str]:
        """Return the titles printed with a person before, and in this batch."""
        if person.pk and person.pk not in self._stored:
            self._stored[person.pk] = set(person.printed.values_list("title", flat=True))
        return self._titles[id(person)] | self._stored.get(person.pk, set())

    @property
    def unsaved(self) -> tuple[Person, ...]:
        """The new people, and those with an added sphere."""
        return (*self._new, *self._changed)

    def save_names(self) -> set[int]:
        """Save the new names; return the ids of the people who gained a form of their name."""
        give_slugs(self._new)
        reserve_ids(self._new)
        for row in self._new_names:
            row.person_id = row.person.pk
        PersonName.objects.bulk_create(self._new_names, ignore_conflicts=True)
        return {row.person_id for row in self._new_names}


def give_slugs(people: list[Person]) -> None:
    """Give these new people unused slugs."""
    bases = {slug_for(person.name, "person") for person in people}
    taken = set(Person.objects.filter(slug__in=bases).values_list("slug", flat=True))
    for person in people:
        base = slug = slug_for(person.name, "person")
        number = 1
        while slug in taken or (number > 1 and Person.objects.filter(slug=slug).exists()):
            number += 1
            slug = f"{base}-{number}"
        person.slug = slug
        taken.add(slug)
