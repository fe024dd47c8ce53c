"""Where the text of a Word file came from, and edits as bytes: plain ones in the touched texts, or tracked changes.

No XML is written anew: bytes are spliced at the places the parser told, so namespaces, order and formatting stay.
Across runs the new text takes the first run's formatting.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

from lint.model import Edit, Place, ReadOnly, Said
from lint.readers import package as packages
from lint.readers.story import AUTHOR, RECORD
from lint.readers.text import Lines
from lint.readers.xml import escape, is_utf8
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lint.model import Given
    from lint.readers.package import Package
    from lint.readers.story import Paragraph, Story

_TOKEN = re.compile(r"&[^;]*;|\r\n|<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|.", re.S)
_ID = re.compile(rb'[: ]id="(\d{1,9})"')
_CLOSING = re.compile(rb"</(?:\w+:)?t\s*></(?:\w+:)?r\s*>")
_SPACE = b' xml:space="preserve"'


class Run(NamedTuple):
    """What is needed to split a run: the bytes of its tag and its properties, and the fields of its `Manner`."""

    start: int
    rpr: tuple[int, int]
    prefix: bytes
    highlight: str
    color: str
    editable: bool
    boxed: bool
    placeholder: bool
    revision: str
    inserted: tuple[int, int]


class Piece(NamedTuple):
    """A range of the text with the bytes it stands in."""

    start: int
    end: int
    story: int
    tag: int  # the byte of the w:t tag
    first: int  # its content
    last: int
    run: Run


class Block(NamedTuple):
    """A paragraph outside tables: its own text, its style, the bytes of its properties, its part."""

    start: int
    end: int
    style: str
    ppr: tuple[int, int]
    story: int
    numbered: bool


class Pieces:
    """The pieces of a text in order, kept as numbers; a large file has hundreds of thousands."""

    __slots__ = ("_numbers", "_text", "starts", "stories")

    def __init__(self, stories: tuple[Story, ...]) -> None:
        self.stories = stories
        self.starts = array("I")
        self._numbers = array("I")  # for each: its length, the number of its story, and its record from the tag on
        self._text = ""

    def add(self, at: int, story: int, paragraph: Paragraph) -> None:
        """Add the pieces of a paragraph whose own text begins at `at`."""
        records = paragraph.records
        for n in range(0, len(records), RECORD):
            self.starts.append(at + records[n])
            self._numbers.extend((records[n + 1], story))
            self._numbers.extend(records[n + 2 : n + RECORD])

    def close(self, text: str) -> Pieces:
        """Say of which text they are."""
        self._text = text
        return self

    def properties(self, n: int) -> tuple[int, int, int, int]:
        """Start and end of a piece, and the bytes of its run's properties."""
        length, first, last = (self._numbers[n * RECORD + column] for column in (0, 6, 7))
        return self.starts[n], self.starts[n] + length, first, last

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, n: int) -> Piece:
        """One of them, counted from 0.

        Raises:
            IndexError: behind the last one.
        """
        start = self.starts[n]
        length, story, tag, first, last, run, rpr, behind, manner = self._numbers[n * RECORD : (n + 1) * RECORD]
        made = Run(run, (rpr, behind), *self.stories[story].manners[manner])
        return Piece(start, start + length, story, tag, first, last, made)

    def text(self, piece: Piece) -> str:
        """What the reader made of a piece."""
        return self._text[piece.start : piece.end]


