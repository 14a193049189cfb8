"""Spot the names of people: Korean ones by their spelling, others by their spelling or by what stands beside them."""

import re
from dataclasses import dataclass

from .titles import HEADS, HONORIFICS, MODIFIERS, PLURALS, opens_office
from .vocabulary import either, lines, phrases, table, words

_korean, _foreign, _titles = table("korean"), table("foreign"), table("titles")

SURNAMES = words("korean", "surnames")
_MAIN = words("korean", "main_surnames")
_AMBIGUOUS = words("korean", "ambiguous_surnames")
_NOT_SYLLABLES = words("korean", "not_syllables")
_SOFT = words("korean", "soft_syllables")
_SYLLABLE = re.compile(
    f"(?:{either(_korean['initials'].split())})?(?:{either(_korean['vowels'].split())})"
    f"(?:{either(_korean['finals'].split())})?"
)
_GIVEN = words("foreign", "given")
_FIGURES = words("foreign", "figures")
_NEVER = words("foreign", "never_names")
_PARTICLES = words("foreign", "particles")
_CHINESE = words("foreign", "chinese_surnames")
_CHINESE_AMBIGUOUS = words("foreign", "chinese_ambiguous")
_CHINESE_NOT_GIVEN = words("foreign", "chinese_not_given")
_VIETNAMESE = words("foreign", "vietnamese_surnames")
_PINYIN = (
    f"(?:{either(_foreign['chinese_initials'].split())})?(?:{either(_foreign['chinese_finals'].split())})"  # a syllable
)
_PINYIN_NAME = re.compile(f"{_PINYIN}(?:{_PINYIN})?")
_PATRONYMIC = re.compile(rf"\w+(?:{either(_foreign['patronymic_endings'].split())})")
_SLAVIC = re.compile(rf"\w{{2,}}(?:{either(_foreign['surname_endings'].split())})")
CALLINGS = words("titles", "callings")
_ORGANISATION = words("titles", "organisation_words")
_THINGS = words("titles", "thing_words")
_COMMON = lines("common")
_ADJECTIVES = words("places", "adjectives")
_PLACE_PHRASES = frozenset(
    place for key in ("countries", "cities", "dprk") for place in phrases("places", key) if place != "Kim Chaek"
)
_PLACE_WORDS = frozenset(
    word for place in _PLACE_PHRASES if place != "Ho Chi Minh City" for word in place.split() if word[0].isupper()
)
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Jan Feb Mar Apr Aug Sept Oct Nov Dec Juche".split()
)
# Capitalised only because they open a sentence, or stand in a headline.
_FUNCTION = frozenset(
    "A An The In On At To From By For With And But Or As If When While After Before Then There This That These Those "
    "It Its He His She Her They Their We Our You Your I My Also Present Accompanying Attending Among Invited Meanwhile "
    "Both Of Not No So Now Today Earlier Later Dear Participants Speeches Mt Hail Long Live Our".split()
)
_SAID = re.compile(
    r"(?:, who)? (?:also |then |warmly |courteously )?(?:said|says|told|expressed|noted|stressed|added|declared|"
    r"recalled|hoped|asked|congratulated|thanked|wished|praised|pledged|claimed|blustered|wrote|remarked)\b"
)
_LED_BY = re.compile(
    r"(?:\bled|\bheaded|\baccompanied|\bchaired|\bsigned|\bwritten|\bcomposed|\brepresented) by (?:the )?$"
)
_ON_HIS = re.compile(
    r" (?:on|upon) (?:his|her) (?:appointment|election|re-election|reelection|birthday|assumption|inauguration)\b"
)
_MESSAGE_TO = re.compile(r"\b(?:messages?|letters?|telegrams?)(?: of [a-z]+)? (?:to|from) $")
_INSIDE = (" to ", " from ", " with ", " by ", " of ", " and ", " met ", " for ", " that ", "Comrade ", "President ")
_ROMAN = re.compile("[IVXⅠ-Ⅻ]+")
_ADDRESS = frozenset("comrade comrades mr mr. mrs dr. traitor puppet hero martyr martyrs president".split())
_LOWER_TITLE = re.compile(r"([\w’'.-]+) (?:to the |to |of the |of |for the |for |and )?$")
_TOKEN = re.compile(
    r"[A-ZÀ-Þ]\.(?=\s?[A-ZÀ-Þ])|(?<![^\W_])(?:[A-ZÀ-Þ]|al-|el-)[^\W\d_]*(?:(?:-|[’'](?!s\b))[^\W\d_]+)*(?!\d)"
)
_QUOTED_TITLE = re.compile(r"\"[^\"\n]{3,110}\"|“[^”\n]{3,110}”")
_OPENER = re.compile(
    r"\b(?:(?:orders?|prizes?|medals?|titles?|awards?|cup|universit(?:y|ies)|academy) of |named after |destroyers? |"
    r"cruisers? |warships? |submarines? |ships? |class |birthday of the Sun of |works? of art )[\"“‘']?$",
    re.IGNORECASE,
)
_SHARED_NOUN = re.compile(
    r"(?:, [A-Z][\w-]*)*,? and (?:[A-Z][\w-]*(?: |\b))+(?:counties|cities|districts|universities|farms|provinces|streets|orders|prizes)\b"
    r"| (?:city|county|district|street|university)\b"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: offsets in its part, the words of it, the rule that found it, and whether it is Korean."""

    start: int
    end: int
    text: str
    rule: str
    korean: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


def spot(text: str, *, headline: bool = False, known: tuple[Spot, ...] = ()) -> list[Spot]:
    """The names in a text, in order, none overlapping.

    In a headline every word is a capital, so only spelling and the names already ``known`` from the body count there.
    """
    found: list[Spot] = []
    loose: list[tuple[list[_Token], bool]] = []  # what is left of each run; True where a Korean name stood right before
    for run in _runs(text):
        _read_run(text, run, found, loose, headline)
    titles = [] if headline else _quoted_titles(text)
    for tokens, after_name in loose:
        quoted = any(start < tokens[0].start < end for start, end in titles)
        _read_foreign(text, tokens, found, headline or quoted, after_name)
    if not headline:
        _spread_over_lists(text, loose, found)
    _find_again(loose, found, (*known, *found), text)
    return sorted(_without_overlap(found), key=lambda name: name.start)


def _quoted_titles(text: str) -> list[tuple[int, int]]:
    """Where songs, books and slogans stand in quotation marks: there, too, every word may be a capital."""
    return [match.span() for match in _QUOTED_TITLE.finditer(text)] if '"' in text or "“" in text else []


def _runs(text: str):
    """Capitalised words that follow one another, a name's lower-case particles between them being allowed."""
    run: list[_Token] = []
    for token in _tokens(text):
        if run:
            gap = text[run[-1].end : token.start]
            if gap != " " and not (
                gap[:1] == " " == gap[-1:] and (gap.strip() in _PARTICLES or _ROMAN.fullmatch(gap.strip()))
            ):
                yield run
                run = []
        run.append(token)
    if run:
        yield run


def _tokens(text: str):
    """Capitalised words; two names joined by a hyphen ("Yoon-Kon Hui") are two words."""
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        first, hyphen, second = word.partition("-")
        if (
            hyphen
            and (second in _MAIN or second in SURNAMES or first in SURNAMES)
            and second[:1].isupper()
            and is_syllable(first)
        ):
            yield _Token(start, start + len(first), first)
            yield _Token(start + len(first) + 1, match.end(), second)
        else:
            yield _Token(start, match.end(), word)


def _read_run(text: str, run: list[_Token], found: list, loose: list, headline: bool) -> None:
    """Take the Korean names out of a run; what lies between them goes to ``loose``."""
    start = index = 0
    if len(run) == 2 and _after_surname_and_hyphen(text, run):
        found.append(Spot(run[0].start, run[1].end, text[run[0].start : run[1].end], "after-hyphen", True))
        return
    while index < len(run):
        length = _korean_length(text, run, index)
        if not length:
            index += 1
            continue
        if index > start:
            loose.append((run[start:index], False))
        last = run[index + length - 1]
        if _bears_a_name(text, run, index, index + length, headline):
            start = index = len(run)  # the words that follow belong to the thing
            break
        name = text[run[index].start : last.end]
        found.append(Spot(run[index].start, last.end, name, "korean-spelling", True))
        index += length
        start = index
    if start < len(run):
        loose.append((run[start:], start > 0))


def _after_surname_and_hyphen(text: str, run: list[_Token]) -> bool:
    before = re.search(r"([A-Z][a-z]+)-$", text[max(0, run[0].start - 12) : run[0].start])
    return bool(before) and before.group(1) in SURNAMES and all(is_syllable(token.text) for token in run)


def is_syllable(word: str) -> bool:
    """Whether a capitalised word can be a syllable of a Korean given name."""
    return (
        word not in _NOT_SYLLABLES and bool(_SYLLABLE.fullmatch(word.lower())) and word[1:].islower() | (len(word) == 1)
    )


def _korean_length(text: str, run: list[_Token], index: int) -> int:
    surname = run[index].text
    if surname not in SURNAMES:
        return 0
    rest = [token.text for token in run[index + 1 : index + 3]]
    if index + 1 < len(run) and text[run[index].end : run[index + 1].start] != " ":
        return 0
    if not rest or f"{surname} {rest[0]}" in _PLACE_PHRASES:
        return 0
    if "-" in rest[0]:
        parts = rest[0].split("-")
        return 2 if len(parts) == 2 and is_syllable(parts[0]) and is_syllable(parts[1].capitalize()) else 0
    if len(rest) == 2 and surname not in _AMBIGUOUS and text[run[index + 1].end] == " ":
        if (rest[0] in _SOFT and is_syllable(rest[1])) or (rest[1] == "Do" and is_syllable(rest[0])):
            return 3
    if not is_syllable(rest[0]) or (surname in _AMBIGUOUS and rest[0] in _MAIN):
        return 0
    if len(rest) == 2 and is_syllable(rest[1]) and text[run[index + 1].end] == " ":
        return 3
    # Two words only: the second must not be a family name that opens the next name, nor the first a common word.
    if surname in _AMBIGUOUS or rest[0] in _MAIN or len(rest[0]) < 2 or rest[0].lower() in _COMMON:
        return 0
    return 2


def _bears_a_name(text: str, run: list[_Token], start: int, end: int, headline: bool) -> bool:
    """Whether the name is only part of what a square, school, order, ship, mill or town is called."""
    before, last = text[max(0, run[start].start - 24) : run[start].start], run[end - 1].end
    if _OPENER.search(before) or _SHARED_NOUN.match(text, last):
        return True
    if text[last : last + 1] in "-–" and text[last : last + 1]:
        return bool(re.match(r"[-–](?:[A-Z]\w*[ -]?){1,4}", text[last : last + 40])) and any(
            word in _THINGS for word in re.findall(r"[A-Z][a-z]+", text[last : last + 60])[:6]
        )
    if before.endswith(("-", "–")) and end < len(run) and run[end].text in _THINGS:
        return True
    if end == len(run) or text[last : run[end].start] != " ":
        return False
    following = [token.text for token in run[end : end + 5]]
    first = following[0]
    if first in _CALENDAR or first in HONORIFICS:
        return False
    if headline:
        return first in _THINGS or (first in _PLACE_WORDS and any(word in _THINGS for word in following[1:]))
    if first in SURNAMES and _korean_length(text, run, end):
        return False
    return first.lower() not in HEADS


def _read_foreign(text: str, tokens: list[_Token], found: list, headline: bool, after_name: bool) -> None:
    """Find one foreign name in what a run holds, by its spelling or by the words beside it."""
    core, titled = _strip(tokens)
    if tokens[0].text == "To" and len(tokens) == 2 and not headline and text[: tokens[0].start].endswith(_INSIDE):
        core = tokens  # a Vietnamese family name, not the preposition
    core, titled = _behind_body(tokens, core, titled)
    if not core or len(core) > 6 or after_name:
        return
    rule = _spelling_rule(core) or (None if headline else _neighbour_rule(text, tokens, core, titled))
    if headline and rule:
        core = _headline_core(core)
    if rule and core and not _whole_is_thing(text, core):
        start, end = core[0].start, core[-1].end
        found.append(Spot(start, end, text[start:end], rule))


def _strip(tokens: list[_Token]) -> tuple[list[_Token], bool]:
    """Without the titles, honorifics, nationalities and sentence openers before the name; whether there was a title."""
    titled = False
    index = 0
    while index < len(tokens):
        word = tokens[index].text
        low = word.lower()
        if index and word in _GIVEN and titled:
            break
        if low in HEADS or low in PLURALS or low in CALLINGS or low in HONORIFICS:
            titled = True
        elif not (
            word in _FUNCTION
            or word in _ADJECTIVES
            or (word in _PLACE_WORDS and word not in _GIVEN)
            or (word in _CALENDAR and not (word in _GIVEN and index + 1 < len(tokens)))
            or low in MODIFIERS
            or (len(word) > 1 and word.isupper() and "." not in word)
        ):
            break
        index += 1
    end = len(tokens)
    while end > index and tokens[end - 1].text in _CALENDAR:
        end -= 1
    return tokens[index:end], titled


def _behind_body(tokens: list[_Token], core: list[_Token], titled: bool) -> tuple[list[_Token], bool]:
    """The name alone where a body runs into it: "ambassador to United Nations Mohammad X"."""
    for index in range(len(core) - 2, 0, -1):
        word = core[index - 1].text
        opens = core[index].text in _GIVEN or core[index].text in _CHINESE
        if opens and (word in _ORGANISATION or word in _NEVER or word.lower() in HEADS or word.lower() in _COMMON):
            return core[index:], True
    return core, titled


def _is_clean(core: list[_Token], *, strict: bool) -> bool:
    """Whether no word of it belongs to a body, a place or (strictly) to the common language."""
    for token in core:
        word = token.text
        if word in _NEVER or word.partition("-")[0] in _ADJECTIVES:
            return False
        if (
            word in _ORGANISATION
            or word in _ADJECTIVES
            or (word in _CALENDAR and word not in _GIVEN)
            or (word in _FUNCTION and word != "To")
        ):
            return False
        if word in _PLACE_WORDS and not (core[0].text in _GIVEN and len(core) > 1):
            return False
        if len(word) > 1 and word.isupper() and "." not in word:
            return False
        if strict and word.lower() in _COMMON and word not in _GIVEN:
            return False
    return strict or any(token.text.lower() not in _COMMON or token.text in _GIVEN for token in core)


def _spelling_rule(core: list[_Token]) -> str | None:
    words_ = [token.text for token in core]
    first = words_[0]
    if len(core) == 1:
        return "figure" if first in _FIGURES else None
    if not _is_clean(core, strict=True):
        return None
    if first in _GIVEN and len(core) <= 5:
        return "given-name"
    if any(_PATRONYMIC.fullmatch(word) for word in words_[1:]) or (len(core) == 2 and _SLAVIC.fullmatch(words_[1])):
        return "slavic-spelling"
    if len(core) == 2 and first in _CHINESE and first not in _CHINESE_AMBIGUOUS and _is_pinyin(words_[1]):
        return "chinese-spelling"
    if first in _VIETNAMESE and 2 <= len(core) <= 4:
        return "vietnamese-spelling"
    return None


def _is_pinyin(word: str) -> bool:
    return word not in _CHINESE_NOT_GIVEN and bool(_PINYIN_NAME.fullmatch(word.lower())) and word not in _PLACE_WORDS


def _neighbour_rule(text: str, tokens: list[_Token], core: list[_Token], titled: bool) -> str | None:
    if not _is_clean(core, strict=False):
        return None
    start, end = core[0].start, core[-1].end
    if titled:
        return "title-before"
    if core[0] is tokens[0] or all(
        token.text in _ADJECTIVES | _PLACE_WORDS or token.text.isupper() for token in tokens[: len(tokens) - len(core)]
    ):
        before = _LOWER_TITLE.search(text, max(0, tokens[0].start - 40), tokens[0].start)
        if before:
            word = before.group(1).lower()
            direct = before.group().rstrip() == before.group(1)
            if word in _ADDRESS or (
                (word in HEADS or word in CALLINGS or word in PLURALS) and (direct or core[0] is not tokens[0])
            ):
                return "title-before" if core[0] is tokens[0] or len(core) > 1 else None
    if text.startswith(", ", end) and opens_office(text, end + 2):
        if len(core) > 1:
            return "title-after"
        part_of_name = text.endswith(("of ", "in ", "for ", "the ", "on ", "to ", "'", "’"), 0, start)
        return None if part_of_name or core[0].text.lower() in _COMMON else "title-after"
    if len(core) < 2 or not _is_clean(core, strict=True):
        return None
    if _LED_BY.search(text, max(0, start - 24), start):
        return "led-by"
    if _ON_HIS.match(text, end) or _MESSAGE_TO.search(text, max(0, start - 40), start):
        return "message-to"
    if _SAID.match(text, end) and (start == 0 or text[start - 2 : start] in (". ", ", ") or text[start - 1] == "\n"):
        return "speaker"
    return None


def _headline_core(core: list[_Token]) -> list[_Token]:
    """In a headline the verb follows in capitals: the name ends before it."""
    for index, token in enumerate(core):
        if token.text.lower() in _COMMON and token.text not in _GIVEN:
            return core[:index]
    return core


def _whole_is_thing(text: str, core: list[_Token]) -> bool:
    return (
        bool(_OPENER.search(text, max(0, core[0].start - 24), core[0].start))
        or _SHARED_NOUN.match(text, core[-1].end) is not None
    )


def _spread_over_lists(text: str, loose: list, found: list[Spot]) -> None:
    """A clean run joined by a comma or "and" to a foreign name is a name too: "Cui Yan, Sai Tiejun and Bo Lin"."""
    starts = {name.start: name for name in found if not name.korean}
    ends = {name.end: name for name in found if not name.korean}
    for _ in range(2):
        for tokens, after_name in loose:
            core, _titled = _strip(tokens)
            if after_name or not 2 <= len(core) <= 4 or core[0].start in starts or not _is_clean(core, strict=True):
                continue
            start, end = core[0].start, core[-1].end
            joined_before = any(
                text.endswith(glue, 0, start) and start - len(glue) in ends for glue in (", ", " and ", ", and ")
            )
            joined_after = any(
                text.startswith(glue, end) and end + len(glue) in starts for glue in (", ", " and ", ", and ")
            )
            if core[0] is tokens[0] and (joined_before or joined_after):
                name = Spot(start, end, text[start:end], "list")
                found.append(name)
                starts[start] = ends[end] = name


def _find_again(loose: list, found: list[Spot], known: tuple[Spot, ...], text: str) -> None:
    """Shorter forms of names the article gives in full: a family name alone, a name without its patronymic."""
    taken = {name.start for name in found}
    full = {}
    for name in known:
        parts = name.text.split()
        if len(parts) > 1:
            full[name.text] = (parts, name.korean)
    by_surname: dict[str, set[str]] = {}
    for name, (parts, korean) in full.items():
        for key in {parts[0]} if korean else {parts[0], parts[-1]}:
            by_surname.setdefault(key, set()).add(name)
    if not full:
        return
    for tokens, after_name in loose:
        core, titled = _strip(tokens)
        if after_name:
            continue
        if not core and len(tokens) == 1:
            core = tokens
        if not core or core[0].start in taken:
            continue
        for length in range(min(4, len(core)), 0, -1):
            words_ = [token.text for token in core[:length]]
            if length == 1:
                match = _again_alone(words_[0], by_surname, full, titled)
            else:
                match = any(set(words_) < set(parts) or words_ == parts for parts, _ in full.values())
            if match and not (length < len(core) and core[length].text in _ORGANISATION):
                start, end = core[0].start, core[length - 1].end
                found.append(Spot(start, end, text[start:end], "again"))
                break


def _again_alone(word: str, by_surname: dict, full: dict, titled: bool) -> bool:
    """Whether one word is the family name of exactly one person; a given name or an ambiguous word needs a title."""
    names = by_surname.get(word, ())
    if len({tuple(full[name][0][-1:]) if not full[name][1] else name for name in names}) != 1:
        return False
    parts, korean = full[next(iter(names))]
    if word.lower() in _COMMON or word in _FUNCTION:
        return False
    if korean:
        return word == parts[0] and (titled or word not in _AMBIGUOUS)
    if word in _PLACE_WORDS:
        return False
    chinese = len(parts) == 2 and parts[0] in _CHINESE
    return word == (parts[0] if chinese else parts[-1])


def _without_overlap(found: list[Spot]) -> list[Spot]:
    kept: list[Spot] = []
    for name in sorted(found, key=lambda name: (name.start - name.end, name.start)):
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return kept
