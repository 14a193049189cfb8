"""The English words that other rooms compare people and sentences by."""

from corpus.extract.lexicon import Lexicon

from .vocabulary import lines, table, words

LEXICON = Lexicon(
    calendar=words("words", "calendar"),
    common=lines("common"),
    function=words("words", "function_words"),
    spheres={sphere: frozenset(titles) for sphere, titles in table("spheres")["spheres"].items()},
)
