"""Restore spaces that were lost when a scraper dropped markup."""

import re

# kcna.kp and Rodong Sinmun set the leaders' names in <nobr><span class="fSpecCs">…</span></nobr>; a scraper that drops
# the tags without a space glues the name to its neighbours: "greetings ofKim Jong Un", "Kim Jong Unalso".
LEADERS = ("Kim Il Sung", "Kim Jong Il", "Kim Jong Un", "Kim Jong Suk")

_names = "|".join(name.replace(" ", r"\s+") for name in LEADERS)
_BEFORE = re.compile(rf"(?<=[^\W_])({_names})")
_BEFORE_MARK = re.compile(rf"(?<=[.,;:!?)])({_names})")
# "Kim Jong Ilhwa" is a flower and "Kim Jong Ils" a plural: neither is split.
_AFTER = re.compile(rf"({_names})(?!hwa\b|s\b)(?=[^\W_])")


def mend_glued_names(text: str) -> str:
    """Return the text with the missing spaces around the leaders' names; all else is unchanged."""
    if "Kim " not in text and "Kim\n" not in text:
        return text
    text = _BEFORE.sub(r" \1", text)
    text = _BEFORE_MARK.sub(r" \1", text)
    return _AFTER.sub(r"\1 ", text)
