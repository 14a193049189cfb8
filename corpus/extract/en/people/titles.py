"""The titles printed behind a name, in apposition; and what offices are made of."""

import re
from dataclasses import dataclass

from corpus.extract.en.vocabulary import either, phrases, table, words
from corpus.limits import MAX_OFFICE, MAX_OFFICES

_titles = table("titles")


def _plural(head: str) -> str:
    if head.endswith("y"):
        return head[:-1] + "ies"
    return head if head.endswith("s") else head + "s"


HEADS = words("titles", "heads")
PLURALS = frozenset(_plural(head) for head in HEADS) | words("titles", "irregular_plurals")
HONORIFICS = words("titles", "honorifics") | {word.capitalize() for word in words("titles", "honorifics")}
MODIFIERS = words("titles", "modifiers")
WEAK = words("titles", "weak_heads")
INNER = words("titles", "inner_ing") | words("titles", "inner_ed")
STOPS = words("titles", "stops")
TAILS = (
    "general|d['’]affaires(?: (?:ad interim|a\\.i\\.))?|ad interim|plenipotentiary|emeritus|at large|in chief|of staff"
)
NO_OFFICE = words("titles", "no_office")
PLACE_WORDS = frozenset(
    w for p in phrases("places", "countries") + phrases("places", "dprk") for w in p.split() if w[0].isupper()
)
ADJECTIVES = words("places", "adjectives")
_CITIES = frozenset(phrases("places", "cities"))
_CALENDAR = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
)
CALENDAR_WORD = re.compile(rf"(?:{_CALENDAR})")


def _cased(options) -> str:
    return either({form for word in options for form in (word, word.capitalize(), word.title())})


MODIFIER = (
    rf"(?:(?:{_cased(MODIFIERS)})(?![\w-])(?:['’]s)?|[A-ZÀ-Þ][\w.-]*(?:['’]s|s['’])?|\d+(?:st|nd|rd|th)|ex-(?=\w)"
    r"|(?:[a-z]+-){1,2}[a-z]+)"
)
_HEADS = _cased(HEADS | PLURALS)
HEAD = rf"(?P<head>{_HEADS})(?![\w’'-])(?! (?:{_HEADS})\b)"
_START = re.compile(
    rf"(?:(?:who (?:is|was|doubles as|serves as)|and|concurrently|also|the|a|an|its|his|her|their|one of|then) ){{0,4}}"
    rf"(?P<body>(?:{MODIFIER} ?){{0,7}}?(?<![^\W_]){HEAD}(?: (?:{TAILS})(?!\w))?)"
)
_WORD = re.compile(r" ([^\s,;:()\"“”]+)")
_ACRONYM = re.compile(r" \(([^()]{1,40})\)")
_BODY_AFTER_COMMA = re.compile(
    r", (?:the )?(?=[A-Z]|youth|party|women|union|trade)[^,;:]{2,90}?"
    r"(?=[,;]| and |$|\.| on | in | at | who )"
)
_COMMITTEE = ("C.C.", "C. C.", "C.C")  # "the C.C., the WPK": the Central Committee of the party behind the comma
_LISTED_FIELD = re.compile(r",(?= [A-Z][\w-]*(?: [A-Z][\w-]*)?(?:, [A-Z]\w*)? and [A-Z])")
_SPEAKS = re.compile(
    r" (?:said|expressed|noted|stressed|added|told|stated|declared|went on|continued|recalled|hoped)\b"
)
_VERB = re.compile(r" (?:[a-z]+ed|went|made|gave|took|met|left|held|sent|led)\b")
# "the March 26 Movement", "the June 15 Joint Declaration": a day in the name of a body.
_NAMED_DAY = re.compile(rf"(?:{_CALENDAR}) \d{{1,2}} (?:[A-Z][\w-]*,? (?:of |and )?)*[A-Z][\w-]*")
_OFFICIALS = re.compile(r"\b(?:officials|officers|cadres|functionaries|delegates|representatives)\b")
_TO_COMMA = re.compile(r"[^,;:.\n]{0,50}, ")
UNNAMED = frozenset(phrases("titles", "groups"))
# "to X on his election as president of …": the office is the one X holds from then on.
_ON_ELECTION = re.compile(
    r",? (?:on|upon) (?:his|her) (?:re-?)?(?:election|appointment|inauguration|assumption of office) as (?=[a-z])"
)
_ELECTED_AS = re.compile(
    r" (?:was|were|has been|have been) (?:(?:newly|unanimously|also) )?(?:re-?|by-)?(?:elected|appointed|nominated)"
    r"(?: as)?(?: the| a| an)? (?=[a-z]|[A-Z]\w+ of )"
)
# "Ambassador to Indonesia NAME"
_POSTED_TO = re.compile(r" (?:to|in|at) (?:the )?(?P<place>(?:[A-Z][\w.-]* ){1,4})")


