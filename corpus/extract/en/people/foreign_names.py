"""Names that are not Korean, found by their spelling, or by the title, list or verb beside them."""

import re
from functools import lru_cache

from corpus.extract.en.vocabulary import either, table, words

from .korean_names import is_korean_word, names_thing
from .titles import HEADS, HONORIFICS, MODIFIERS, PLURALS, opens_office
from .tokens import Spot, Token
from .word_lists import ADJECTIVES, CALENDAR, CALLINGS, COMMON, FUNCTION, ORGANISATION, PLACE_PHRASES, PLACE_WORDS

WORDS_KEPT = 20_000  # words whose kind is remembered

_ADJECTIVES_AND_PLACES = ADJECTIVES | PLACE_WORDS
_foreign = table("foreign")
_GIVEN = words("foreign", "given")
_FIGURES = words("foreign", "figures")
_NEVER = words("foreign", "never_names")
CHINESE = words("foreign", "chinese_surnames")
_CHINESE_AMBIGUOUS = words("foreign", "chinese_ambiguous")
_CHINESE_NOT_GIVEN = words("foreign", "chinese_not_given")
_VIETNAMESE = words("foreign", "vietnamese_surnames")
_VIETNAMESE_AMBIGUOUS = words("foreign", "vietnamese_ambiguous")
_VIETNAMESE_MIDDLE = words("foreign", "vietnamese_middle")
_REGNAL = re.compile(r"[IVX]{1,5}")  # "Albert II"
_KIN = re.compile(rf"\b(?:{either(words('foreign', 'kin'))}), $")
_ELECTED = re.compile(
    r" (?:was|were|has been|is) (?:\w+ly )?(?:re-?)?(?:elected|appointed|named|nominated|sworn in|chosen)\b"
)
_MET = re.compile(r"\b(?:met|met with|received|welcomed|talks with|conversation with|those from) $")
_PINYIN = f"(?:{either(_foreign['chinese_initials'].split())})?(?:{either(_foreign['chinese_finals'].split())})"
_PINYIN_NAME = re.compile(f"{_PINYIN}(?:{_PINYIN})?")
_PATRONYMIC = re.compile(rf"\w+(?:{either(_foreign['patronymic_endings'].split())})")
_SLAVIC = re.compile(rf"\w{{2,}}(?:{either(_foreign['surname_endings'].split())})")
_ADDRESS = words("titles", "address")
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
# "Head of", "Minister of Energy and": an office whose body may run into the name.
_OFFICE_OF = re.compile(
    rf"\b(?i:{either(HEADS)}) (?:of|for|to) (?:the )?(?:(?:[A-Z][\w’'-]*|and|of|the|its|on|for|in) )*[A-Z][\w’'-]*$"
)
INITIAL = re.compile(r"[A-Z]\.")
# "The president of the Parliament, NAME, met": an office set off from the name behind it.
_SET_OFF = re.compile(rf"\b(?i:{either(HEADS)}) (?:of|for|to|from) [^,;:.()\n]{{3,90}}, $")
# "in Valle del Cauca, a spokesman said", "the organ Horoya, the vice-president": a place or a paper.
_OF_PLACE = re.compile(r"\b(?:in|near|of the|organ|paper|newspaper|daily|magazine|journal) $")
_PLAYED = re.compile(r" (?:won|beat|defeated|finished|scored|took|claimed|clinched|came)\b")
_INSIDE = (" to ", " from ", " with ", " by ", " of ", " and ", " met ", " for ", " that ", "Comrade ", "President ")
_LOWER_TITLE = re.compile(r"([\w’'.-]+) (?:to the |to |of the |of |for the |for |and )?$")


