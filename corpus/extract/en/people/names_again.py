"""Names found by names found elsewhere: the others of a list, and shorter forms of a full name."""

from itertools import combinations

from corpus.extract.korean_spelling import AMBIGUOUS_SURNAMES

from .foreign_names import CHINESE, INITIAL, is_clean, strip
from .tokens import Spot
from .word_lists import COMMON, FUNCTION, ORGANISATION, PLACE_WORDS

LONGEST_AGAIN = 4  # words of a shorter form
LONGEST_NAME = 10  # words of a name that has shorter forms; no real one has more


def spread_over_lists(text: str, loose: list, found: list[Spot]) -> None:
    """Add clean runs joined to a foreign name by a comma or "and": "Cui Yan, Sai Tiejun and Bo Lin"."""
    starts = {name.start: name for name in found if not name.korean}
    ends = {name.end: name for name in found if not name.korean}
    for _ in range(2):
        for tokens, after_name in loose:
            core, _titled = strip(tokens)
            if after_name or not 2 <= len(core) <= 4 or core[0].start in starts or not is_clean(core, strict=True):
                continue
            if all(INITIAL.fullmatch(token.text) for token in core):  # "U.S."
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


def find_again(loose: list, found: list[Spot], known: tuple[Spot, ...], text: str) -> None:
    """Find shorter forms of names printed in full elsewhere: a family name alone, a name without its patronymic."""
    taken = {name.start for name in found}
    full = {}
    for name in known:
        parts = name.text.split()
        if len(parts) > 1:
            full[name.text] = (parts, name.korean)
    if not full:
        return
    bearers = _bearers(full)
    whole = {tuple(parts) for parts, _ in full.values()}
    shorter = _shorter({frozenset(parts) for parts, _ in full.values()})
    for tokens, after_name in loose:
        core, titled = strip(tokens)
        if after_name:
            continue
        if not core and len(tokens) == 1:
            core = tokens
        if not core or core[0].start in taken:
            continue
        for length in range(min(LONGEST_AGAIN, len(core)), 0, -1):
            words_ = tuple(token.text for token in core[:length])
            if length == 1:
                match = _again_alone(words_[0], bearers, titled)
            else:
                match = words_ in whole or frozenset(words_) in shorter
            if match and (length == len(core) or not _goes_on(core[length].text, length)):
                start, end = core[0].start, core[length - 1].end
                found.append(Spot(start, end, text[start:end], "again"))
                break


def _shorter(names: set[frozenset[str]]) -> set[frozenset[str]]:
    """Return what may stand for a name: some of its words, at most LONGEST_AGAIN, but not all."""
    return {
        frozenset(some)
        for words_ in names
        if len(words_) <= LONGEST_NAME
        for number in range(1, min(LONGEST_AGAIN, len(words_) - 1) + 1)
        for some in combinations(words_, number)
    }


def _bearers(full: dict[str, tuple[list[str], bool]]) -> dict[str, tuple[list[str], bool] | None]:
    """Return by family name the one person who bears it; None if several do."""
    by_surname: dict[str, set[str]] = {}
    for name, (parts, korean) in full.items():
        for key in {parts[0]} if korean else {parts[0], *parts[-2:]}:
            by_surname.setdefault(key, set()).add(name)
    found = {}
    for key, names in by_surname.items():
        people = {name if full[name][1] else tuple(full[name][0][-1:]) for name in names}
        found[key] = full[next(iter(names))] if len(people) == 1 else None
    return found


def _goes_on(word: str, length: int) -> bool:
    """Return whether the word behind a known name makes it another's: "Sun Yat-sen", "Obama Foundation"."""
    return word in ORGANISATION or (length == 1 and word.lower() not in COMMON)


def _again_alone(word: str, bearers: dict, titled: bool) -> bool:
    """Return whether a word is the family name of just one person; a given name or an ambiguous word needs a title."""
    bearer = bearers.get(word)
    if bearer is None:
        return False
    parts, korean = bearer
    if word.lower() in COMMON or word in FUNCTION:
        return False
    if korean:
        return word == parts[0] and (titled or word not in AMBIGUOUS_SURNAMES)
    if word in PLACE_WORDS:
        return False
    if len(parts) == 2 and parts[0] in CHINESE:
        return word == parts[0]
    return word == parts[-1] or (titled and len(parts) > 2 and word == parts[-2])  # the first of two family names
