"""What a clause says took place: the formulas of news reports, as rules over reduced wording."""

import re
from dataclasses import dataclass

from .phrases import PERSON, formulas, listed, phrase
from .vocabulary import either, table

_NOUNS = table("events")["nouns"]
_FORMULAS = formulas()


def _with_plurals(noun: str) -> tuple[str, ...]:
    return (
        (noun, noun[:-1] + "ies") if noun.endswith("y") and noun[-2] not in "aeo" else (noun, noun + "s", noun + "es")
    )


_TYPE_OF = {form: kind for kind in _NOUNS for noun in listed(_NOUNS[kind]) for form in _with_plurals(noun)}
_NOUN = re.compile(rf"(?<![\w-])({either(_TYPE_OF)})(?![\w-])")
# An object: a few words that hold no verb and no preposition but "of".


@dataclass(frozen=True, slots=True)
class Finding:
    """One formula found in a clause.

    start, end: the offsets of the verb that reports; noun: what was held, sent, signed, if the formula names it.
    scheduled: the formula says by itself that the thing took place (it was "held"), so that it counts outside the lead.
    """

    type: str
    rule: str
    start: int
    end: int
    noun: str = ""
    scheduled: bool = False


LIST = Finding("list", "list", 0, 0)  # nothing but people told one after another


def head_noun(phrase: str) -> tuple[str, str] | None:
    """The first event noun of a phrase and the type it tells."""
    match = _NOUN.search(phrase.lower())
    if not match:
        return None
    noun, following = match.group(1), phrase[match.end() :]
    kind = _TYPE_OF[noun]
    if (
        noun.endswith("meeting")
        and kind == "assembly"
        and re.match(rf" (?:between|with) |s? of (?:the )?{PERSON}", following)
    ):
        kind = "meeting"
    if re.match(r" (?:for|of) (?:signing|the signing|exchanging)", following):
        kind = "agreement"
    return noun, kind


_TOOK_PLACE = phrase("reports", "took_place")
_THERE_WAS = phrase("reports", "there_was")
_GAVE = phrase("reports", "gave")
_RELIEF = phrase("reports", "relief")
# A verb right behind these reports nothing new.
_NOT_NEWS = phrase("reports", "not_news")
# Behind these words somebody's account follows, not the report's own.
_ACCOUNT = phrase("reports", "account")
_SPORTING = phrase("reports", "sporting")


def find(text: str) -> list[Finding]:
    """Every formula of a clause, the earliest first."""
    found = []
    for kind, rule, pattern in _FORMULAS:
        for match in pattern.finditer(text):
            if not _is_no_news(text, match.start()) and not (rule == "exchanged" and _SPOKEN.match(match.group())):
                found.append(Finding(kind, rule, match.start(), match.end(), match.group()))
                break
    found += _held(text)
    found = [
        finding for finding in found if finding.type != "sport" or finding.rule == "held" or _SPORTING.search(text)
    ]
    return sorted(found, key=lambda finding: finding.start)


_SUBORDINATE = phrase("reports", "subordinate")
# Words of thanks and good wishes that were only spoken.
_SPOKEN = phrase("reports", "spoken")


def _is_no_news(text: str, position: int) -> bool:
    opening = _SUBORDINATE.match(text)
    return bool(
        (opening and position < opening.end())
        or _NOT_NEWS.search(text, max(0, position - 24), position)
        or _ACCOUNT.search(text, 0, position)
    )


def relief(text: str) -> Finding | None:
    """Work on the consequences of a disaster, which counts while it goes on."""
    match = _RELIEF.search(text)
    return Finding("disaster", "relief", match.start(), match.end()) if match else None


_OPENING = phrase("reports", "opening")
_PREPOSITION = phrase("reports", "preposition")


def _held(text: str) -> list[Finding]:
    found = []
    for match in _TOOK_PLACE.finditer(text):
        if _is_no_news(text, match.start()):
            continue
        opening = _OPENING.match(text)
        subject = text[opening.end() if opening else 0 : match.start()]
        head = head_noun(subject)
        if head and not (
            match.group().split()[0] not in ("took", "was", "were")
            and re.search(r"◊\d+ (?:and his party )?$|, $", subject)
        ):
            found.append(Finding(head[1], "held", match.start(), match.end(), head[0], True))
            break
    match = _THERE_WAS.search(text)
    head = match and head_noun(match["object"])
    if head:
        found.append(Finding(head[1], "there-was", match.start(), match.start("object"), head[0], True))
    for match in _GAVE.finditer(text):
        if _is_no_news(text, match.start()):
            continue
        words = match["object"]
        near = _PREPOSITION.search(words, 4)
        head = head_noun(words[: near.end() + 14] if near else words)
        if head:
            noun = re.search(re.escape(head[0]), words, re.IGNORECASE)
            if near and noun and noun.start() > near.start():
                continue
            found.append(Finding(head[1], "gave", match.start(), match.start("object"), head[0], True))
            break
    return found
