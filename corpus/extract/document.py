"""The hand-over of extraction: a Document goes in, an Extraction comes out."""

from dataclasses import dataclass, field

VERSION = "5"  # of the rules; every fact carries it


@dataclass(frozen=True, slots=True)
class Document:
    """One revision of an article, as extraction reads it.

    Offsets everywhere in an Extraction count characters of ``text``, or of ``title`` where a mention's part says so.
    Dates are EDTF strings (ISO 8601-2); None means unknown. language: a BCP 47 primary subtag.
    """

    title: str
    paragraphs: tuple[str, ...]
    published: str | None = None
    dateline_place: str | None = None
    dateline_date: str | None = None
    language: str = field(kw_only=True)

    @property
    def text(self) -> str:
        """The body: paragraphs joined by one line feed."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where a person is named.

    start, end: character offsets in the part ("text" or "title"). titles: the titles printed with the name here.
    list_order: place in a printed list of names, from 1; None outside a list. rule: id of the rule that found it.
    """

    start: int
    end: int
    text: str
    rule: str
    part: str = "text"
    titles: tuple[str, ...] = ()
    list_order: int | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One person of one article: the fullest form of the name, every title printed with it, every mention.

    callings: plain words that tell what somebody does ("worker of the Mill"), which are no titles.
    """

    name: str
    titles: tuple[str, ...]
    mentions: tuple[NameMention, ...]
    uncertain: bool = False
    callings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part in an event.

    role: principal, counterpart, companion, present, sender, recipient, speaker or host. order: printed order, from 1.
    title: the titles printed with the name, joined by ", ". start, end: offsets of the sentence in the text that names
    them as taking part; it may stand some paragraphs below the event's own.
    """

    name: str
    role: str
    order: int
    title: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """Something that took place, as one sentence reports it.

    type: a code of corpus/event_types.toml. date: EDTF, only if the text states one; date_basis: "stated" or "resolved"
    (from a weekday, or with the year added). start, end: offsets of the sentence in the text.
    """

    type: str
    date: str | None
    date_basis: str | None
    place: str | None
    participants: tuple[Participant, ...]
    sentence: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class LineupMember:
    """One place in a line-up. order: from 1. title: as printed there. start, end: offsets of the name in the text."""

    name: str
    order: int
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lineup:
    """A printed list of three or more people.

    kind: companions, present, audience, rostrum, participants, speakers, mourners, committee, greeted, seen_off, or
    "list" for anything else. sentence: the printed words, several sentences if the list runs over them. start, end:
    their offsets in the text. event: index of the event in the Extraction that it belongs to, or None.
    """

    kind: str
    members: tuple[LineupMember, ...]
    sentence: str
    start: int
    end: int
    event: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of one Document: people, events, line-ups.

    version: of the rules, by which outdated facts are found. left_out: what exceeds a limit, in sentences for readers.
    """

    people: tuple[NamedPerson, ...]
    events: tuple[ReportedEvent, ...]
    version: str
    warnings: tuple[str, ...] = ()
    lineups: tuple[Lineup, ...] = ()
    left_out: tuple[str, ...] = ()
