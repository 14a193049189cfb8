"""Detect the language of a text: by its script, and within a script by letters or the commonest words.

Where these show nothing, py3langid tells it among the languages that it knows.
"""

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from corpus.languages import LANGUAGES, SCRIPTS, UNDETERMINED, Language, language_code

SAMPLE = 2000  # characters of a text that are looked at
SCRIPT_SHARE = 0.33  # of the letters, from which on a script other than Latin decides: reports quote foreign names
LETTER_SHARE = 0.02  # of the letters, from which on those of one language decide
# By how much the share of common words must exceed the next language's to contradict the page's own word: where the
# declared language is one whose words are known, so that both were counted, and where it is not.
LEAD, LEAD_OVER_UNKNOWN = 0.06, 0.15

# The share of a language's common words that no text of it falls below: of the language that its page declares, and
# where none is declared, since languages share short words. And the letters and the probability from which on the
# classifier is asked and believed.
FEW_WORDS, FEW_UNDECLARED = 0.08, 0.2
CLASSIFIED_FROM, CLASSIFIED = 120, 0.95
# From how many common words of the declared language on, and from what multiple of the next language's, they confirm
# it: measured, the next language has a tenth of them or less, and six tenths where the page's word is wrong.
CONFIRMED_FROM, CONFIRMED = 5, 4

_PATTERNS = {script: re.compile(characters) for script, characters in SCRIPTS.items()}
_LETTERS = {code: re.compile(f"[{one.letters}]", re.I) for code, one in LANGUAGES.items() if one.letters}
_COMMON = {code: frozenset(one.words.split()) for code, one in LANGUAGES.items() if one.words}
# As written: "Un" and "Il" of Korean names are no Spanish or French words, nor is "un" in "Jong-un".
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAG = re.compile(r"[a-z]{2,3}(?![^\W_])", re.I)  # a primary subtag of BCP 47
_NO_LANGUAGE = ("und", "mul", "zxx", "mis")  # ISO 639-2: undetermined, multiple, no content, uncoded


def detect_language(text: str, declared: str | None = None) -> str:
    """Return the language of a text as a code of corpus.languages, "und" where there is no evidence.

    declared: what the page, record or address says of it, in any wording. It is believed unless the script contradicts
    it, or a language's letters or words do so clearly: scrapes mark languages by rough rules, and sites serve one
    edition's frame around another's text. A text whose page declares a language that is not known is undetermined.
    """
    text = text[:SAMPLE]
    code = language_code(declared)
    own = LANGUAGES[code] if code else None
    letters = sum(map(str.isalpha, text))
    if not letters:
        return own.code if own else UNDETERMINED
    script = _script(text, letters)
    if script:
        return _by_letters(text, letters, script, own)
    if own and own.script != "Latn":
        own = None
    is_unknown = not code and _names_a_language(declared)
    few = FEW_WORDS if own or is_unknown else FEW_UNDECLARED
    words = _WORD.findall(text)
    counts = _count_common(words)
    if letters >= CLASSIFIED_FROM and not _is_shown(counts, few * len(words), own) and (found := _by_classifier(text)):
        return found
    return _by_words(counts, len(words), own, is_unknown=is_unknown)


def _names_a_language(declared: str | None) -> bool:
    match = _TAG.match((declared or "").strip())
    return bool(match) and match[0].lower() not in _NO_LANGUAGE


def _script(text: str, letters: int) -> str | None:
    """Return the script of a text; None for Latin and for scripts of no known language."""
    if text.isascii():
        return None
    shares = ((len(pattern.findall(text)) / letters, script) for script, pattern in _PATTERNS.items())
    return next((script for share, script in shares if share > SCRIPT_SHARE), None)


def _by_letters(text: str, letters: int, script: str, own: Language | None) -> str:
    known = [code for code, one in LANGUAGES.items() if one.script == script]
    shares = {code: len(_LETTERS[code].findall(text)) / letters for code in known if code in _LETTERS}
    best = max(shares, key=shares.get, default=None)
    own_share = shares.get(own.code, 0.0) if own else 0.0
    if best and shares[best] >= LETTER_SHARE and shares[best] > own_share:
        return best
    return own.code if own and own.script == script else known[0]


def _is_shown(counts: list[tuple[str, int]], few: float, own: Language | None) -> bool:
    """Return whether common words show the language, without the classifier, which takes longer than all else here.

    They do if a text has that many of one language, or if they confirm the declared one.
    """
    (best, most), (_, second) = counts[:2]
    return most >= few or bool(own and best == own.code and most >= max(CONFIRMED_FROM, CONFIRMED * second))


def _by_classifier(text: str) -> str | None:
    """Return the language that py3langid is sure of."""
    language, probability = _classifier().classify(text)
    return str(language) if probability >= CLASSIFIED else None


@cache
def _classifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _count_common(words: list[str]) -> list[tuple[str, int]]:
    """Return the languages whose common words are known with how many of those a text has, the most first."""
    found = Counter(words)
    counts = {code: sum(found[word] for word in common if word in found) for code, common in _COMMON.items()}
    return sorted(counts.items(), key=lambda row: -row[1])


def _by_words(counts: list[tuple[str, int]], words: int, own: Language | None, *, is_unknown: bool) -> str:
    (best, most), (_, second) = counts[:2]
    lead = LEAD_OVER_UNKNOWN if is_unknown or (own and own.code not in _COMMON) else LEAD
    if most >= 3 and (most - second) / words >= lead:
        return best
    if own:
        return own.code
    return best if most and not is_unknown else UNDETERMINED
