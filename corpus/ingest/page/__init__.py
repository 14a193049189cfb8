"""A capture as layouts read it: its text, its parsed HTML, its metadata, its record."""

from .decode import guess_encoding
from .page import Page
from .soup import lines_of, text_of, walk_text
from .text import split_lines

__all__ = ["Page", "guess_encoding", "lines_of", "split_lines", "text_of", "walk_text"]
