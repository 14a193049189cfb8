"""Propose people who may be the same: spelling variants, shorter forms, one office. Nothing is merged."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from django.db import transaction
from rapidfuzz.fuzz import ratio

from corpus.extract.korean_spelling import SURNAMES, is_syllable
from corpus.models import LikelyDuplicate, Person, PersonName, PersonTitle
from corpus.store.locks import lock_writers

from .namesakes import conflict

Reason = LikelyDuplicate.Reason
Words = tuple[str, ...]

# Least similarity of the one word in which two names differ: "Rudenko" and "Ludenko" are 86, "Petrov" and "Popov" 73.
ALIKE = 80
# Shorter words are not compared: one letter is too large a part of them.
SHORT = 5
# A word in more names ("Mohammad", "Sergei") is no evidence for two names that share only it.
COMMON_WORD = 400


def propose() -> int:
    """Store the present pairs of likely duplicates; return the number of new ones.

    A pair that no longer holds (one of them was merged or renamed) is deleted, unless a curator judged it.
    """
    with transaction.atomic():
        lock_writers()
        found = {(one, other): reason for one, other, reason in _pairs()}
        judged = LikelyDuplicate.objects.exclude(verdict=LikelyDuplicate.Verdict.OPEN)
        known = {(row.one_id, row.other_id): row.pk for row in LikelyDuplicate.objects.all()}
        kept = set(judged.values_list("one_id", "other_id"))
        gone = [pk for pair, pk in known.items() if pair not in found and pair not in kept]
        LikelyDuplicate.objects.filter(pk__in=gone).delete()
        new = [
            LikelyDuplicate(one_id=one, other_id=other, reason=reason)
            for (one, other), reason in sorted(found.items())
            if (one, other) not in known
        ]
        LikelyDuplicate.objects.bulk_create(new)
    return len(new)


def _pairs() -> Iterator[tuple[int, int, str]]:
    """Yield each pair of people once, the lower id first, with the strongest reason."""
    spheres = dict(Person.objects.filter(merged_into=None, article_count__gt=0).values_list("pk", "spheres"))
    names = PersonName.objects.filter(person__in=spheres).order_by("person_id", "name").values_list("person_id", "name")
    forms: dict[Words, set[int]] = defaultdict(set)
    alone: dict[int, str] = {}
    for person, name in names:
        words = folded(name)
        if len(words) > 1:
            forms[words].add(person)
        else:
            alone[person] = "".join(words)
    pairs = [
        ((min(a, b), max(a, b)), reason)
        for one, other, reason in _alike(forms)
        for a in forms[one]
        for b in forms[other]
        if a != b
    ]
    pairs += [(pair, Reason.OFFICE) for pair in _in_one_office(alone, forms)]
    seen: set[tuple[int, int]] = set()
    for pair, reason in pairs:
        if pair not in seen and not conflict(set(spheres[pair[0]]), set(spheres[pair[1]])):
            seen.add(pair)
            yield *pair, reason


def _in_one_office(alone: dict[int, str], forms: dict[Words, set[int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of somebody printed by one word and the only holder of the same office whose name has that word.

    alone: by person, the name of one word. forms: people by the words of each longer form.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    for words, people in forms.items():
        for word in words:
            bearers[word] |= people
    holders: dict[int, set[int]] = defaultdict(set)
    for office, person in PersonTitle.objects.exclude(office=None).values_list("office", "person"):
        holders[office].add(person)
    for people in holders.values():
        for person in sorted(people & alone.keys()):
            named = (people & bearers[alone[person]]) - {person}
            if len(named) == 1:
                (other,) = named
                yield min(person, other), max(person, other)


def _alike(forms: dict[Words, set[int]]) -> Iterator[tuple[Words, Words, str]]:
    """Yield pairs of name forms that may be one person's. A form that several people have is paired with itself."""
    for words, people in forms.items():
        if len(people) > 1:
            yield words, words, Reason.MARKS
    korean: dict[Words, list[Words]] = defaultdict(list)
    by_word: dict[str, list[Words]] = defaultdict(list)
    for words in forms:
        if is_korean(words):
            korean[romanised(words)].append(words)
        else:
            for word in set(words):
                by_word[word].append(words)
    for same in korean.values():
        for one, other in combinations(same, 2):
            yield one, other, Reason.ROMANISATION
    for sharing in by_word.values():
        if len(sharing) <= COMMON_WORD:
            for one, other in combinations(sharing, 2):
                reason = _reason(one, other)
                if reason:
                    yield one, other, reason


def _reason(one: Words, other: Words) -> str | None:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < len(longer) and set(shorter) <= set(longer):
        return Reason.SHORTER
    if len(one) != len(other):
        return None
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return None
    a, b = differing[0]
    return Reason.SPELLING if min(len(a), len(b)) >= SHORT and ratio(a, b) >= ALIKE else None


def folded(name: str) -> Words:
    """Return the words of a name in lower case without diacritics.

    "Nguyễn Phú Trọng" → ("nguyen", "phu", "trong").
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold()).replace("đ", "d")
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", plain))


def is_korean(words: Words) -> bool:
    """Return whether a folded name has the form of Korean names: a family name, then one or two syllables."""
    first, *given = (word.capitalize() for word in words)
    return first in SURNAMES and 1 <= len(given) <= 2 and all(map(is_syllable, given))


def romanised(words: Words) -> Words:
    """Return a Korean name in one romanisation: aspiration, "oo" and "u", "ee" and "i", final "h" are unified.

    The rules follow the differences between the DPRK's romanisation, McCune-Reischauer and that of the South.
    """
    plain = [re.sub(r"(?<=[tpk])h|h$", "", word.replace("oo", "u").replace("ee", "i")) for word in words]
    family = {"lee": "ri", "li": "ri", "yi": "ri", "park": "pak", "choi": "choe", "cho": "jo", "jung": "jong"}
    return (family.get(words[0], plain[0]), *plain[1:])
