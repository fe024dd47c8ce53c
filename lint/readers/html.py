"""HTML: the visible text, one line a block, with the place of every character in the source, so that fixes work.

Scripts, styles, heads and hidden elements are no text; a character reference is text that is not edited. Tables arrive
as lines with cells, headings as headings.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from html.parser import HTMLParser

from lint.model import Document, Edit, Given, Mark, Place, ReadOnly, Said, Segment
from lint.readers.text import Lines, TextOrigin, decode
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "math", "select", "textarea", "iframe"))
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "tbody", "tfoot", "thead", "tr", "ul", *_HEADINGS),
    )
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLANK = " \t\n\r\f"
# so many times its length, and so many characters at least, may be looked through in vain for the end of markup
_WASTED, _WASTED_LEAST = 4, 2_000_000


class _Unclosed(Exception):
    """Markup that never closes, again and again."""


class Piece(NamedTuple):
    """A range of the text and where it begins in the source; a reference is one or more characters that stay."""

    start: int
    end: int
    source: int
    plain: bool


class HtmlOrigin:
    """An HTML source with the map from its visible text."""

    __slots__ = ("_lines", "_pieces", "_starts", "source")

    def __init__(self, source: TextOrigin, pieces: tuple[Piece, ...], text: str) -> None:
        self.source, self._pieces = source, pieces
        self._starts = [piece.start for piece in pieces]
        self._lines = Lines(text)

    def locate(self, offset: int) -> Place:
        """The line and column in the source."""
        return self.source.locate(self._place(offset))

    def line(self, offset: int) -> Place:
        """The line and column in the text, for a source that nobody looks at."""
        return self._lines.locate(offset)

    def _place(self, offset: int) -> int:
        """The place in the source of a character, or of the end of the one before it."""
        if not self._pieces:
            return 0
        piece = self._pieces[max(0, bisect_right(self._starts, offset) - 1)]
        return piece.source + (min(offset, piece.end) - piece.start if piece.plain else 0)

    def takes(self, edit: Edit) -> bool:
        """Whether an edit lies in characters of the source, within one block."""
        if "\n" in edit.text or "\t" in edit.text:
            return False
        touched = self._touched(edit)
        covered = sum(min(edit.end, p.end) - max(edit.start, p.start) for p in touched)
        return bool(touched) and covered == edit.end - edit.start

    def _touched(self, edit: Edit) -> list[Piece]:
        """The pieces of source characters under an edit; for an insertion the one it stands at the end or start of."""
        pieces = self._pieces
        n = max(0, bisect_right(self._starts, edit.start) - 1)
        while n > 0 and pieces[n - 1].end >= edit.start:
            n -= 1
        near: list[Piece] = []
        while n < len(pieces) and pieces[n].start <= edit.end:
            near.append(pieces[n])
            n += 1
        if edit.start == edit.end:
            return [p for p in near if p.plain and p.start <= edit.start <= p.end][:1]
        return [p for p in near if p.plain and p.start < edit.end and p.end > edit.start]

    def rewrite(self, edits: Iterable[Edit]) -> bytes:
        """The source with the edits made; tags between the characters stay, new text stands where the first was.

        Raises:
            ReadOnly: for an edit that `takes` refuses.
        """
        made: list[Edit] = []
        for edit in edits:
            if not self.takes(edit):
                raise ReadOnly(Said("readonly_format"))
            new = html.escape(edit.text, quote=False)
            for piece in self._touched(edit):
                start, end = max(edit.start, piece.start), min(edit.end, piece.end)
                made.append(Edit(piece.source + start - piece.start, piece.source + end - piece.start, new))
                new = ""
        return self.source.rewrite(made)


def read(data: bytes, path: str, given: Given, like: TextOrigin | None = None) -> Document:
    """The document of an HTML file; the arguments are those of `text.read`.

    Raises:
        Undecodable: when the bytes are no text.
    """
    origin = like.again(data) if like else TextOrigin(*decode(data))
    parser = PageParser(origin.text)
    parser.read(origin.text)
    places = HtmlOrigin(origin, tuple(parser.pieces), parser.text)
    return Document(path, parser.text, tuple(parser.segments), tuple(parser.marks), places, given)


class PageParser(HTMLParser):
    """Puts the visible text together."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        at = source.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = source.find("\n", at + 1)
        self._chunks: list[str] = []
        self.segments: list[Segment] = []
        self.marks: list[Mark] = []
        self.pieces: list[Piece] = []
        self._length = self._line = 0
        self._unseen: list[str] = []  # open elements that nobody sees, from the first one on
        self._closes: dict[str, int] = {}  # how many of each there are
        self._kind, self._level = "body", 0
        self._tables: list[list[int]] = []  # row and column of open tables
        self._cell: tuple[int, int] | None = None
        self._pre = 0
        self._silenced = self._gap = False

    def read(self, source: str) -> None:
        """Read the whole source; behind markup that never closes, all is text."""
        self._left = _WASTED * len(source) + _WASTED_LEAST
        try:
            self.feed(source)
            self.close()
        except _Unclosed:
            self.handle_data(source[self._at() :])
        self._cell = None
        self.end_line()

    def _ended(self, at: int, end: int) -> int:
        """The end of a piece of markup; html.parser looks through all the rest for each one that has none.

        Raises:
            _Unclosed: when that was done too often.
        """
        if end < 0:
            self._left -= len(self.rawdata) - at
            if self._left < 0:
                raise _Unclosed
        return end

    def parse_starttag(self, i: int) -> int:
        """Where the start tag at `i` ends; one with a number in it that Python does not read is no tag."""
        try:
            return self._ended(i, super().parse_starttag(i))
        except ValueError:
            return self.check_for_whole_start_tag(i)

    def parse_endtag(self, i: int) -> int:
        """Where the end tag at `i` ends."""
        return self._ended(i, super().parse_endtag(i))

    def parse_html_declaration(self, i: int) -> int:
        """Where the comment or declaration at `i` ends."""
        return self._ended(i, super().parse_html_declaration(i))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section (`<![CDATA[`, `<![if`) at `i` ends; one that no browser knows is a comment to it."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # of html.parser, before Python 3.14, for any other word
            return self.parse_bogus_comment(i)

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Where the comment at `i` ends."""
        return self._ended(i, super().parse_comment(i, report))

    def parse_pi(self, i: int) -> int:
        """Where the processing instruction at `i` ends."""
        return self._ended(i, super().parse_pi(i))

    @property
    def text(self) -> str:
        """The visible text."""
        return "".join(self._chunks)

    def blanks(self, blanks: str) -> None:
        """Blanks that an element stands for."""
        if not self._unseen:
            self._put(blanks, None)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _put(self, text: str, source: int | None, plain: bool = True) -> None:
        if self._gap and source is not None:
            self._gap = False
            self._put(" ", None)
        if source is not None:
            self.pieces.append(Piece(self._length, self._length + len(text), source, plain))
        self._chunks.append(text)
        self._length += len(text)

    def end_line(self) -> None:
        """Close the open block: its line becomes a segment."""
        if self._cell is not None:
            self._gap = self._length > self._line  # blocks of one cell stay on its row
            return
        if self._length > self._line:
            # a blank line ends what a directive silences
            self._put("\n\n" if self._silenced else "\n", None)
            self._silenced = False
            self.segments.append(Segment(self._kind, self._line, self._length, self._level))
            self._line = self._length

    def _end_cell(self, last: bool) -> None:
        if self._cell is None:
            return
        row, column = self._cell
        self._gap = False
        self._put("\n" if last else "\t", None)
        self.segments.append(Segment("table", self._line, self._length, row=row, column=column))
        self._line = self._length
        self._cell = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if self._unseen:
            self._hide(tag)
            return
        given = dict(attrs)
        style = (given.get("style") or "").replace(" ", "")
        if tag in _UNSEEN or "hidden" in given or "display:none" in style:
            self._hide(tag)
            return
        if tag == "br":
            if self._cell is None:
                self.end_line()
            else:
                self._gap = True
        elif tag in ("td", "th") and self._tables:
            self._end_cell(False)
            self._cell = (self._tables[-1][0], self._tables[-1][1])
            span = given.get("colspan") or "1"
            self._tables[-1][1] += int(span) if span.isdecimal() and len(span) < 4 else 1
        elif tag in _BLOCKS:
            if tag in ("tr", "table"):
                self._end_cell(True)
            self.end_line()
            if tag == "table":
                self._tables.append([-1, 0])
            elif tag == "tr" and self._tables:
                self._tables[-1] = [self._tables[-1][0] + 1, 0]
            elif tag in _HEADINGS:
                self._kind, self._level = "heading", _HEADINGS[tag]
            elif tag == "li":
                self._kind = "list"
            self._pre += tag == "pre"

    def _hide(self, tag: str) -> None:
        if tag not in _VOID:
            self._unseen.append(tag)
            self._closes[tag] = self._closes.get(tag, 0) + 1

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._unseen:
            while self._closes.get(tag):
                closed = self._unseen.pop()
                self._closes[closed] -= 1
                if closed == tag:
                    break
            return
        if tag in ("tr", "table"):
            self._end_cell(True)
        if tag in _BLOCKS:
            self.end_line()
            if tag == "table" and self._tables:
                self._tables.pop()
            if tag in _HEADINGS or tag == "li":
                self._kind, self._level = "body", 0
            self._pre -= tag == "pre" and self._pre > 0

    def handle_data(self, data: str) -> None:
        """Text: runs of blanks are one blank, and none at the beginning of a line."""
        if self._unseen:
            return
        source, at = self._at(), 0
        while at < len(data):
            if self._pre and data[at] == "\n":
                self.end_line()
                at += 1
            elif data[at] in _BLANK:
                end = at
                while end < len(data) and data[end] in _BLANK and not (self._pre and data[end] == "\n"):
                    end += 1
                before = self._chunks[-1][-1:] if self._length > self._line else " "
                if before not in _BLANK:
                    # a line end between Han characters is layout of the source
                    han = "\n" in data[at:end] and not before.isascii() and not data[end : end + 1].isascii()
                    if not han:
                        self._put(" ", source + at if end == at + 1 and data[at] == " " else None)
                at = end
            else:
                end = at
                while end < len(data) and data[end] not in _BLANK:
                    end += 1
                self._put(data[at:end], source + at)
                at = end

    def handle_entityref(self, name: str) -> None:
        """A named character."""
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        # Python reads no number of thousands of digits, and what has ten is no character
        self._reference(f"&#{name if name[0] in 'xX' else name.lstrip('0')[:10] or '0'};")

    def _reference(self, written: str) -> None:
        if not self._unseen:
            self._put(html.unescape(written).replace("\n", " ").replace("\xa0", " "), self._at(), plain=False)

    def handle_comment(self, data: str) -> None:
        """A directive of ours, for the block behind it."""
        said = data.strip()
        if said.startswith(("gongwen-lint:", "gongwen-lint：")):
            self.end_line()
            start = self._line
            self._put(f"<!--{data}-->".replace("\n", " "), self._at(), plain=False)
            self.marks.append(Mark("directive", start, self._length, said[13:].strip()))
            self._put("\n", None)
            self.segments.append(Segment("comment", start, self._length))
            self._line = self._length
            self._silenced = True
