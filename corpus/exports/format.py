"""The base class of a format. To add a format, write a subclass and name it in ``formats.py``."""

from collections.abc import Iterable, Iterator

from corpus.lists import LISTS, List
from corpus.records import Record
from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.paging import all_ids

from .snapshot import Selection, Size


class Format:
    """A format of a whole list. ``suffix``: of the URL, without a dot; ``purpose``: what it is good for, as a page
    says it. Subclasses implement ``write``."""

    suffix: str
    media_type: str
    label: str
    purpose: str

    def has(self, listed: List) -> bool:
        """Return whether the list can be downloaded in this format."""
        return True

    @property
    def nouns(self) -> list[str]:
        """The nouns of the lists that can be downloaded in this format."""
        return [noun for noun, listed in LISTS.items() if self.has(listed)]

    def record(self, listed: List) -> type[Record]:
        """Return the record of a row."""
        return listed.record

    def select(self, listed: List, filterset: FilterSet) -> Selection:
        """Return the rows of a valid query in their order."""
        record = self.record(listed)
        return Selection(filterset.rows(), all_ids(filterset), lambda ids: listed.load(ids, record))

    def write(self, listed: List, batches: Iterable[list], size: Size, base: str) -> Iterator[str]:
        """Yield the pieces of the file, made of batches of loaded rows. ``base``: scheme and host of the site."""
        raise NotImplementedError
