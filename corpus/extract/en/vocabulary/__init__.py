"""The vocabulary of the English rules as data files: names, titles, places and events."""

from corpus.extract.vocabulary import Vocabulary, either

_files = Vocabulary(__name__)
table, words, phrases, lines = _files.table, _files.words, _files.phrases, _files.lines

__all__ = ["either", "lines", "phrases", "table", "words"]