class DocxOrigin:
    """A Word package with the map from its text to its bytes."""

    __slots__ = ("_lines", "comments", "given", "main", "package", "pieces", "stories")

    def __init__(
        self,
        text: str,
        package: Package,
        pieces: Pieces,
        given: Given,
        main: str,
        comments: Mapping[str, tuple[int, int]],
    ) -> None:
        self._lines = Lines(text)
        self.package, self.pieces, self.given, self.main = package, pieces, given, main
        self.stories = pieces.stories
        self.comments = comments  # id -> its range of the text

    def locate(self, offset: int) -> Place:
        """The line (a paragraph or table row) and column of an offset."""
        return self._lines.locate(offset)

    def takes(self, edit: Edit) -> bool:
        """Whether an edit can be made: all of it in text that a person typed, and within a paragraph."""
        start, end, new = edit
        if "\n" in new or "\t" in new:
            return False
        touched = [piece for piece, _, _ in self.touched(start, end)]
        covered = sum(min(end, piece.end) - max(start, piece.start) for piece in touched)
        return bool(touched) and covered == end - start and all(piece.run.editable for piece in touched)

    def touched(self, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
        """The pieces under a range, each with the part of it that lies in the range, from its own start.

        An empty range lies at the end of the piece before it, else at the start of the one behind.
        """
        if start == end:
            n = bisect_left(self.pieces.starts, start)
            before = self.pieces[n - 1] if n else None
            if before is not None and before.start < start <= before.end:
                yield before, start - before.start, start - before.start
            elif n < len(self.pieces) and self.pieces[n].start == start:
                yield self.pieces[n], 0, 0
            return
        n = max(0, bisect_right(self.pieces.starts, start) - 1)
        while n < len(self.pieces) and self.pieces[n].start < end:
            piece = self.pieces[n]
            if piece.end > start:
                yield piece, max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
            n += 1

    def rewrite(self, edits: Iterable[Edit]) -> bytes:
        """The package with the edits made, as tracked changes unless they were not wanted.

        Raises:
            ReadOnly: for a final document, for the original of tracked changes, for a part that is not UTF-8.
        """
        changes = sorted(edits)
        if not changes:
            return self.package.data
        if self.given.stage == "final":
            raise ReadOnly(Said("readonly_final"))
        if self.given.revisions == "original":
            raise ReadOnly(Said("readonly_original"))
        local: dict[Piece, list[tuple[int, int, str]]] = {}
        for start, end, new in changes:
            for piece, first, last in self.touched(start, end):
                local.setdefault(piece, []).append((first, last, new))
                new = ""  # it stands where the first run was
        splices: dict[int, list[tuple[int, int, bytes]]] = {}
        ids = _Ids(self.stories)
        for piece, own in local.items():
            story = self.stories[piece.story]
            if not is_utf8(story.data):
                raise ReadOnly(Said("readonly_encoding", {"value": story.name}))
            if not piece.run.prefix:
                raise ReadOnly(Said("readonly_namespace"))
            # what we inserted ourselves is simply written anew
            tracked = self.given.track and piece.run.revision != AUTHOR
            made = _spliced(story.data, piece, self.pieces.text(piece), own, ids if tracked else None)
            splices.setdefault(piece.story, []).append(made)
        members = {self.stories[n].name: spliced(self.stories[n].data, found) for n, found in splices.items()}
        return packages.replace(self.package.data, members)


class _Ids:
    """Numbers for tracked changes that no other change or comment of the package has."""

    __slots__ = ("_last",)

    def __init__(self, stories: tuple[Story, ...]) -> None:
        self._last = max((int(m[1]) for story in stories for m in _ID.finditer(story.data)), default=0)

    def next(self) -> bytes:
        """The next free number."""
        self._last += 1
        return b"%d" % self._last


def spliced(data: bytes, splices: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The bytes with some ranges, which do not overlap, replaced."""
    pieces, last = [], 0
    for first, after, new in sorted(splices):
        pieces += [data[last:first], new]
        last = after
    return b"".join((*pieces, data[last:]))


def boundaries(raw: bytes, shown: str) -> tuple[bytes, list[int]]:
    """The content of a text element as it is shown, and the bytes at which its characters begin and the last one ends.

    Args:
        raw: the bytes between its tags.
        shown: the text that the reader made of them, without blanks at the ends that XML does not keep.
    """
    tokens = _TOKEN.findall(raw.decode())
    if any(token.startswith("<") for token in tokens):  # a section or comment: written anew
        tokens = [escape(char).decode() for char in shown]
    while len(tokens) > len(shown):
        if tokens[0] in (" ", "\t", "\r", "\n", "\r\n") and not shown.startswith(" "):
            del tokens[0]
        else:
            del tokens[-1]
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token.encode()))
    return "".join(tokens).encode(), found


def between(data: bytes, piece: Piece, shown: str, marks: Mapping[int, bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Splices that put something between characters of a piece, outside its run.

    At the edge of a run it stands beside the run; else the run is closed before and opened again behind it.

    Args:
        data: the part's bytes.
        piece: the piece.
        shown: its text.
        marks: offset in the piece -> what to put there.
    """
    run = piece.run
    content = data[piece.first : piece.last]
    if b"<" in content:  # a section or comment is not parted
        at = [piece.first, *[piece.last] * len(shown)]
    else:
        raw, inside = boundaries(content, shown)
        begin = piece.first + content.index(raw)
        at = [begin + place for place in inside]
    bare = data[run.start : piece.tag].count(b"<") == 1 + data[slice(*run.rpr)].count(b"<")
    closing = _CLOSING.match(data, piece.last)
    parted = False
    for offset, mark in marks.items():
        if offset == 0 and bare:
            yield run.start, run.start, mark
        elif offset == len(shown) and closing:
            yield closing.end(), closing.end(), mark
        else:
            parted = True
            yield at[offset], at[offset], b"".join((*run_end(run), mark, *run_start(data, run)))
    if parted and at[-1] < piece.last:
        # blanks at the end that nobody sees would be seen in a text that keeps its blanks
        yield at[-1], piece.last, b""


def run_end(run: Run) -> tuple[bytes, ...]:
    """The tags that close a text and its run."""
    return (b"</%bt></%br>" % (run.prefix, run.prefix),)


def run_start(data: bytes, run: Run) -> tuple[bytes, ...]:
    """The tags that open a run of the same properties and a text in it."""
    p = run.prefix
    # by the blank the program knows its own cut again
    return b"<%br >" % p, data[slice(*run.rpr)], b"<%bt%b>" % (p, _SPACE)


def _spliced(
    data: bytes, piece: Piece, shown: str, edits: list[tuple[int, int, str]], ids: _Ids | None
) -> tuple[int, int, bytes]:
    """The range of a text element with its tag, and the bytes to stand there."""
    raw, at = boundaries(data[piece.first : piece.last], shown)
    tag = data[piece.tag : piece.first]
    kept: list[bytes] = []  # the first of these stays in the element
    between: list[bytes] = []
    last = 0
    for first, after, new in edits:
        if ids is None:
            kept = [b"".join((*kept, raw[at[last] : at[first]], escape(new)))]
        else:
            kept.append(raw[at[last] : at[first]])
            between.append(_change(data, piece.run, raw[at[first] : at[after]], escape(new), ids))
        last = after
    rest = raw[at[last] :]
    kept = [b"".join((*kept, rest))] if ids is None else [*kept, rest]
    if kept[0][:1].isspace() or kept[0][-1:].isspace():
        tag = tag if b"preserve" in tag else tag[:-1] + _SPACE + b">"
    content = kept[0] + b"".join(change + text for change, text in zip(between, kept[1:], strict=True))
    return piece.tag, piece.last, tag + content


def _change(data: bytes, run: Run, old: bytes, new: bytes, ids: _Ids) -> bytes:
    """A tracked replacement inside a text: the run is closed before it and opened again behind."""
    p, properties = run.prefix, data[slice(*run.rpr)]
    outer = data[slice(*run.inserted)]

    def tagged(element: bytes, text: bytes, inner: bytes) -> bytes:
        who = b'%b%b %bid="%b" %bauthor="%b"' % (p, element, p, ids.next(), p, AUTHOR.encode())
        content = b"<%br>%b<%b%b%b>%b</%b%b></%br>" % (p, properties, p, inner, _SPACE, text, p, inner, p)
        return b"<%b>%b</%b%b>" % (who, content, p, element)

    pieces = [b"</%bt></%br>" % (p, p)]
    if old:
        pieces.append(tagged(b"del", old, b"delText"))
    if new:
        inserted = tagged(b"ins", new, b"t")
        # an insertion does not stand in another one
        pieces.append(b"</%bins>%b%b" % (p, inserted, outer) if outer else inserted)
    pieces.append(b"<%br>%b<%bt%b>" % (p, properties, p, _SPACE))
    return b"".join(pieces)