def read_foreign(text: str, tokens: list[Token], found: list, headline: bool, after_name: bool) -> None:
    """Find one foreign name in a run, by its spelling or by the words beside it."""
    core, titled = strip(tokens)
    if len(core) == 1 and core[0] is not tokens[0] and is_korean_word(tokens[0].text, [one.text for one in tokens[1:]]):
        behind = core[0].end
        if text.startswith((", a ", ", an "), behind) or (
            text.startswith(", ", behind) and opens_office(text, behind + 2)
        ):
            start, end = tokens[0].start, core[0].end
            found.append(Spot(start, end, text[start:end], "title-after", True))
        return
    if tokens[0].text == "To" and len(tokens) == 2 and not headline and text[: tokens[0].start].endswith(_INSIDE):
        core = tokens  # a Vietnamese family name, not the preposition
    if _stripped_surname(text, tokens, core, headline):
        start, end = tokens[-2].start, tokens[-1].end
        found.append(Spot(start, end, text[start:end], "surname-word"))
        return
    core, titled = _behind_body(tokens, core, titled)
    if not titled and not headline:
        core, titled = _behind_office(text, tokens, core)
    if not core or len(core) > 8 or after_name or all(len(token.text.rstrip(".")) < 2 for token in core):
        return
    rule = _spelling_rule(core) or (None if headline else _neighbour_rule(text, tokens, core, titled))
    if headline and rule:
        core = _headline_core(core)
        if core and core[0].text.lower() in COMMON and any(token.text in PLACE_WORDS for token in core[1:]):
            return  # "Mark Russia's Day"
    if rule and core and not names_thing(text, core[0].start, core[-1].end):
        start, end = core[0].start, core[-1].end
        found.append(Spot(start, end, text[start:end], rule))


def _stripped_surname(text: str, tokens: list[Token], core: list[Token], headline: bool) -> bool:
    """Return whether a family name that is an English word was stripped from the name: "He Guoqiang", "To Lam"."""
    if headline or len(core) != 1 or len(tokens) < 2 or core[0] is not tokens[-1]:
        return False
    surname, given = tokens[-2], tokens[-1]
    if surname.text == "To":
        return len(tokens) > 2 and _is_title_word(tokens[-3].text)
    if surname.text not in _CHINESE_AMBIGUOUS or not _is_pinyin(given.text) or given.text.lower() in COMMON:
        return False
    if len(tokens) > 2:
        return True
    before, behind = text[max(0, surname.start - 5) : surname.start], given.end
    listed = before.endswith((", ", " and ", "were ", "with ", " by ", " to ", "from "))
    return listed or (text.startswith(", ", behind) and opens_office(text, behind + 2))


def strip(tokens: list[Token]) -> tuple[list[Token], bool]:
    """Remove titles, honorifics, nationalities and sentence openers; return also whether there was a title."""
    titled = False
    index = 0
    while index < len(tokens):
        word = tokens[index].text
        if index and word in _GIVEN and titled:
            break
        if word == "H." and index + 1 < len(tokens) and tokens[index + 1].text == "E.":  # "H. E."
            index += 2
            continue
        if _is_title_word(word):
            titled = True
        elif not (_opens(word) or (word in CALENDAR and not (word in _GIVEN and index + 1 < len(tokens)))):
            break
        index += 1
    end = len(tokens)
    while end > index and tokens[end - 1].text in CALENDAR:
        end -= 1
    return tokens[index:end], titled


@lru_cache(maxsize=WORDS_KEPT)
def _is_title_word(word: str) -> bool:
    low = word.lower()
    return low in HEADS or low in PLURALS or low in CALLINGS or (low in HONORIFICS and not INITIAL.fullmatch(word))


@lru_cache(maxsize=WORDS_KEPT)
def _opens(word: str) -> bool:
    """Return whether a word may precede a name and is no part of it: a nationality, a place, "new", "Yet", "WPK"."""
    return (
        word in FUNCTION
        or word in ADJECTIVES
        or (word in PLACE_WORDS and word not in _GIVEN)
        or word.lower() in MODIFIERS
        or (len(word) > 1 and word.isupper() and "." not in word)
    )


def _behind_body(tokens: list[Token], core: list[Token], titled: bool) -> tuple[list[Token], bool]:
    """Return the name alone if a body runs into it: "ambassador to United Nations Mohammad X"."""
    for index in range(len(core) - 2, 0, -1):
        word = core[index - 1].text
        opens = core[index].text in _GIVEN or core[index].text in CHINESE
        if opens and (word in ORGANISATION or word in _NEVER or word.lower() in HEADS or word.lower() in COMMON):
            return core[index:], True
    return core, titled


