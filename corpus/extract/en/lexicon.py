"""The English words that other rooms compare people and sentences by."""

from corpus.extract.lexicon import Lexicon

from .vocabulary import lines, table, words


def _listed(text: str) -> frozenset[str]:
    """Return the parts of a comma-separated entry."""
    return frozenset(" ".join(part.split()) for part in text.split(",") if part.strip())


_kinds = table("kinds")
_plain = _kinds["plain"]

LEXICON = Lexicon(
    calendar=words("words", "calendar"),
    common=lines("common"),
    function=words("words", "function_words"),
    spheres={sphere: frozenset(titles) for sphere, titles in table("spheres")["spheres"].items()},
    kinds={
        (event, kind): _listed(said)
        for event, kinds in _kinds.items()
        for kind, said in kinds.items()
        if event != "plain"
    },
    first_kinds=_listed(_plain["first"]),
    weak_kinds=_listed(_plain["weak"]),
    formula=_listed(_plain["formula"]),
    occasion=frozenset(_plain["occasion"]),
    collective=_listed(_plain["collective"]),
    abbreviations=_listed(_plain["abbreviations"]),
)
