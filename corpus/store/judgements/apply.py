"""What follows from a judgement, be it made or taken back: the rows concerned are made anew from what was read and from
the judgements then in force."""

from collections.abc import Iterable

from django.db.models import Q

from corpus.models import Article, Event, Judgement, LikelyDuplicate, Mention, Person, PersonName, Report, Reprint
from corpus.store.derived import counts, participants, pending, person_words, search_rows
from corpus.store.loading import facts, refusals
from corpus.store.matching import reprints
from corpus.store.matching.people import give_slugs, name_key

from . import anchors, canonical, corrections, event_resolver, resolver

Kind = Judgement.Kind
_READ_BY = {"published", "language", "outlet"}  # fields of an article by which its text is read


def follow(row: Judgement) -> None:
    """Make the rows that a judgement concerns what they are with it, or without it where it was taken back.

    To be called in the turn in which the judgement was written.
    """
    _FOLLOW[row.kind](row)


def _people_merged(row: Judgement) -> None:
    slugs = [*row.value["people"], row.value["into"]]
    people = dict(Person.objects.filter(slug__in=slugs).values_list("pk", "merged_into_id"))
    changed = canonical.settle_people(slugs)
    stands = set(Person.objects.filter(pk__in=changed).values_list("merged_into_id", flat=True))
    _reshow(people=changed, concerned={*people, *people.values(), *stands} - {None})


def _people_told_apart(row: Judgement) -> None:
    slugs = row.value["people"]
    kept = Judgement.objects.in_force().filter(kind=Kind.DIFFERENT, value__people=slugs)
    verdict = LikelyDuplicate.Verdict.DIFFERENT if kept.exists() else LikelyDuplicate.Verdict.OPEN
    LikelyDuplicate.objects.filter(one__slug__in=slugs, other__slug__in=slugs).update(verdict=verdict)


def _mentions_moved(row: Judgement) -> None:
    made = _target_of_move(row)
    source = {row.person_id} - {None}
    _reshow(wordings=row.value["mentions"], concerned={*source, *made})
    if row.undone:
        _forget_unused(row.value["to"])


def _person_added(row: Judgement) -> None:
    slug, told = row.value["person"], {name: row.value[name] for name in ("name", "note", "status")}
    if row.undone:
        _forget_unused(slug)
    else:
        row.person = Person.objects.filter(slug=slug).first() or _make_person(slug=slug, **told)
        row.save(update_fields=["person"])


def _make_person(**told) -> Person:
    person = Person.objects.create(**told)
    PersonName.objects.create(person=person, name=person.name, key=name_key(person.name), kind=PersonName.Kind.CURATED)
    person_words.refresh_names([person.pk])
    return person


def _target_of_move(row: Judgement) -> set[int]:
    """The person moved to, made where the judgement says that it is a new one."""
    slug = row.value["to"]
    person = Person.objects.filter(slug=slug).first() if slug else None
    if slug and person is None and row.value.get("new") and not row.undone:
        person = _make_person(name=row.value["new"], slug=slug, status="reviewed")
    return {person.pk} if person else set()


def is_made(slug: str) -> bool:
    """Whether a curator made the person at this address: by adding, or by moving mentions to a new one."""
    moved = Q(kind=Kind.MOVE, value__to=slug) & ~Q(value__new="")
    return Judgement.objects.filter(moved | Q(kind=Kind.ADD, value__person=slug)).exists()


def _forget_unused(slug: str | None) -> None:
    """Remove a person whom a curator made, once nothing is theirs."""
    named = Q(value__to=slug) | Q(value__into=slug) | Q(value__people__contains=[slug])
    named |= Q(value__participants__contains=[{"person": slug}])
    if slug and not Judgement.objects.in_force().filter(named | Q(person__slug=slug)).exists():
        people = Person.objects.filter(slug=slug, mentions=None, merged=None)
        people = people if is_made(slug) else people.none()
        read = Mention.objects.filter(found__in=people).values("found")
        people.exclude(pk__in=read).delete()


