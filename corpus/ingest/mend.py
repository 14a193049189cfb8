"""Mend text whose markup was lost on the way."""

import re

# kcna.kp and Rodong Sinmun set the leaders' names in <nobr><span class="fSpecCs">…</span></nobr>; a scraper that drops
# the tags without a space glues the name to its neighbours: "greetings ofKim Jong Un", "Kim Jong Unalso".
LEADERS = ("Kim Il Sung", "Kim Jong Il", "Kim Jong Un", "Kim Jong Suk")

_names = "|".join(name.replace(" ", r"\s+") for name in LEADERS)
_BEFORE = re.compile(rf"(?<=[^\W_])({_names})")
_BEFORE_MARK = re.compile(rf"(?<=[.,;:!?)])({_names})")
# "Kim Jong Ilhwa" is a flower, "Kimilsungia" holds no spaced name: the rest of a word is split off only where it is a
# word of its own.
_AFTER = re.compile(rf"({_names})(?!hwa\b|s\b)(?=[^\W_])")


def mend_glued_names(text: str) -> str:
    """Set the missing spaces around the leaders' names; everything else is left as it is."""
    if "Kim " not in text and "Kim\n" not in text:
        return text
    text = _BEFORE.sub(r" \1", text)
    text = _BEFORE_MARK.sub(r" \1", text)
    return _AFTER.sub(r"\1 ", text)
