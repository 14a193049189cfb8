"""Functions that create rows, with defaults for what a test does not name."""

import hashlib
import itertools
from collections.abc import Iterable

from corpus import dates
from corpus.models import (
    Article,
    Capture,
    DateCandidate,
    Event,
    Lineup,
    LineupPlace,
    Mention,
    Office,
    Outlet,
    Participation,
    Person,
    PersonName,
    PersonTitle,
    Place,
    Report,
    Reprint,
    Revision,
    Teaser,
)
from corpus.models.fields import slug_for
from corpus.store.derived.person_words import update_words
from corpus.store.derived.settle import settle
from corpus.store.derived.touched import Touched

_numbers = itertools.count(1)


def refresh(article_ids, event_ids):
    """Derive what depends on these articles and events, as a batch of ingest does."""
    settle(Touched(articles=article_ids, events=event_ids))


def outlet(name: str = "KCNA") -> Outlet:
    """Return the outlet of this name, created once."""
    return Outlet.objects.get_or_create(name=name, defaults={"slug": slug_for(name), "country": "Nowhere"})[0]


def person(name: str, **fields) -> Person:
    """Create a person with one name."""
    made = Person.objects.create(name=name, slug=fields.pop("slug", slug_for(name)), **fields)
    PersonName.objects.create(person=made, name=name, key=name.lower())
    update_words([made.pk])
    return made


def place(name: str) -> Place:
    """Return the place of this name, created once."""
    return Place.objects.get_or_create(name=name, defaults={"slug": slug_for(name), "key": name.lower()})[0]


def article(
    title: str = "A headline",
    text: str = "A sentence of the text.",
    *,
    published: str = "",
    by: str = "KCNA",
    naming: Iterable[Person] = (),
    **fields,
) -> Article:
    """Create an article with one revision, one capture, and a sentence that names each person with a title."""
    number = next(_numbers)
    named = list(naming)
    for one in named:
        text += f"\n{one.name}, minister of tests, was there."
    lower, upper = dates.bounds(published)
    made = Article.objects.create(
        outlet=outlet(by),
        title=title,
        text=text,
        published=published,
        published_lower=lower,
        published_upper=upper,
        published_basis="page" if published else "",
        **fields,
    )
    wording = Revision.objects.create(
        article=made, title=title, text=text, wording=f"{number:064d}", text_wording=f"{number:064d}", extractor="1"
    )
    Article.objects.filter(pk=made.pk).update(current=wording)
    made.current = wording
    capture = Capture.objects.create(
        article=made,
        revision=wording,
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        source=f"folder/{number}.html",
        media_type="text/html",
        size=100,
        layout="generic",
    )
    if published:
        DateCandidate.objects.create(capture=capture, edtf=published, basis="page", evidence=published)
    for one in named:
        start = text.index(f"\n{one.name},") + 1
        Mention.objects.create(
            revision=wording,
            person=one,
            start=start,
            end=start + len(one.name),
            surface=one.name,
            titles=["minister of tests"],
            rule="test",
            version="1",
        )
    refresh([made.pk], [])
    update_words([one.pk for one in named])
    made.refresh_from_db()
    return made


def event(
    kind: str = "meeting",
    *,
    reported_in: Iterable[Article],
    people: Iterable[Person] = (),
    date: str = "",
    at: str = "",
    sentence: str = "They met and talked.",
) -> Event:
    """Create an event with participants in this order, and a report in each article."""
    articles = list(reported_in)
    lower, upper = dates.bounds(date)
    made = Event.objects.create(
        type=kind,
        title=f"A {kind}",
        date=date,
        date_lower=lower,
        date_upper=upper,
        date_basis="stated" if date else "",
        place=place(at) if at else None,
    )
    for order, one in enumerate(people, start=1):
        role = "principal" if order == 1 else "present"
        Participation.objects.create(event=made, person=one, role=role, order=order, title="minister of tests")
    for one in articles:
        Report.objects.create(
            event=made,
            revision=one.current,
            sentence=sentence,
            start=0,
            end=len(sentence),
            date=date,
            place_name=at,
            rule="test",
            version="1",
        )
    refresh([one.pk for one in articles], [made.pk])
    made.refresh_from_db()
    return made


def lineup(kind: str, printed_in: Article, *, title: str = "minister of tests") -> Lineup:
    """Create a line-up of the people whom an article names, in order, at the first event that the article reports."""
    mentions = list(printed_in.current.mentions.order_by("start"))
    made = Lineup.objects.create(
        revision=printed_in.current, kind=kind, sentence=printed_in.text, start=0, end=len(printed_in.text),
        report=printed_in.current.reports.first(), rule="test", version="1",
    )  # fmt: skip
    for order, mention in enumerate(mentions, start=1):
        LineupPlace.objects.create(lineup=made, mention=mention, order=order, title=title)
    return made


def revise(made: Article, text: str) -> Revision:
    """Add a later revision to an article and make it the current one."""
    number = next(_numbers)
    wording = Revision.objects.create(
        article=made, title=made.title, text=text, wording=f"{number:064d}", text_wording=f"{number:064d}"
    )
    Article.objects.filter(pk=made.pk).update(current=wording, text=text)
    refresh([made.pk], [])
    return wording


def office(holder: Person, title: str) -> Office:
    """Let a title of a person stand for an office of that name."""
    made = Office.objects.create(key=title, rank=title, body="Cabinet of Tests", country="Nowhere")
    PersonTitle.objects.create(person=holder, title=title, office=made)
    return made


def something_of_everything() -> Article:
    """Create people, an event, a place, a reprint, a teaser and an undated article. Return the first article."""
    kim, ri = person("Kim Sample"), person("Ri Sample")
    one = article("Talks opened", "They spoke of fish.", published="2023-10-20", naming=[kim, ri])
    two = article("Talks opened there", "They spoke of fish.", published="2023-10-20", by="TASS", naming=[kim])
    article("A lost page", published="")
    event(reported_in=[one, two], people=[kim, ri], date="2023-10-19", at="Sample Hall", sentence="They spoke.")
    lineup("present", one)
    office(kim, "minister of tests")
    Reprint.objects.create(first=one, second=two, similarity=0.97)
    Article.objects.filter(pk__in=[one.pk, two.pk]).update(reprint_count=1)  # as the store keeps it
    Teaser.objects.create(article=one, text="Something else altogether", date="2023-10-21", position=1)
    return one
