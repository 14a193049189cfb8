"""The formulas of news reports as rules over the reduced wording of a clause."""

import re
from dataclasses import dataclass
from itertools import islice

from corpus.extract.en.vocabulary import either, table

from .phrases import PERSON, formulas, listed, phrase

MAX_VERBS = 20  # of one sentence that may say that something took place

_NOUNS = table("events")["nouns"]
_FORMULAS = formulas()
_TOOK_PLACE = phrase("reports", "took_place")
_THERE_WAS = phrase("reports", "there_was")
_GAVE = phrase("reports", "gave")
_RELIEF = phrase("reports", "relief")
_SPORTING = phrase("reports", "sporting")
_NOT_NEWS = phrase("reports", "not_news")  # a verb right behind these reports nothing new
_ACCOUNT = phrase("reports", "account")  # behind these somebody's account follows, not the report's own
_SUBORDINATE = phrase("reports", "subordinate")
_SPOKEN = phrase("reports", "spoken")  # thanks and good wishes by word of mouth
_UTTERED_FIRST = phrase("reports", "uttered_first")
_OPENING = phrase("reports", "opening")
_PRESENT_AT = phrase("sequels", "present_at")
_PREPOSITION = phrase("reports", "preposition")
_DOER = re.compile(rf"{PERSON} (?:and his party )?$|, $")
_BETWEEN = re.compile(rf" (?:between|with) |s? of (?:the )?{PERSON}")
_OF_SIGNING = re.compile(r" (?:for|of) (?:signing|the signing|exchanging)")


def _with_plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("y") and noun[-2] not in "aeo":
        return noun, noun[:-1] + "ies"
    return noun, noun + "s", noun + "es"


_TYPE_OF = {form: kind for kind in _NOUNS for noun in listed(_NOUNS[kind]) for form in _with_plurals(noun)}
_NOUN = re.compile(rf"(?<![\w-])({either(_TYPE_OF)})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One formula found in a clause.

    start, end: offsets of the reporting verb. noun: what was held, sent or signed, if the formula names it.
    scheduled: the formula itself says that the event took place (it was "held"), so that it counts outside the lead.
    """

    type: str
    rule: str
    start: int
    end: int
    noun: str = ""
    scheduled: bool = False


LIST = Finding("list", "list", 0, 0)  # a list of people and nothing else


def head_noun(phrase: str) -> tuple[str, str] | None:
    """Return the first event noun of a phrase and its event type."""
    match = _NOUN.search(phrase.lower())
    if not match:
        return None
    while compound := _NOUN.match(phrase.lower(), match.end() + 1):  # "celebration performance"
        match = compound
    noun, following = match.group(1), phrase[match.end() :]
    kind = _TYPE_OF[noun]
    if _OF_SIGNING.match(following):
        return noun, "agreement"
    if kind == "assembly" and noun.endswith("meeting") and _BETWEEN.match(following):
        return noun, "meeting"
    return noun, kind


def find(text: str) -> list[Finding]:
    """Return every formula of a clause, the earliest first."""
    found = []
    for one in _FORMULAS:
        for match in one.search_in(text):
            verb = match.end() if one.rule == "said" else match.start()
            if not _is_no_news(text, verb) and not (one.rule == "exchanged" and _SPOKEN.match(match.group())):
                found.append(Finding(one.type, one.rule, match.start(), match.end(), match.group()))
                break
    found += held(text)
    if any(finding.rule == "press-conference" for finding in found):  # what is said there belongs to it
        found = [finding for finding in found if finding.rule not in ("said", "said-by")]
    found = [
        finding for finding in found if finding.type != "sport" or finding.rule == "held" or _SPORTING.search(text)
    ]
    return sorted(found, key=lambda finding: finding.start)


def _is_no_news(text: str, position: int) -> bool:
    opening = _SUBORDINATE.match(text)
    return bool(
        (opening and position < opening.end())
        or _NOT_NEWS.search(text, max(0, position - 24), position)
        or _ACCOUNT.search(text, 0, position)
    )


def relief(text: str) -> Finding | None:
    """Return a finding for relief work after a disaster, which counts while it goes on."""
    match = _RELIEF.search(text)
    return Finding("disaster", "relief", match.start(), match.end()) if match else None


def uttered_first(text: str) -> Finding | None:
    """Return a finding for a lead that tells what somebody said, without a day."""
    match = _UTTERED_FIRST.match(text)
    if not match:
        return None
    behind = match.start("speaker")  # "…, said X"
    rule, start = ("said-by", behind - 1) if behind > 0 else ("said", 0)
    return Finding("statement", rule, start, match.end(), match.group())


def attended(text: str) -> Finding | None:
    """Return a finding for a ceremony or meeting that is reported only by naming who was present."""
    match = _PRESENT_AT.match(text)
    head = match and head_noun(match["what"] or match["it"])
    return Finding(head[1], "present-at", 0, match.end(), head[0], True) if head else None


def held(text: str) -> list[Finding]:
    """Return formulas that rest on a noun: "a ceremony … took place", "there was a match", "somebody held a rally"."""
    return [finding for finding in (_took_place(text), _there_was(text), _gave(text)) if finding]


def _took_place(text: str) -> Finding | None:
    opening = _OPENING.match(text)
    begin = opening.end() if opening else 0
    noun = _NOUN.search(text.lower(), begin)
    verbs = (match for match in _TOOK_PLACE.finditer(text) if noun and noun.start() < match.start())
    for match in islice(verbs, MAX_VERBS):
        subject = text[begin : match.start()]
        head = head_noun(subject)
        if not head or _is_no_news(text, match.start()):
            continue
        # "opened" and "ended" may have a doer: then the noun before them is not what opened.
        if match.group().startswith(("took", "was", "were")) or not _DOER.search(subject):
            return Finding(head[1], "held", match.start(), match.end(), head[0], True)
    return None


def _there_was(text: str) -> Finding | None:
    match = _THERE_WAS.search(text)
    head = match and head_noun(match["object"])
    return Finding(head[1], "there-was", match.start(), match.start("object"), head[0], True) if head else None


def _gave(text: str) -> Finding | None:
    for match in _GAVE.finditer(text):
        words = match["object"]
        near = _PREPOSITION.search(words, 4)
        head = head_noun(words[: near.end() + 14] if near else words)
        if not head or _is_no_news(text, match.start()):
            continue
        if not near or words.lower().find(head[0]) <= near.start():
            return Finding(head[1], "gave", match.start(), match.start("object"), head[0], True)
    return None