def _behind_office(text: str, tokens: list[Token], core: list[Token]) -> tuple[list[Token], bool]:
    """Return the name alone if the body of its office runs into it, and whether there is an office.

    "People's Assembly Speaker Hammada X", "Chairman of the Trade Committee Vahid X", "Head of Rusneft Igor X". The name
    has two to four words of its own; the last word of the body is a common word, or the name begins with a known given
    name.
    """
    if len(tokens) < 3 or len(core) < 2:
        return core, False
    lead = len(tokens) - len(core)
    index = next((at for at in range(len(tokens) - 2, 0, -1) if _ends_office(tokens, at)), 0)
    while index > lead and tokens[index].text in _GIVEN and tokens[index - 1].text in _GIVEN:
        index -= 1  # "Ismail Ahmed Mohamed Hasan"
    name = tokens[index:]
    if index < max(1, lead) or len(name) > 4 or not is_clean(name, strict=name[0].text not in _VIETNAMESE):
        return core, False
    ahead = tokens[index - 1]
    if _is_title_word(ahead.text) or _is_tail(tokens, index - 1):
        if all(_of_body(token.text) or _opens(token.text) or _is_title_word(token.text) for token in tokens[:index]):
            return name, True
        ahead = tokens[index - 2] if index > 1 else ahead
    known = _OFFICE_OF.search(text, max(0, ahead.start - 140), ahead.end)
    return (name, True) if known else (core, False)


def _ends_office(tokens: list[Token], at: int) -> bool:
    """Return whether a name can begin at a word: behind a head or a body, or with a known given name."""
    ahead = tokens[at - 1].text
    return _is_title_word(ahead) or _is_tail(tokens, at - 1) or tokens[at].text in _GIVEN or _of_body(ahead)


@lru_cache(maxsize=WORDS_KEPT)
def _of_body(word: str) -> bool:
    """Return whether a capitalised word is part of the name of a body and of nobody's: "Committee", "Trade", "U."."""
    if word in ORGANISATION or word in _NEVER or INITIAL.fullmatch(word):
        return True
    return word.removesuffix("'s").removesuffix("’s").lower() in COMMON and word not in _GIVEN


def _is_tail(core: list[Token], index: int) -> bool:
    """Return whether a word is the end of an office: "Secretary General"."""
    return index > 0 and core[index].text == "General" and _is_title_word(core[index - 1].text)


def is_clean(core: list[Token], *, strict: bool) -> bool:
    """Return whether no word belongs to a body, a place or (strictly) to the common vocabulary."""
    for token in core:
        word = token.text
        if word in _NEVER or word.partition("-")[0] in ADJECTIVES or word.removesuffix("s") in ADJECTIVES:
            return False
        if any(_of_body(part) for part in word.split("-")[1:] if len(part) > 2 and part[0].isupper()):
            return False
        if (
            word in ORGANISATION
            or word in ADJECTIVES
            or (word in CALENDAR and word not in _GIVEN)
            or (word in FUNCTION and word != "To")
        ):
            return False
        if word in PLACE_WORDS and not (core[0].text in _GIVEN and len(core) > 1):
            return False
        if len(word) > 1 and word.isupper() and "." not in word:
            return False
        if strict and word.lower() in COMMON and word not in _GIVEN:
            return False
    return strict or any(token.text.lower() not in COMMON or token.text in _GIVEN for token in core)


def _spelling_rule(core: list[Token]) -> str | None:
    words_ = [token.text for token in core]
    first = words_[0]
    if len(core) == 1:
        return "figure" if first in _FIGURES else None
    if len(core) == 2 and first in CHINESE and first not in _CHINESE_AMBIGUOUS and _is_pinyin(words_[1]):
        return "chinese-spelling"
    if first in _VIETNAMESE_AMBIGUOUS and len(core) == 3 and words_[1] in _VIETNAMESE_MIDDLE:
        return "vietnamese-spelling"
    if not is_clean(core, strict=True):
        return None
    if first in _GIVEN and len(core) <= 5:
        return "given-name"
    if any(_PATRONYMIC.fullmatch(word) for word in words_[1:]) or (len(core) == 2 and _SLAVIC.fullmatch(words_[1])):
        return "slavic-spelling"
    if first in _VIETNAMESE and 2 <= len(core) <= 4:
        return "vietnamese-spelling"
    return None


