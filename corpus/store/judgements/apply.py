"""Apply a judgement, or revert one that was undone: update the rows it is about.

Each handler returns the rows it touched; the caller settles what follows from them.
"""

from collections.abc import Iterable

from django.db.models import Q

from corpus.models import (
    Article,
    Event,
    Judgement,
    LikelyDuplicate,
    Mention,
    Participation,
    Person,
    PersonName,
    Report,
    Reprint,
    Revision,
)
from corpus.store.derived.touched import Touched
from corpus.store.loading import facts, refusals
from corpus.store.matching import anchors, canonical, corrections, places, reprints, resolver
from corpus.store.matching.events import event_resolver, proposals
from corpus.store.matching.people import give_slugs, name_key

from .deferred import extract_or_defer

Kind = Judgement.Kind
_READ_BY = {"published", "language", "outlet"}  # the extraction of an article depends on these fields


def apply(row: Judgement) -> Touched:
    """Apply a judgement, or revert it if it was undone; return what the caller has to settle.

    Call it while holding the writer lock under which the judgement was written.
    """
    return _HANDLERS[row.kind](row)


def _merge(row: Judgement) -> Touched:
    slugs = [*row.value["people"], row.value["into"]]
    people = dict(Person.objects.filter(slug__in=slugs).values_list("pk", "merged_into_id"))
    changed = canonical.update_people(slugs)
    canonicals = set(Person.objects.filter(pk__in=changed).values_list("merged_into_id", flat=True))
    return _resolve(people=changed, concerned={*people, *people.values(), *canonicals} - {None})


def _different(row: Judgement) -> Touched:
    slugs = row.value["people"]
    kept = Judgement.objects.in_force().filter(kind=Kind.DIFFERENT, value__people=slugs)
    verdict = LikelyDuplicate.Verdict.DIFFERENT if kept.exists() else LikelyDuplicate.Verdict.OPEN
    LikelyDuplicate.objects.filter(one__slug__in=slugs, other__slug__in=slugs).update(verdict=verdict)
    return Touched()


def _move(row: Judgement) -> Touched:
    source, target = {row.person_id} - {None}, _target_of_move(row)
    touched = _resolve(wordings=row.value["mentions"], concerned={*source, *target})
    if row.undone:
        _delete_if_unused(row.value["to"])
    return touched


def _add(row: Judgement) -> Touched:
    slug, fields = row.value["person"], {name: row.value[name] for name in ("name", "note", "status")}
    if row.undone:
        _delete_if_unused(slug)
        return Touched()
    row.person = Person.objects.filter(slug=slug).first() or _create_person(slug=slug, **fields)
    row.save(update_fields=["person"])
    return Touched(names={row.person.pk})


def _create_person(**fields) -> Person:
    person = Person.objects.create(**fields)
    PersonName.objects.create(person=person, name=person.name, key=name_key(person.name), kind=PersonName.Kind.CURATED)
    return person


def _target_of_move(row: Judgement) -> set[int]:
    """Return the id of the person moved to, and create the person if the judgement names a new one."""
    slug = row.value["to"]
    person = Person.objects.filter(slug=slug).first() if slug else None
    if slug and person is None and row.value.get("new") and not row.undone:
        person = _create_person(name=row.value["new"], slug=slug, status="reviewed")
    return {person.pk} if person else set()


def is_created_by_curator(slug: str) -> bool:
    """Return whether a judgement created the person with this slug, by adding or by moving mentions."""
    moved = Q(kind=Kind.MOVE, value__to=slug) & ~Q(value__new="")
    return Judgement.objects.filter(moved | Q(kind=Kind.ADD, value__person=slug)).exists()


def _delete_if_unused(slug: str | None) -> None:
    """Delete a person that a judgement created, if nothing refers to it any more."""
    referring = Q(value__to=slug) | Q(value__into=slug) | Q(value__people__contains=[slug])
    referring |= Q(value__participants__contains=[{"person": slug}])
    if slug and not Judgement.objects.in_force().filter(referring | Q(person__slug=slug)).exists():
        people = Person.objects.filter(slug=slug, mentions=None, merged=None)
        people = people if is_created_by_curator(slug) else people.none()
        read = Mention.objects.filter(found__in=people).values("found")
        people.exclude(pk__in=read).delete()


