"""The titles printed before a name: "Russian President X", "the manager of the store, X"."""

import re

from corpus.extract.en.vocabulary import words

from .titles import (
    ADJECTIVES,
    CALENDAR_WORD,
    HEAD,
    HEADS,
    HONORIFICS,
    INNER,
    MODIFIER,
    MODIFIERS,
    NO_OFFICE,
    PLACE_WORDS,
    PLURALS,
    STOPS,
    TAILS,
    UNNAMED,
    WEAK,
    Office,
    begins_within,
    is_office,
    opens_office,
)  # fmt: skip
from .word_lists import COMMON, FUNCTION, ORGANISATION

# Shared by all who follow: "senior party, state and army officials", "officials of the party and state organs".
_SHARED = re.compile(
    r"\b(?P<title>(?:senior|leading|ranking|high-ranking|responsible) "
    r"(?:[a-z-]+, )*[a-z-]+ and [a-z-]+ officials"
    r"|(?:(?:senior|leading|ranking|high-ranking|responsible) )?officials of (?:the )?(?:[a-z-]+, )*[a-z-]+ and "
    r"(?:[a-z-]+ ){1,3}organs)$"
)
_ACRONYM = re.compile(r"\([A-Z][A-Za-z.]{1,9}\)")
_PRINTED_ACRONYM = re.compile(rf" {_ACRONYM.pattern}")
_OPPOSITE = ("counterpart", "counterparts")  # "his counterpart": the office stands elsewhere
_DEGREES = ("Dr", "Dr.", "Eng", "Eng.", "Prof", "Prof.", "Mr", "Mr.", "Mrs.", "Ms.", "Ms", "H.E.")
_LINKS = ("of", "the", "and", "to", "for", "in", "on", "its")
_STACKED = words("titles", "stacked_ranks")
_OF_RANK = words("titles", "rank_modifiers")
_SERVING = words("titles", "serving")
_GENERAL = words("titles", "general_heads")
_RANK = words("titles", "ranks")
_DANGLING = words("titles", "dangling")
# A capitalised word of a body's name, without punctuation behind it.
_IN_BODY = re.compile(r"(?!(?:Long|Live|Dear|Hail|Respected)\b)(?!\w+ing\b)[A-Z][\w’'-]*[a-z]|[A-Z]{2,6}")
# "the manager of the store, NAME, told": an office set off by a comma before the name.
_SET_OFF = re.compile(
    rf"\b[Tt]he (?P<body>(?:{MODIFIER} ?){{0,4}}?(?<![^\W_]){HEAD} of (?:the )?(?:[^,;:.()]|No\. ?(?=\d)){{3,140}}), $"
)


