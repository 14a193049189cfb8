"""What every form of a whole list is: to add a format is to write one such class and to name it in ``forms.py``."""

from collections.abc import Iterable, Iterator

from corpus.search.grammar.filterset import FilterSet
from corpus.search.results.paging import all_ids

from .lists import Listed
from .snapshot import Selection, Size


class Form:
    """One format. Subclasses give what is below, and ``pieces``."""

    suffix: str  # of the address, without its dot
    media_type: str
    label: str
    says: str  # what it is good for, for a page
    lists: tuple[str, ...]

    def select(self, listed: Listed, filterset: FilterSet) -> Selection:
        """What the file of a valid query holds: its rows, in their order."""
        record = self.record(listed)
        return Selection(filterset.rows(), all_ids(filterset), lambda ids: record.load(listed.rows().in_order(ids)))

    def record(self, listed: Listed):
        """The record of a row."""
        return listed.record

    def write(self, listed: Listed, batches: Iterable[list], size: Size, base: str) -> Iterator[str]:
        """The file, piece by piece, of batches of loaded rows. ``base``: scheme and host of the site."""
        raise NotImplementedError
