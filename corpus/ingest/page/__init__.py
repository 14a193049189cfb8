"""A capture as layouts read it: its text, its parsed HTML, its metadata, its record."""

from .page import Page
from .soup import lines_of, text_of, walk_text
from .text import split_lines

__all__ = ["Page", "lines_of", "split_lines", "text_of", "walk_text"]