def before(text: str, begin: int, position: int, starts) -> list[Office]:
    """Return the titles printed right before a name that starts at ``position``; its sentence starts at ``begin``.

    There are two where one office is joined to another: "State Councilor and Foreign Minister".
    """
    window = text[max(begin, position - 170) : position]
    base = position - len(window)
    pieces = [(m.start(), m.group()) for m in re.finditer(r"\S+", window) if not _ACRONYM.fullmatch(m.group())]
    addressed = False
    while pieces and pieces[-1][1] in HONORIFICS:
        addressed = addressed or pieces[-1][1] in _DEGREES
        if pieces[-1][1] == "leader" and len(pieces) > 1 and _leads_body(pieces[-2][1]):
            break
        if pieces[-1][1] in ("leader", "Leader") and (len(pieces) == 1 or pieces[-2][1] not in HONORIFICS):
            return [Office(base + pieces[-1][0], base + pieces[-1][0] + len("leader"), pieces[-1][1])]
        pieces.pop()
    if addressed and pieces and pieces[-1][1].endswith(","):  # "Prime Minister, Dr. NAME"
        pieces[-1] = (pieces[-1][0], pieces[-1][1][:-1])
    if not pieces or not window.endswith(" ") or pieces[-1][1].endswith((",", ";", ":", ")")):
        return []
    if shared := _SHARED.search(window, 0, pieces[-1][0] + len(pieces[-1][1])):
        start, end = base + shared.start("title"), base + shared.end("title")
        return [] if begins_within(starts, start, end) else [Office(start, end, shared["title"], True)]
    index = len(pieces) - 1
    last = pieces[index][1]
    if stacked := _over_rank(text, begin, pieces, base, starts):
        return stacked
    if index and re.fullmatch(TAILS + "|General", last) and pieces[index - 1][1].lower() in HEADS:
        index -= 1
    elif index > 1 and last == "Staff" and pieces[index - 1][1] == "of" and pieces[index - 2][1] == "Chief":
        index -= 2
    if pieces[index][1].lower().startswith("ex-") and pieces[index][1].lower()[3:] in HEADS:
        start, word = pieces[index]
        return [Office(base + start, base + start + len(word), word)]
    if pieces[index][1].lower() not in HEADS and pieces[index][1].lower() not in PLURALS:
        index = _head_of_phrase(pieces, base, starts)
        if index is None:
            return []
    elif _in_chamber(pieces, index):
        index = _head_of_phrase(pieces[: index - 1], base, starts) or index
    head = pieces[index][1].lower()
    if head in NO_OFFICE and index == len(pieces) - 1 and not (index and _leads_body(pieces[index - 1][1])):
        return []
    first, above = _first(pieces, index, base, starts), False
    if head in PLURALS and head not in HEADS:  # "Chairman of the Joint Chiefs of Staff NAME" is one man
        above = _head_above(pieces, first)
        first = _first(pieces, above, base, starts) if above is not None else first
    start = base + pieces[first][0]
    end = base + pieces[-1][0] + len(pieces[-1][1])
    start = _assistant_to(pieces, first, base) or start
    printed = _PRINTED_ACRONYM.sub("", text[start:end])
    if printed.lower() in UNNAMED or printed.lower() in _OPPOSITE:
        return []
    weak = head in WEAK or (head in PLURALS and head.removesuffix("s") in WEAK)
    if weak and head not in _RANK and printed.lower() == head and not printed[0].isupper():
        return []
    office = Office(start, end, printed, head in PLURALS and head not in HEADS and not above)
    return [*_joined_office(pieces, first, index, base, starts), office]


def _leads_body(word: str) -> bool:
    """Return whether the word before "leader" says of whom: "Nicaraguan leader", "Hamas leader"."""
    if word in ADJECTIVES:
        return True
    known = word in HONORIFICS or word in FUNCTION or CALENDAR_WORD.match(word) or word.lower() in COMMON
    return not known and bool(_IN_BODY.fullmatch(word))


def is_rank(offices: list[Office]) -> bool:
    """Return whether a single rank stands there, and no office: "Colonel General"."""
    return len(offices) == 1 and all(
        word.lower() in _OF_RANK or word.lower() in _STACKED for word in offices[0].text.split()
    )


def _in_chamber(pieces: list[tuple[int, str]], index: int) -> bool:
    """Return whether a plural belongs to the name of a body: "President of the Chamber of Deputies"."""
    if pieces[index][1].lower() in HEADS or index < 3:
        return False
    return pieces[index - 1][1] == "of" and pieces[index - 2][1] in ORGANISATION


def _over_rank(text: str, begin: int, pieces: list[tuple[int, str]], base: int, starts) -> list[Office]:
    """Return the offices before a rank, and the rank: "Chief of the General Staff Army General NAME"."""
    first = len(pieces) - 1
    if pieces[first][1].lower() not in _STACKED:
        return []
    while first and pieces[first - 1][1].lower() in _OF_RANK:
        first -= 1
    before_it = pieces[first - 1][1] if first else ""
    if before_it.lower() in _SERVING:
        if first == len(pieces) - 1 and pieces[first][1] == "General" and before_it.lower() in _GENERAL:
            return []
    elif not first or before_it.lower() in HEADS or _head_of_phrase(pieces[:first], base, starts) is None:
        return []
    start = base + pieces[first][0]
    above = before(text, begin, start, starts)
    if not above or above[-1].plural:
        return []
    end = base + pieces[-1][0] + len(pieces[-1][1])
    return [*above, Office(start, end, text[start:end])]


