"""Korean names in Latin letters, as the media of any language print them: family names and syllables."""

import re

from .vocabulary import Vocabulary, either

_files = Vocabulary(__package__, "lists")
_table = _files.table("korean")
_NOT_SYLLABLES = _files.words("korean", "not_syllables")
_SYLLABLE = re.compile(
    f"(?:{either(_table['initials'].split())})?(?:{either(_table['vowels'].split())})"
    f"(?:{either(_table['finals'].split())})?"
)

SURNAMES = _files.words("korean", "surnames")
MAIN_SURNAMES = _files.words("korean", "main_surnames")
AMBIGUOUS_SURNAMES = _files.words("korean", "ambiguous_surnames")
SOFT_SYLLABLES = _files.words("korean", "soft_syllables")


def is_syllable(word: str) -> bool:
    """Return whether a capitalised word can be a syllable of a Korean given name."""
    if word in _NOT_SYLLABLES:
        return False
    return bool(_SYLLABLE.fullmatch(word.lower())) and (word[1:].islower() or len(word) == 1)
