"""BeautifulSoup over lxml: the elements that a layout selects, and their text."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.builder import LXMLTreeBuilder
from bs4.element import NavigableString, PageElement, Tag

from .text import split_lines

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
        "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    ]
)  # fmt: skip
HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea")
_LEFT_OUT = frozenset([*HIDDEN, "nav"])


class _TreeBuilder(LXMLTreeBuilder):
    """A builder that leaves out scripts, menus and comments, and takes half the time of BeautifulSoup's own.

    It keeps attributes as lxml gives them: "class" is one string. HTML has no namespaces to keep track of.
    """

    CHUNK_SIZE = 2**20

    def __init__(self):
        super().__init__(multi_valued_attributes=None, string_containers={}, attribute_dict_class=dict)
        self._skipped = 0  # open elements, from the outermost one that is left out

    def prepare_markup(self, markup, *args, **kwargs):
        """Yield the decoded page as UTF-8 whatever encoding it declares, without a warning about XHTML."""
        yield markup.encode(), "utf-8", None, False

    def start(self, tag, attrib, nsmap=None):
        if self._skipped or tag in _LEFT_OUT:
            self._skipped += 1
        else:
            self.soup.handle_starttag(tag, None, None, dict(attrib), namespaces={})

    def end(self, name):
        if self._skipped:
            self._skipped -= 1
        else:
            self.soup.handle_endtag(name)

    def data(self, data):
        if not self._skipped:
            self.soup.handle_data(data)

    def comment(self, text):
        pass

    def pi(self, target, data):
        pass

    def doctype(self, name, pubid, system):
        pass


def make_soup(markup: str) -> BeautifulSoup:
    """Return the parsed page without scripts, menus (<nav>) and comments."""
    return BeautifulSoup(markup, builder=_TreeBuilder())


def text_of(element: Tag | None) -> str:
    """Return an element's text on one line; "" for None."""
    return " ".join("".join(map(_text, element.descendants)).split()) if element is not None else ""


def _text(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return node
    return "\n" if node.name == "br" else ""


def walk_text(root: Tag) -> Iterator[tuple[str, Tag | None, str]]:
    """Yield (event, element, text) in document order, with a line feed where a block begins or ends and for each <br>.

    event: "start" or "end" of an element, or "text" (element None).
    """
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    yield "start", root, _break(root)
    while stack:
        element, rest = stack[-1]
        node = next(rest, None)
        if node is None:
            stack.pop()
            yield "end", element, "\n" if element.name == "br" else _break(element)
        elif isinstance(node, Tag):
            stack.append((node, iter(node.contents)))
            yield "start", node, _break(node)
        else:
            yield "text", None, node


def _break(element: Tag) -> str:
    return "\n" if element.name in BLOCKS else ""


def lines_of(root: Tag) -> list[str]:
    """Return an element's text as lines, one for each block and line break."""
    return split_lines("".join(text for _, _, text in walk_text(root)))