def _first(pieces: list[tuple[int, str]], index: int, base: int, starts) -> int:
    """Return the first word of the office whose head is at ``index``."""
    first = index
    if index > 2 and pieces[index][1][0].isupper():
        first = _over_and(pieces, index)
    while first and (_is_modifier(pieces[first - 1][1]) or _joins_adjectives(pieces, first)):
        first -= 1
    if not pieces[index][1][0].isupper():
        return _over_own_body(pieces, first, base, starts)
    if first == 1 and pieces[0][1] in ORGANISATION:  # "Navy Commander", at the start of a sentence
        return 0
    body = first  # "Security Council Secretary", "Kremlin Chief of Staff": the body before a capital head
    while body > 1 and _IN_BODY.fullmatch(pieces[body - 1][1]) and base + pieces[body - 1][0] not in starts:
        if CALENDAR_WORD.match(pieces[body - 1][1]) or pieces[body - 1][1] in HONORIFICS:
            break
        body -= 1
    return _with_modifiers(pieces, body, first)


def _with_modifiers(pieces: list[tuple[int, str]], body: int, first: int) -> int:
    """Return where the words before a body's name begin, or ``first`` if the body belongs to another phrase."""
    if body == first or (body and pieces[body - 1][1].lower() in ("in", "at", "from", "on", "of")):
        return first
    while body and _is_modifier(pieces[body - 1][1]):
        body -= 1
    return body


def _over_own_body(pieces: list[tuple[int, str]], first: int, base: int, starts) -> int:
    """Return where an office in small letters begins with its body's name: "Hamas political bureau chief"."""
    body = first
    while body and _IN_BODY.fullmatch(pieces[body - 1][1]) and base + pieces[body - 1][0] not in starts:
        word = pieces[body - 1][1]
        if CALENDAR_WORD.match(word) or word in HONORIFICS or word in FUNCTION:
            break
        if word.lower() in COMMON and (body == 1 or word not in ORGANISATION):
            break
        body -= 1
    return _with_modifiers(pieces, body, first)


def _over_and(pieces: list[tuple[int, str]], index: int) -> int:
    """Return where the two fields of one office begin: "Foreign and Expatriates Minister"."""
    field = index - 1
    if pieces[field - 1][1] == "and" and pieces[field - 2][1].lower() in MODIFIERS and pieces[field][1][0].isupper():
        return field - 2 if pieces[field - 2][1][0].isupper() and pieces[field][1].lower() not in HEADS else index
    return index


def _head_above(pieces: list[tuple[int, str]], first: int) -> int | None:
    """Return the head of the office of which a plural is a part: "Chairman" of "the Chiefs of Staff"."""
    words_before = [word for _, word in pieces[max(0, first - 2) : first]]
    place = first - 3 if words_before == ["of", "the"] else first - 2 if words_before[-1:] == ["of"] else -1
    return place if place >= 0 and pieces[place][1].lower() in HEADS else None


def _joined_office(pieces: list[tuple[int, str]], first: int, index: int, base: int, starts) -> list[Office]:
    """Return the office joined by "and" before another one with a capital."""
    if first < 2 or pieces[first - 1][1] != "and" or not pieces[index][1][0].isupper():
        return []
    start, word = pieces[first - 2]
    head = first - 2 if word.lower() in HEADS else _head_of_phrase(pieces[: first - 1], base, starts)
    if head is None or pieces[first - 2][1].endswith(","):
        return []
    if not pieces[head][1][0].isupper() and pieces[max(0, head - 1)][1] != "Politburo":
        return []
    opening = base + pieces[_first(pieces, head, base, starts)][0]
    end = base + start + len(word)
    return [Office(opening, end, " ".join(one for _, one in pieces[_first(pieces, head, base, starts) : first - 1]))]


