"""Which language a text is in: by script, and for Latin script by its commonest words."""

import re

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_COMMON = {
    "en": frozenset(["the", "of", "and", "to", "in", "on", "was", "for", "with", "by", "is", "that", "it", "at"]),
    "es": frozenset(["el", "la", "los", "las", "de", "del", "y", "en", "que", "por", "con", "una", "su", "para", "se"]),
    "fr": frozenset(
        ["le", "la", "les", "des", "du", "et", "en", "que", "par", "avec", "une", "son", "pour", "est", "dans"]
    ),
    "vi": frozenset(["của", "và", "các", "là", "trong", "đã", "cho", "với", "được", "những"]),
}


def guess_language(text: str) -> str:
    """A BCP 47 code: ko, ja, zh, ru, ar by a third of the letters; en, es, fr, vi by common words; "en" for nothing."""
    sample = text[:4000]
    letters = sum(map(str.isalpha, sample)) or 1
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(sample)) / letters > 0.33 or (
            code == "ja" and len(pattern.findall(sample)) / letters > 0.1
        ):
            return code
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    counts = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    return max(counts, key=counts.__getitem__)
