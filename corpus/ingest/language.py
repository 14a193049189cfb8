"""Which language a text is in: by script, and within a script by letters or the commonest words."""

import re
from collections import Counter

SAMPLE = 2000  # characters looked at
_SURE = 0.06  # share of common words, and their lead over the next language's, by which a text is told from its words

_CODES = (
    {code: code for code in ("ar", "de", "en", "es", "fa", "fr", "ja", "ko", "lo", "pt", "ru", "vi", "zh")}
    | {"cn": "zh", "jp": "ja", "kp": "ko", "kr": "ko", "sp": "es", "vn": "vi"}  # as sites name their editions
    | {
        "arabic": "ar",
        "chinese": "zh",
        "english": "en",
        "french": "fr",
        "japanese": "ja",
        "korean": "ko",
        "persian": "fa",
    }
    | {"portuguese": "pt", "russian": "ru", "spanish": "es", "vietnamese": "vi"}
)

_KANA = re.compile(r"[\u3040-\u30ff]")
_SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
)
_PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06a9\u06af\u06cc]")  # pe, che, zhe, keheh, gaf, Farsi yeh
# As written: "Un" and "Il" of Korean names are no Spanish or French words, nor is "un" in "Jong-un".
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COMMON = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in on was for with by is that it at as from were be his has which this are an",
        "es": "el la los las de del y en que por con una un su para se al es como sus lo fue o más mas esta este",
        "fr": "le la les des du et en que par avec une un son pour est dans au aux sur ce qui il a été",
        "pt": "o a os as de do da dos das e em que por com uma um para no na se ao foi não nao seu sua",
        "de": "der die das und in den von zu mit ist im des für auf dem sich eine ein nicht als",
        "vi": "của và các là trong đã cho với được những có một này tại người về không",
    }.items()
}


def language_code(name: str | None) -> str | None:
    """The code of a language's name, tag or edition: "en-US", "es?", "Kr", "Spanish"; None for none that is known."""
    match = re.match(r"[a-z]+", (name or "").strip().casefold())
    return _CODES.get(match[0]) if match else None


def tell_language(text: str, hint: str | None = None) -> str:
    """The language of a text as a BCP 47 code, one of ar, de, en, es, fa, fr, ja, ko, lo, pt, ru, vi, zh.

    hint: what the page, record or address says of it. It counts only where the text is too short or too mixed to tell:
    scrapes mark languages by rough rules, and sites serve one edition's frame around another's text. "en" for nothing.
    """
    text = text[:SAMPLE]
    code, sure = _by_script(text)
    if code is None:
        code, sure = _by_words(text)
    return code if sure else language_code(hint) or code or "en"


def _by_script(text: str) -> tuple[str | None, bool]:
    letters = sum(map(str.isalpha, text))
    for code, pattern in _SCRIPTS:
        share = len(pattern.findall(text)) / letters if letters else 0
        if share > 0.33:
            if code == "zh" and len(_KANA.findall(text)) > letters / 20:
                code = "ja"
            elif code == "ar" and len(_PERSIAN.findall(text)) > letters / 25:
                code = "fa"
            return code, True
    return ("ja", True) if letters and len(_KANA.findall(text)) > letters / 3 else (None, False)


def _by_words(text: str) -> tuple[str | None, bool]:
    words = _WORD.findall(text)
    found = Counter(words)
    counts = {code: sum(found[word] for word in common if word in found) for code, common in _COMMON.items()}
    (best, most), (_, second) = sorted(counts.items(), key=lambda row: -row[1])[:2]
    if not most:
        return None, False
    return best, most >= 3 and (most - second) / len(words) >= _SURE