def _assistant_to(pieces: list[tuple[int, str]], first: int, base: int) -> int | None:
    """Return where "Assistant to the Foreign Minister" begins, if the title is that of somebody's assistant."""
    if first < 3 or [word for _, word in pieces[first - 2 : first]] != ["to", "the"]:
        return None
    start, word = pieces[first - 3]
    return base + start if word.lower() in ("assistant", "adviser", "advisor", "secretary", "deputy", "aide") else None


def set_off(text: str, begin: int, start: int, end: int, starts) -> list[Office]:
    """Return the offices set off by commas from a name after them: "The manager of the store, NAME, told".

    There are two where one is joined to another: "The first secretary of the Party and President of the Land, NAME".
    begin: start of the sentence; start: of the name, or of the rank before it; end: of the name.
    """
    if not text.startswith(", ", end) and not re.match(r",? (?:on|in|at|said|told|and)\b|\.", text[end : end + 6]):
        return []
    low = max(begin, start - 190)
    found = None
    for match in re.finditer(r"\b[Tt]he ", text[low:start]):
        found = _SET_OFF.match(text, low + match.start(), start) or found
    if not found or begins_within(starts, found.start(), start) or not is_office(text, found):
        return []
    if found["head"].lower() not in HEADS:
        return []
    body = found.start("body")
    joints = re.finditer(r" and (?:the )?", found["body"])
    cuts = [joint.span() for joint in joints if opens_office(text, body + joint.end())]
    ends, opens = [start for start, _ in cuts], [end for _, end in cuts]
    parts = zip([0, *opens], [*ends, len(found["body"])], strict=True)
    return [Office(body + first, body + last, found["body"][first:last]) for first, last in parts]


def _head_of_phrase(pieces: list[tuple[int, str]], base: int, starts) -> int | None:
    """Return the head in "vice director of WPK Central Committee Kim …", of which only capitals follow."""
    last = pieces[-1][1]
    if last in _DANGLING or last in STOPS or (last.islower() and last.endswith("ed") and last not in INNER):
        return None
    for index in range(len(pieces) - 2, max(-1, len(pieces) - 16), -1):
        word = pieces[index][1]
        low = word.lower()
        if base + pieces[index][0] in starts:
            return None
        if (low in HEADS or low in PLURALS) and not (word == "General" and pieces[index + 1][1] == "Staff"):
            return index if pieces[index + 1][1] in ("of", "to", "for", "in", "Extraordinary") else None
        if word.endswith(",") and word != "C.C.,":
            return None
        if not (word[0].isupper() or word in _LINKS or word in INNER):
            return None
        if CALENDAR_WORD.match(word) or (word == "and" and not pieces[index + 1][1][:1].isupper()):
            return None
    return None


def _joins_adjectives(pieces: list[tuple[int, str]], index: int) -> bool:
    """Return whether the word before is the "and" of "Chinese and Russian counterparts"."""
    if index < 2 or pieces[index - 1][1] != "and":
        return False
    return pieces[index][1] in ADJECTIVES and pieces[index - 2][1] in ADJECTIVES


_ABBREVIATED = frozenset(("U.S.", "U.K.", "Lieut.", "Lt.", "Col.", "Maj.", "Gen.", "Vice-Adm."))


def _is_modifier(word: str) -> bool:
    plain = re.sub(r"(?:['’]s|(?<=s)['’])$", "", word)
    if word.endswith((",", ".", ";", ":")) and word not in _ABBREVIATED:
        return False
    return (
        plain.lower() in MODIFIERS
        or plain in ADJECTIVES
        or plain in PLACE_WORDS
        or bool(re.fullmatch(r"[A-Z]{2,6}|U\.S\.|ex-\w+", plain))
    ) and plain not in ("South'", "new", "New", "most", "under")