def _nobody(row: Judgement) -> Touched:
    if row.person is None:
        return Touched()
    whole = Judgement.objects.in_force().filter(kind=Kind.NOBODY, person=row.person, value__form="").exists()
    Person.objects.filter(pk=row.person_id).update(nobody=whole)
    merged = set(Person.objects.filter(merged_into=row.person_id).values_list("pk", flat=True))
    return _resolve(people={row.person_id, *merged}, concerned={row.person_id})


def _name(row: Judgement) -> Touched:
    person, name = row.person, row.value["name"]
    if person is None:
        return Touched()
    decided = Judgement.objects.in_force().filter(kind=Kind.NAME, person=person, value__name=name)
    actions = set(decided.values_list("value__do", flat=True))
    if {"add", "prefer"} & actions:
        kind = {"key": name_key(name), "kind": PersonName.Kind.CURATED}
        PersonName.objects.get_or_create(person=person, name=name, defaults=kind)
    else:
        PersonName.objects.filter(person=person, name=name, kind=PersonName.Kind.CURATED).delete()
    own = Q(person=person) | Q(person__merged_into=person)
    PersonName.objects.filter(own, name=name).update(hidden="hide" in actions)
    person.refresh_from_db()
    corrections.update_field(person, "name")
    touched = Touched()
    if row.undone and row.value["do"] == "add":
        named = Mention.objects.found_as([person.pk]).filter(surface__iexact=name)
        touched = extract_or_defer(set(named.values_list("revision__article_id", flat=True)))
    shown = [person.pk, *filter(None, [person.merged_into_id])]  # the names of a merged person find the canonical one
    return touched | Touched(
        names=shown,
        articles=Article.objects.naming_any(shown).values_list("pk", flat=True),
        event_rows=_events_naming(shown),
    )


def _field(row: Judgement) -> Touched:
    field = row.value["field"]
    if row.article_id and row.article:
        return _article_field(row.article, field)
    if row.event_id and row.event:
        return _event_fields(row.event, [field])
    if row.person_id and row.person:
        corrections.update_field(row.person, field)
    return Touched()


def _article_field(article: Article, field: str) -> Touched:
    if not corrections.update_field(article, field):
        return Touched()
    twins, again = _twins(article.pk), set()
    if field == "published":
        redated = reprints.borrow_dates({article.pk, *twins}, {article.pk: article})
        reprints.save_dates(redated)
        again = {other.pk for other in redated}
    if field in _READ_BY:
        again.add(article.pk)
    touched = facts.extract_again(again) if again else Touched()
    people = facts.people_in([article.pk])
    return touched | Touched(
        articles={article.pk, *twins},
        events=facts.events_of([article.pk]),
        people=people,
        names=people if field == "hidden" else (),
    )


def _twins(article_id: int) -> set[int]:
    pairs = Reprint.objects.of(article_id).values_list("first_id", "second_id")
    return {pk for pair in pairs for pk in pair} - {article_id}


def _event_fields(event: Event, fields: Iterable[str]) -> Touched:
    for field in fields:
        corrections.update_field(event, field)
    _mark_judged([event.pk])
    return _events_changed({event.pk})


def _mark_judged(ids: Iterable[int]) -> None:
    """Update whether a decision is in force about these events. Such an event is kept without reports."""
    for event in Event.objects.filter(pk__in=list(ids)):
        local = Q(local__events__contains=[event.pk]) | Q(local__into=event.pk)
        event.judged = bool(event.origin) or Judgement.objects.in_force().filter(Q(event=event) | local).exists()
        event.save(update_fields=["judged"])


def _event_corrected(row: Judgement) -> Touched:
    if row.event_id and row.event:
        return _event_fields(row.event, row.value.get("fields", {}))
    return Touched()


def _event_merge(row: Judgement) -> Touched:
    ids = {*row.local.get("events", []), row.local.get("into")} - {None}
    return _resolve_events(canonical.update_events(ids))


def _event_different(row: Judgement) -> Touched:
    ids = set(row.local.get("events", []))
    proposals.update_verdicts(ids)
    _mark_judged(ids)
    return Touched()


def _place(row: Judgement) -> Touched:
    if row.kind == Kind.PLACE_MERGE:
        return place_changed(places.show_judged([*row.value["places"], row.value["into"]]))
    return place_changed(places.show_judged([row.about["place"]]))


def place_changed(ids: Iterable[int]) -> Touched:
    """Return the events at and inside these changed places, and the articles that report them, as touched."""
    events = places.events_inside(ids)
    articles = Report.objects.filter(event__in=events).values_list("revision__article_id", flat=True)
    return Touched(event_rows=events, articles=articles)


