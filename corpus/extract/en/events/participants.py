"""The participants of the event that a clause reports, and their roles."""

import re

from corpus.extract.en.people.people import Named

from .clauses import Clause
from .phrases import CHAIN, SIGN, phrase
from .rules import Finding

_CHAIN = re.compile(CHAIN)
NEAR = 400  # characters before a name that tell its role
_JOINED = re.compile(r"[^◊]{0,200}?(?:, | and |, and )")
_SIGN = re.compile(rf"{SIGN}\d+")
_HONOUR = phrase("parts_played", "honour")
# Who stands before a verb is its subject, and no longer one of those met: "met A, and B signed an agreement".
_NEXT_DOER = re.compile(r" (?:signed|met|visited|attended|held|received|arrived|left|said|delivered|inspected)\b")
# Behind these words stands somebody who is only spoken of.
_SPOKEN_OF = phrase("parts_played", "spoken_of")
_DENOUNCED = phrase("parts_played", "denounced")
_WITH = phrase("parts_played", "with")
_PREPOSITION = phrase("parts_played", "preposition")
_TALKS = phrase("parts_played", "talks")
# What follows reports words, reasons or memories: whoever is named there took no part.
_ASIDE = phrase("parts_played", "aside")
_COMPANY = phrase("parts_played", "company")
_NAMESAKE = phrase("parts_played", "namesake")


def take_part(clause: Clause, finding: Finding) -> list[tuple[Named, str]]:
    """Return the participants of a clause in printed order, each with a role."""
    text = clause.text
    aside = _aside(text, finding)
    taken: list[tuple[Named, str]] = []
    role = None
    last_end = 0
    for match in _CHAIN.finditer(text):
        if aside <= match.start():
            break
        window = max(0, match.start() - NEAR)
        before = text[window : match.start()]
        honour = _HONOUR.search(before)
        if honour:
            before = before[: honour.start()]
        joined = (
            taken
            and _JOINED.fullmatch(text, last_end, window + len(before))
            and not _PREPOSITION.search(before.rstrip(" "))
        )
        presents = finding.rule == "credentials" and before.endswith(" of ")
        if _NAMESAKE.match(text, match.end()) or (_is_spoken_of(before) and not presents):
            role = None
        else:
            fresh = _role(before, match, finding, bool(taken))
            role = role if joined and fresh is None and role else fresh
            if role:
                signs = [sign for sign in _SIGN.finditer(text, *match.span()) if sign.start() < aside]
                if len(signs) > 1 and match.start() > finding.start and _NEXT_DOER.match(text, match.end()):
                    signs.pop()
                taken += [(clause.person(sign.group()), role) for sign in signs]
        last_end = match.end()
    return _refine(taken, finding)


def _aside(text: str, finding: Finding) -> int:
    """Return where the report ends and quoted words, reasons or memories begin, after the verb."""
    match = _ASIDE.search(text, finding.end)
    if not match:
        return len(text)
    # An occasion set in commas does not end the report: "sent, on the occasion of …, a message to X".
    return match.start()


def _is_spoken_of(before: str) -> bool:
    if _DENOUNCED.search(before):
        return True
    if _WITH.search(before):
        return False
    if _TALKS.search(before[: -len("of ")]) and before.endswith("of "):
        return False
    return bool(_SPOKEN_OF.search(before))


def _role(before: str, match: re.Match, finding: Finding, later: bool) -> str | None:
    """Return the role of a chain of people by the words before it; None if it has no part in the event."""
    kind = finding.type
    behind = match.start() > finding.start
    preposition = _PREPOSITION.search(before)
    word = preposition.group(1) if preposition else ""
    if _COMPANY.search(before[-40:]) and word in ("by", "with", "together with", "along with"):
        return "companion"
    if kind == "message":
        return _message_role(before, word, behind, finding)
    if kind == "list" or finding.rule == "present-at":
        return None if word in ("from", "to", "before", "on") else "present"
    if kind == "appointment":
        return None if word in ("from", "to", "before", "with") else "principal"
    if finding.rule == "said-by" and not later and word == "":
        return "speaker"
    if kind == "statement":
        if match.start() == finding.start or (not behind and word in ("between", "by", "")):
            return "speaker"
        return "speaker" if word == "by" and finding.rule != "said" else None  # "criticized a request by X"
    if re.search(r"\b(?:greeted|seen off|welcomed|met) (?:[^◊]{0,40} )?by $", before):
        return "host"
    if re.search(r"\b(?:hosted|arranged|given|sponsored) by $", before):
        return "host"
    if re.search(r"(?:led|headed|guided|chaired|signed) by (?:its |the )?$", before):
        return "principal" if not behind or kind in ("visit",) else "counterpart" if kind == "meeting" else "principal"
    if not behind:
        if finding.noun in ("reception", "banquet", "dinner", "luncheon") and finding.rule == "gave":
            return "host"
        if word in ("between", "by"):
            return "principal"
        if word in ("from", "to", "at", "before", "on"):
            return None
        return "principal"
    if kind == "meeting":
        return "counterpart"
    if finding.rule in ("flowers-sent", "flowers-laid", "homage") and word not in ("by", "with", "together with"):
        return None  # who is honoured takes no part
    if word in ("with", "together with", "along with"):
        return "counterpart"
    if kind == "ceremony" and word in ("to", "on"):
        return "counterpart"  # whom an order is awarded to, or a title conferred on
    if kind == "sport" and word not in ("from", "before", "to"):
        return "present"
    return "present" if _WITH.search(before) or word in ("by", "between", "including", "attended by") else None


def _message_role(before: str, word: str, behind: bool, finding: Finding) -> str | None:
    receiving = re.match(r"received|got|was presented|were presented", finding.noun) is not None
    if word == "from" or (word == "by" and behind):
        return "sender"
    if word == "to" and not receiving:
        return "recipient"
    if not behind:
        return "recipient" if receiving else "sender"
    return None if receiving or word else "recipient"


def _refine(taken: list[tuple[Named, str]], finding: Finding) -> list[tuple[Named, str]]:
    """Keep one mention for each person; in a meeting without a subject the first two are principal and counterpart."""
    seen: set[str] = set()
    unique = []
    for named, role in taken:
        if named.name not in seen:
            seen.add(named.name)
            unique.append((named, role))
    if finding.type == "meeting" and len(unique) > 1:
        principals = [one for one in unique if one[1] == "principal"]
        if len(principals) == len(unique):
            unique[1:] = [(named, "counterpart") for named, _ in unique[1:]]
        elif not principals and unique[0][1] == "counterpart":
            unique[0] = (unique[0][0], "principal")
    return unique