def _nobody(row: Judgement) -> None:
    if row.person is None:
        return
    whole = Judgement.objects.in_force().filter(kind=Kind.NOBODY, person=row.person, value__form="").exists()
    Person.objects.filter(pk=row.person_id).update(nobody=whole)
    merged = set(Person.objects.filter(merged_into=row.person_id).values_list("pk", flat=True))
    _reshow(people={row.person_id, *merged}, concerned={row.person_id})


def _name(row: Judgement) -> None:
    person, name = row.person, row.value["name"]
    if person is None:
        return
    said = Judgement.objects.in_force().filter(kind=Kind.NAME, person=person, value__name=name)
    does = set(said.values_list("value__do", flat=True))
    if {"add", "prefer"} & does:
        kind = {"key": name_key(name), "kind": PersonName.Kind.CURATED}
        PersonName.objects.get_or_create(person=person, name=name, defaults=kind)
    else:
        PersonName.objects.filter(person=person, name=name, kind=PersonName.Kind.CURATED).delete()
    own = Q(person=person) | Q(person__merged_into=person)
    PersonName.objects.filter(own, name=name).update(hidden="hide" in does)
    person.refresh_from_db()
    corrections.settle(person, "name")
    if row.undone and row.value["do"] == "add":
        named = Mention.objects.found_as([person.pk]).filter(surface__iexact=name)
        pending.follow_or_wait(set(named.values_list("revision__article_id", flat=True)), again=True)
    person_words.refresh_names([person.pk])
    named = Article.objects.naming_any([person.pk]).values_list("pk", flat=True)
    events = participants.events_naming([person.pk])
    pending.follow_or_wait(named, events=len(events) > pending.AT_ONCE)
    if len(events) <= pending.AT_ONCE:
        search_rows.write_events(events)


def _field(row: Judgement) -> None:
    field = row.value["field"]
    if row.article_id and row.article:
        _settle_article(row.article, field)
    elif row.event_id and row.event:
        _settle_event(row.event, [field])
    elif row.person_id and row.person:
        corrections.settle(row.person, field)


def _settle_article(article: Article, field: str) -> None:
    if not corrections.settle(article, field):
        return
    if field == "published":
        for other in reprints.borrow_dates({article.pk, *_twins(article.pk)}, {article.pk: article}):
            pending.read_again({other.pk})
    if field in _READ_BY:
        pending.read_again({article.pk})
    events = facts.events_of([article.pk])
    counts.refresh([article.pk, *_twins(article.pk)], sorted(events))
    counts.recount(counts.people_of([article.pk]) | pending.people_in([article.pk]))


def _twins(article_id: int) -> set[int]:
    pairs = Reprint.objects.of(article_id).values_list("first_id", "second_id")
    return {pk for pair in pairs for pk in pair} - {article_id}


def _settle_event(event: Event, fields: Iterable[str]) -> None:
    """Show fields and participants of an event as they follow from the judgements in force."""
    for field in fields:
        corrections.settle(event, field)
    _mark_judged([event.pk])
    participants.rewrite([event.pk])
    _count_events({event.pk})


def _mark_judged(ids: Iterable[int]) -> None:
    """Note of these events whether anything is decided of them: such an event stays though no text reports it."""
    for event in Event.objects.filter(pk__in=list(ids)):
        local = Q(local__events__contains=[event.pk]) | Q(local__into=event.pk)
        event.judged = bool(event.origin) or Judgement.objects.in_force().filter(Q(event=event) | local).exists()
        event.save(update_fields=["judged"])


def _event_corrected(row: Judgement) -> None:
    if row.event_id and row.event:
        _settle_event(row.event, row.value.get("fields", {}))


def _events_merged(row: Judgement) -> None:
    ids = {*row.local.get("events", []), row.local.get("into")} - {None}
    _reshow_events(canonical.settle_events(ids), ())