def _event_split(row: Judgement) -> Touched:
    made = Event.objects.filter(origin=row.key).first()
    if made is None and not row.undone and row.event:
        like = row.event
        made = Event.objects.create(
            type=like.type, title=row.value.get("title") or like.title, date=like.date, date_lower=like.date_lower,
            date_upper=like.date_upper, date_basis=like.date_basis, place=like.place, found_place=like.found_place,
            origin=row.key,
        )  # fmt: skip
    touched = _resolve_events({pk for pk in (row.event_id, made and made.pk) if pk}, row.value["reports"])
    if made and row.undone:
        referring = Judgement.objects.in_force().filter(Q(event=made) | Q(local__into=made.pk))
        if not referring.exists() and not Report.objects.filter(event=made).exists():
            made.delete()
    return touched


def _resolve_events(ids: set[int], wordings: Iterable[str] = ()) -> Touched:
    changed = event_resolver.update_reports(ids, wordings) | ids
    _mark_judged(changed)
    return _events_changed(changed)


def _events_changed(ids: set[int]) -> Touched:
    """Return these changed events and all articles that report them or were matched with them, as touched."""
    articles = set(Report.objects.filter(event__in=ids).values_list("revision__article_id", flat=True))
    matched = Report.objects.found_as(list(ids)).values_list("revision__article_id", flat=True)
    return Touched(participations=ids, articles=articles | set(matched))


def _reprint(row: Judgement) -> Touched:
    articles = [anchors.find_article(one) for one in row.value["pair"]]
    if None in articles:
        return Touched()
    first, second = sorted(one.pk for one in articles)
    judged = Judgement.objects.in_force().filter(kind=Kind.REPRINT, value__pair=row.value["pair"]).last()
    verdict = judged.value["verdict"] if judged else Reprint.Verdict.OPEN
    Reprint.objects.filter(first=first, second=second).update(verdict=verdict)
    redated = reprints.borrow_dates({first, second}, {})
    reprints.save_dates(redated)
    touched = facts.extract_again(article.pk for article in redated) if redated else Touched()
    return touched | Touched(articles={first, second}, events=facts.events_of([first, second]))


def _resolve(*, people: Iterable[int] = (), wordings: Iterable[str] = (), concerned: set[int] = frozenset()) -> Touched:
    """Update the mentions that were read as these people, and the mentions in these wordings.

    concerned: ids of other people whose counts or names may change. Return all that was touched.
    """
    events = _events_naming(concerned, wordings)
    resolved = resolver.update_mentions(people, wordings)
    concerned, articles = concerned | resolved.people, resolved.articles
    events |= _events_naming(resolved.people, wordings)
    if not resolved.deferred:
        events |= facts.events_of(articles)
    return Touched(
        articles=articles | set(Article.objects.naming_any(list(concerned)).values_list("pk", flat=True)),
        participations=events,
        mentions=articles if resolved.deferred else (),
        names=concerned,
        people=concerned,
    )


def _events_naming(people: Iterable[int], wordings: Iterable[str] = ()) -> set[int]:
    """Return the ids of the events in which these people take part, and of those these wordings report."""
    found = set(Participation.objects.filter(person__in=list(people)).values_list("event_id", flat=True))
    revisions = Revision.objects.filter(wording__in=list(wordings)).values("pk")
    return found | set(Report.objects.filter(revision__in=revisions).values_list("event_id", flat=True))


def new_slug(name: str) -> str:
    """Return an unused slug for a person of this name."""
    person = Person(name=name[:200])
    give_slugs([person])
    return person.slug


def _leave_out(row: Judgement) -> Touched:
    refusals.update_left_out(row.value)
    return Touched()


_HANDLERS = {
    Kind.ADD: _add,
    Kind.MERGE: _merge,
    Kind.DIFFERENT: _different,
    Kind.MOVE: _move,
    Kind.NOBODY: _nobody,
    Kind.NAME: _name,
    Kind.FIELD: _field,
    Kind.CONFIRM: _event_corrected,
    Kind.PARTICIPANTS: _event_corrected,
    Kind.EVENT_MERGE: _event_merge,
    Kind.EVENT_SPLIT: _event_split,
    Kind.EVENT_DIFFERENT: _event_different,
    Kind.PLACE_MERGE: _place,
    Kind.NO_PLACE: _place,
    Kind.REPRINT: _reprint,
    Kind.LEAVE_OUT: _leave_out,
}