def _is_pinyin(word: str) -> bool:
    return (
        word not in _CHINESE_NOT_GIVEN
        and bool(_PINYIN_NAME.fullmatch(word.lower()))
        and word not in PLACE_PHRASES
        and word.lower() not in COMMON
    )


def _neighbour_rule(text: str, tokens: list[Token], core: list[Token], titled: bool) -> str | None:
    start, end = core[0].start, core[-1].end
    office_behind = text.startswith(", ", end) and opens_office(text, end + 2)
    if len(core) > 1 and _REGNAL.fullmatch(core[-1].text):
        known = titled or office_behind or core[0].text in _GIVEN
        return "regnal" if known and is_clean(core[:-1], strict=True) else None
    if (
        len(core) == 2
        and core[0].text in CHINESE
        and (titled or office_behind)
        and core[1].text in PLACE_WORDS
        and _PINYIN_NAME.fullmatch(core[1].text.lower())
    ):
        return "title-before" if titled else "title-after"
    if not is_clean(core, strict=False):
        return None
    if titled:
        return "title-before"
    if core[0] is tokens[0] or all(
        token.text in _ADJECTIVES_AND_PLACES or token.text.isupper() for token in tokens[: len(tokens) - len(core)]
    ):
        before = _LOWER_TITLE.search(text, max(0, tokens[0].start - 40), tokens[0].start)
        if before:
            word = before.group(1).lower()
            direct = before.group().rstrip() == before.group(1)
            if (word in _ADDRESS and direct) or (
                (word in HEADS or word in CALLINGS or word in PLURALS) and (direct or core[0] is not tokens[0])
            ):
                return "title-before" if core[0] is tokens[0] or len(core) > 1 else None
    if office_behind:
        if _OF_PLACE.search(text, max(0, start - 12), start):
            return None
        if len(core) > 1:
            return "title-after"
        part_of_name = text.endswith(("of ", "in ", "for ", "the ", "on ", "to ", "'", "’"), 0, start)
        return None if part_of_name or core[0].text.lower() in COMMON else "title-after"
    if len(core) < 2 or not is_clean(core, strict=True):
        return None
    if any(_is_title_word(token.text) for token in core):
        return None
    if _LED_BY.search(text, max(0, start - 24), start):
        return "led-by"
    if text.startswith(",", end) and _SET_OFF.search(text, max(0, start - 120), start):
        return "title-before"
    if core[0] is not tokens[0] and tokens[len(tokens) - len(core) - 1].text in ADJECTIVES and _PLAYED.match(text, end):
        return "player"
    if core[0] is tokens[0] and core[-1] is tokens[-1]:
        if _KIN.search(text, max(0, start - 16), start):
            return "kin"
        if _MET.search(text, max(0, start - 20), start) and re.match(
            r"[,.]| and | on | at | in | here\b", text[end : end + 6]
        ):
            return "met"
        if _ELECTED.match(text, end) and (
            start == 0 or text[start - 2 : start] in (". ", ", ") or text[start - 1] == "\n"
        ):
            return "elected"
    if _ON_HIS.match(text, end) or _MESSAGE_TO.search(text, max(0, start - 40), start):
        return "message-to"
    if _SAID.match(text, end) and (start == 0 or text[start - 2 : start] in (". ", ", ") or text[start - 1] == "\n"):
        return "speaker"
    return None


def _headline_core(core: list[Token]) -> list[Token]:
    """Return a name without the verb, which in a headline has a capital too."""
    for index, token in enumerate(core):
        if token.text.lower() in COMMON and token.text not in _GIVEN:
            return core[:index]
    return core