@dataclass(frozen=True, slots=True)
class Office:
    """One title as printed. start, end: its offsets; plural: several people share it."""

    start: int
    end: int
    text: str
    plural: bool = False


def opens_office(text: str, position: int) -> bool:
    """Return whether a title begins there: "general secretary of …", "the then minister of …"."""
    match = _START.match(text, position, position + 140)
    return bool(match) and is_office(text, match)


def is_office(text: str, match: re.Match) -> bool:
    head = match.group("head").lower()
    if head in HEADS and head not in WEAK:
        return True
    singular = head if head in HEADS else None
    if singular is None and head.removesuffix("s") not in WEAK:
        return True
    follows = text[match.end() : match.end() + 5]
    return follows.startswith((" of ", " in ", " for ", " at ", " to ", ", ")) or " " in match.group("body")


def after(text: str, position: int, limit: int, starts: frozenset[int] | set[int]) -> tuple[list[Office], int]:
    """Return the titles in apposition to a name that ends at ``position``, and where they end.

    limit: end of the sentence. starts: where other names start; a title that runs into one belongs to that one.
    """
    offices: list[Office] = []
    end = position
    here = position
    age = re.compile(r", (?:aged )?\d{1,3}(?=,)").match(text, here, limit)
    if age:
        here = age.end()
    elected = _ON_ELECTION.match(text, here, limit)
    if elected:
        cursor = elected.end()
    elif text.startswith(" who ", here):
        cursor = here + 1
    elif text.startswith(", ", here):
        cursor = here + 2
    else:
        return offices, end
    while cursor < limit and len(offices) < MAX_OFFICES:
        office, more = _read(text, cursor, limit, starts)
        if office and not offices and text.startswith("the ", cursor) and _acts(text, cursor, office):
            break  # "…, the minister said": the speaker, who is somebody else
        if office is None or (offices and office.plural and not _shares(text, offices, cursor, office)):
            break
        comma = _TO_COMMA.match(text, office.end)
        if text.startswith("and ", cursor) and comma and comma.end() in starts:
            break  # "…, and the mayor of the town, NAME": that of the next
        offices.append(office)
        end = office.end
        if not more:
            break
        cursor = more
    return offices, end


def gained(text: str, position: int, limit: int, starts) -> Office | None:
    """Return the office to which those named before ``position`` were elected: "X and Y were elected as members"."""
    elected = _ELECTED_AS.match(text, position, limit)
    return _read(text, elected.end(), limit, starts)[0] if elected else None


def _shares(text: str, offices: list[Office], cursor: int, office: Office) -> bool:
    """Return whether those who share a plural share the next one too: "members of the Bureau and secretaries of …".

    Behind a comma, or if they are just officials, others are meant.
    """
    return (
        offices[0].plural
        and text.endswith(offices[-1].text[-1] + " and ", 0, cursor)
        and not _OFFICIALS.search(office.text)
    )


def _acts(text: str, cursor: int, office: Office) -> bool:
    """Return whether what looks like an apposition is the subject of a verb: "…, the governor posted"."""
    bare = " " not in text[cursor + len("the ") : office.end]
    return bool(_SPEAKS.match(text, office.end) or (bare and _VERB.match(text, office.end)))


def _read(text: str, cursor: int, limit: int, starts) -> tuple[Office | None, int]:
    """Return one title at ``cursor`` and where the next may begin (0: nowhere)."""
    match = _START.match(text, cursor, min(limit, cursor + 160))
    if not match or not is_office(text, match) or begins_within(starts, *match.span()):
        return None, 0
    end = _complement(text, match, limit, starts)
    if end is None:
        return None, 0
    head = match.group("head").lower()
    printed = re.sub(r" \((?:[A-Z][A-Z.]+)\)", "", text[match.start("body") : end]).rstrip(" .")
    if not printed.endswith("C.C") and re.search(r"\bC\.C$", printed):
        printed += "."
    office = Office(match.start("body"), end, printed, head in PLURALS and head not in HEADS)
    for glue in (" and ", ", and ", ", ", " who doubles as ", " who is also ", " who is ", " and concurrently "):
        if text.startswith(glue, end):
            following = end + len(glue)
            if following not in starts and opens_office(text, following):
                return office, following
    return office, 0