def _event_split(row: Judgement) -> None:
    made = Event.objects.filter(origin=row.key).first()
    if made is None and not row.undone and row.event:
        like = row.event
        made = Event.objects.create(
            type=like.type, title=row.value.get("title") or like.title, date=like.date, date_lower=like.date_lower,
            date_upper=like.date_upper, date_basis=like.date_basis, place=like.place, origin=row.key,
        )  # fmt: skip
    ids = {pk for pk in (row.event_id, made and made.pk) if pk}
    _reshow_events(ids, row.value["reports"])
    if made and row.undone:
        referring = Judgement.objects.in_force().filter(Q(event=made) | Q(local__into=made.pk))
        if not referring.exists() and not Report.objects.filter(event=made).exists():
            made.delete()


def _reshow_events(ids: set[int], wordings: Iterable[str]) -> None:
    changed = event_resolver.reshow(ids, wordings) | ids
    _mark_judged(changed)
    participants.rewrite(changed)
    _count_events(changed)


def _reprint(row: Judgement) -> None:
    articles = [anchors.find_article(one) for one in row.value["pair"]]
    if None in articles:
        return
    first, second = sorted(one.pk for one in articles)
    judged = Judgement.objects.in_force().filter(kind=Kind.REPRINT, value__pair=row.value["pair"]).last()
    verdict = judged.value["verdict"] if judged else Reprint.Verdict.OPEN
    Reprint.objects.filter(first=first, second=second).update(verdict=verdict)
    redated = reprints.borrow_dates({first, second}, {})
    pending.read_again({article.pk for article in redated})
    counts.refresh([first, second], sorted(facts.events_of([first, second])))


def _reshow(*, people: Iterable[int] = (), wordings: Iterable[str] = (), concerned: set[int] = frozenset()) -> None:
    """Mentions, participations, counters and search rows of all that these people and wordings touch."""
    events = participants.events_naming(concerned, wordings)
    reshown = resolver.reshow(people, wordings)
    concerned, articles = concerned | reshown.people, reshown.articles
    events |= participants.events_naming(reshown.people, wordings)
    if not reshown.waits:
        events |= facts.events_of(articles)
    many = reshown.waits or len(events) > pending.AT_ONCE  # then they follow with the articles that report them
    if not many:
        participants.rewrite(events)
        counts.refresh_events(sorted(events))
    person_words.refresh_names(concerned)
    articles |= set(Article.objects.naming_any(list(concerned)).values_list("pk", flat=True))
    if many:
        articles |= set(Report.objects.filter(event__in=events).values_list("revision__article_id", flat=True))
    if reshown.waits:
        person_words.note_stale(concerned)
    pending.follow_or_wait(articles, events=many, mentions=reshown.waits)
    counts.recount(concerned)


def _count_events(events: set[int]) -> None:
    articles = set(Report.objects.filter(event__in=events).values_list("revision__article_id", flat=True))
    matched = Report.objects.found_as(list(events)).values_list("revision__article_id", flat=True)
    counts.refresh_events(sorted(events))
    pending.follow_or_wait(articles | set(matched))


def slug_of_new(name: str) -> str:
    """A free address for a person of this name."""
    person = Person(name=name[:200])
    give_slugs([person])
    return person.slug


def _record_left_out(row: Judgement) -> None:
    refusals.settle(row.value)


_FOLLOW = {
    Kind.ADD: _person_added,
    Kind.MERGE: _people_merged,
    Kind.DIFFERENT: _people_told_apart,
    Kind.MOVE: _mentions_moved,
    Kind.NOBODY: _nobody,
    Kind.NAME: _name,
    Kind.FIELD: _field,
    Kind.CONFIRM: _event_corrected,
    Kind.PARTICIPANTS: _event_corrected,
    Kind.EVENT_MERGE: _events_merged,
    Kind.EVENT_SPLIT: _event_split,
    Kind.REPRINT: _reprint,
    Kind.LEAVE_OUT: _record_left_out,
}
