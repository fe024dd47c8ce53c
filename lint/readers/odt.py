"""OpenDocument text (.odt): read as HTML is, since its body is marked up alike; fixes splice content.xml.

Footnotes stand behind the text. Not read: numbers of lists, headers and footers, deleted text, comments.
"""

from __future__ import annotations

from lint.model import Document, Given, Segment
from lint.readers import package as packages
from lint.readers.html import HtmlOrigin, PageParser
from lint.readers.package import Broken, Package
from lint.readers.text import TextOrigin
from lint.readers.xml import Reader, is_utf8
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Edit, Place

_CONTENT = "content.xml"
# what these elements are in HTML
_NAMES = {
    "text:p": "p",
    "text:list-item": "li",
    "text:line-break": "br",
    "text:list": "ul",
    "table:table": "table",
    "table:table-row": "tr",
    "table:table-cell": "td",
    "table:covered-table-cell": "td",
    "office:body": "body",
    "draw:text-box": "div",
    "text:section": "section",
    **dict.fromkeys(
        (
            *("office:scripts", "office:font-face-decls", "office:automatic-styles", "office:annotation"),
            *("text:tracked-changes", "text:note-citation", "text:ruby-text", "text:table-of-content", "svg:desc"),
            *("text:hidden-text", "office:forms", "math:math", "svg:title", "office:binary-data"),
        ),
        "template",
    ),
}
_NOTE = "text:note-body"


class OdtOrigin:
    """An OpenDocument package with the map from its text to content.xml."""

    __slots__ = ("_content", "_package")

    def __init__(self, package: Package, content: HtmlOrigin) -> None:
        self._package, self._content = package, content

    def locate(self, offset: int) -> Place:
        """The line (a paragraph or table row) and column of an offset."""
        return self._content.line(offset)

    def takes(self, edit: Edit) -> bool:
        """Whether an edit lies in typed characters of one paragraph."""
        return self._content.takes(edit)

    def rewrite(self, edits: Iterable[Edit]) -> bytes:
        """The package with the edits made in content.xml, every other member as it was.

        Raises:
            ReadOnly: for an edit that `takes` refuses.
        """
        made = list(edits)
        if not made:
            return self._package.data
        return packages.replace(self._package.data, {_CONTENT: self._content.rewrite(made)})


def read(data: bytes, path: str, given: Given) -> Document:
    """The document of an .odt file.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.

    Raises:
        Broken: for what is no sound package, is encrypted, or has no text.
    """
    package = Package(data)
    content = package.read(_CONTENT)
    if not content or not is_utf8(content):
        raise Broken("package_no_document")
    Reader(_CONTENT, content, {}).run()  # well formed, without a document type
    bom = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    source = TextOrigin(content[len(bom) :].decode(), "utf-8", bom)
    parser = _Content(source.text, notes=False)
    notes = _Content(source.text, notes=True)
    text, shift = parser.text, len(parser.text)
    segments = [*parser.segments, *(Segment("note", s.start + shift, s.end + shift) for s in notes.segments)]
    pieces = [*parser.pieces, *(p._replace(start=p.start + shift, end=p.end + shift) for p in notes.pieces)]
    text += notes.text
    origin = HtmlOrigin(source, tuple(pieces), text)
    return Document(path, text, tuple(segments), (), OdtOrigin(package, origin), given)


class _Content(PageParser):
    """content.xml under the names of HTML: its text without footnotes, or its footnotes alone."""

    def __init__(self, source: str, notes: bool) -> None:
        super().__init__(source)
        self._notes, self._inside = notes, 0
        self.read(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        if tag == _NOTE:
            self._inside += 1
        if tag == _NOTE and not self._notes:
            super().handle_starttag("template", [])
        elif self._notes and not self._inside:
            return
        elif tag == "text:h":
            super().handle_starttag(_heading(given), [])
        elif tag == "text:s":
            count = given.get("text:c") or "1"
            self.blanks(" " * (int(count) if count.isdecimal() and len(count) < 4 else 1))
        elif tag == "text:tab":
            self.blanks("\t")
        else:
            # cells under a wide one are there, so its width does not count; a foreign element shows its content
            super().handle_starttag(_NAMES.get(tag, "span"), [])

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag == _NOTE and not self._notes:
            super().handle_endtag("template")
        elif not self._notes or self._inside:
            if tag == "text:h":
                super().handle_endtag("h1")
            elif tag not in ("text:s", "text:tab"):
                super().handle_endtag(_NAMES.get(tag, "span"))
        if tag == _NOTE:
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._notes or self._inside:
            super().handle_data(data)

    def handle_entityref(self, name: str) -> None:
        """A named character."""
        if not self._notes or self._inside:
            super().handle_entityref(name)

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        if not self._notes or self._inside:
            super().handle_charref(name)


def _heading(given: dict[str, str | None]) -> str:
    level = given.get("text:outline-level") or "1"
    return f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else "h6"