def _complement(text: str, match: re.Match, limit: int, starts) -> int | None:
    """Return where the title that ``match`` opened ends; None if it belongs to a name that follows it."""
    head = match.group("head").lower()
    end = match.end()
    limit = min(limit, match.start("body") + MAX_OFFICE)
    if _runs_into_name(text, end, starts):
        return None
    while end < limit:
        paren = _ACRONYM.match(text, end, limit)
        if paren:
            end = paren.end() + 2 * text.startswith(("'s ", "’s "), paren.end())
            continue
        if text.startswith(",", end):
            if text.endswith(_COMMITTEE, match.start("body"), end) and _body_runs_into_name(text, end, starts):
                return None
            extended = _over_comma(text, match.start("body"), end, limit, starts)
            if extended:
                end = extended
                continue
            break
        named_day = _NAMED_DAY.match(text, end + 1, limit)
        if named_day and not begins_within(starts, end + 1, named_day.end()):
            end = named_day.end()
            continue
        step = _WORD.match(text, end, limit)
        if not step:
            break
        word = step.group(1)
        if _stops(text, head, word, step, starts):
            break
        end = step.end()
        if word.endswith(".") and end >= limit:
            end -= 1
    if _runs_into_name(text, end, starts):
        return None
    posted = _POSTED_TO.match(text, end, limit)
    if posted and begins_within(starts, posted.start("place") + 1, posted.end() + 1):
        return None
    return end


def _runs_into_name(text: str, end: int, starts) -> bool:
    """Return whether a name follows at once, apart from honorifics: then the title is printed before that name."""
    match = re.compile(r" (?:(?:Comrade|Mr\.?|Dr\.?|H\.E\.) ?)?").match(text, end)
    return bool(match) and match.end() in starts


def _body_runs_into_name(text: str, comma: int, starts) -> bool:
    """Return whether the body behind "Chairman of the C.C.," runs into a name: "the Trade Unions of Korea NAME"."""
    body = re.compile(r"[^,;:.\n]{2,90}").match(text, comma + 2)
    return (
        bool(body)
        and any(place in starts and text[place - 1] == " " for place in range(comma + 4, body.end()))
        and comma + 2 not in starts
        and not text.startswith("and ", comma + 2)
    )


def _over_comma(text: str, begin: int, comma: int, limit: int, starts) -> int:
    """Return where the title continues after a comma: "C.C., WPK", "Education, Culture and Sports"."""
    if comma + 2 in starts:
        return 0
    if text.endswith(_COMMITTEE, begin, comma):
        match = _BODY_AFTER_COMMA.match(text, comma, limit)
        if match and not begins_within(starts, comma + 1, match.end()):
            return match.end()
    match = _LISTED_FIELD.match(text, comma, limit)
    if match and not begins_within(starts, comma + 1, comma + 60) and not opens_office(text, comma + 2):
        return comma + 1
    return 0


def _stops(text: str, head: str, word: str, step: re.Match, starts) -> bool:
    begin, end = step.start(1), step.end()
    if begin in starts or word.rstrip(".") in STOPS or CALENDAR_WORD.match(word):
        return True
    if word in HONORIFICS and end + 1 in starts:
        return True
    if word == "and":
        return _and_stops(text, end, starts)
    following = text[end + 1 : end + 40]
    if word == "on":
        return not following[:1].isupper() or bool(CALENDAR_WORD.match(following))
    if word == "in":
        place = re.match(r"(?:the )?([A-Z][\w-]*(?: [A-Z][\w-]*)?)", following)
        return not place or place.group(1) in _CITIES or bool(CALENDAR_WORD.match(following))
    if word == "at":
        return head not in ("professor", "researcher", "rector", "dean", "lecturer")
    if word == "to":
        return not re.match(r"(?:the |[A-Z])", following) or _name_within(text, end, starts)
    if word == "from":
        return True
    if word[0].islower() and word not in INNER and "-" not in word and len(word) > 4:
        return word.rstrip(".").endswith(("ed", "ing"))
    return False


def _name_within(text: str, end: int, starts) -> bool:
    """Return whether a name begins within the next few words: "to President X"."""
    stop = re.compile(r"(?: [^\s,]{1,60}){1,4}").match(text, end)
    return bool(stop) and begins_within(starts, end + 1, stop.end() + 1)


def begins_within(starts: set[int] | frozenset[int], low: int, high: int) -> bool:
    """Return whether a name starts from ``low`` to before ``high``; the span is short, the text may be long."""
    return not starts.isdisjoint(range(low, high))


def _and_stops(text: str, end: int, starts) -> bool:
    if end + 1 in starts or opens_office(text, end + 1) or _name_within(text, end, starts):
        return True
    return not re.match(r" (?:the )?[A-Z]", text[end : end + 8])
