"""Word (.docx, .docm, .dotx; Transitional and Strict): one line a paragraph or table row, in reading order.

Behind the body stand footnotes, endnotes, headers and footers, and last the hidden text, outside prose. Cells of a row
are parted by tabs, as a copied table is; a number that Word computes is text that cannot be edited.
"""

from __future__ import annotations

from lint.model import Document, Given, Mark, Segment
from lint.readers.docx_origin import Block, DocxOrigin, Pieces
from lint.readers.numbering import Numbering, Styles
from lint.readers.package import Broken, Package
from lint.readers.story import AUTHOR, RECORD, Paragraph, Story
from lint.readers.xml import Reader, relations
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.readers.story import Position
    from lint.readers.xml import Attributes

_HEADINGS = {f"heading {n}": n for n in range(1, 10)}
_PROPERTY_PARTS = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "extended-properties",
    "extendedProperties",
)
_PROPERTIES = {"dc:title": "标题", "app:Company": "单位", "app:Template": "模板"}


def read(data: bytes, path: str, given: Given) -> Document:
    """The document of a Word file.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.

    Raises:
        Broken: for what is no sound Word package.
    """
    package = Package(data)
    main = next((target for kind, target in relations(package, "").values() if kind == "officeDocument"), "")
    if main not in package.names:
        raise Broken("package_no_document")
    related = relations(package, main)
    original = given.revisions == "original"
    by_kind: dict[str, str] = {}
    for kind, target in related.values():
        by_kind.setdefault(kind, target)
    styles = Styles(package, by_kind.get("styles", ""))
    numbering = Numbering(package, by_kind.get("numbering", ""), styles)
    body = Story(main, package.read(main), "body", original, styles)
    stories = [body]
    for kind in ("footnotes", "endnotes"):
        if by_kind.get(kind) in package.names:
            stories.append(Story(by_kind[kind], package.read(by_kind[kind]), "note", original, styles))
    for wanted in ("headerReference", "footerReference"):
        targets = [related[number][1] for name, number in body.parts if name == wanted and number in related]
        for name in dict.fromkeys(targets):
            stories.append(Story(name, package.read(name), wanted.removesuffix("Reference"), original, styles))
    comments = by_kind.get("comments", "")
    authors = _authors(comments, package.read(comments)) if comments else {}
    text = _Text(styles, numbering, authors, Pieces(tuple(stories)))
    for number, story in enumerate(stories):
        text.story(number, story)
    for number, story in enumerate(stories):
        text.hidden(number, story)
    whole, segments, marks = text.done()
    origin = DocxOrigin(whole, package, text.pieces.close(whole), given, main, text.comments)

    about = [Mark("property", 0, 0, said) for said in _properties(package)]
    if b"eastAsia=" in body.data:
        about.append(Mark("typeface", 0, 0))

    def look() -> tuple[Mark, ...]:
        from lint.readers import looks  # only the rules of layout need it

        parts = {kind: package.read(by_kind.get(kind, "")) for kind in ("styles", "theme", "settings")}
        return looks.marks(looks.Looks(**parts), text.blocks, whole, text.pieces)

    return Document(path, whole, segments, (Mark("format", 0, 0, "docx"), *about, *marks), origin, given, look)


def _properties(package: Package) -> list[str]:
    """Title, company and template as the file's properties state them: `name=value`, in that order."""
    found: dict[str, str] = {}
    open_: list[str] = []

    def start(element: str, attributes: Attributes) -> None:
        open_.append(element)

    def end(element: str) -> None:
        open_.pop()

    def text(characters: str) -> None:
        if open_:
            found[open_[-1]] = found.get(open_[-1], "") + characters

    for kind, name in relations(package, "").values():
        if kind in _PROPERTY_PARTS and name in package.names:
            Reader(
                name, package.read(name), dict.fromkeys(_PROPERTIES, start), dict.fromkeys(_PROPERTIES, end), text
            ).run()
    return [
        f"{said}={found[element].strip()}" for element, said in _PROPERTIES.items() if found.get(element, "").strip()
    ]


def _authors(name: str, data: bytes) -> dict[str, str]:
    """Who wrote each comment, by its id."""
    found: dict[str, str] = {}

    def start(element: str, attributes: Attributes) -> None:
        values = reader.values(attributes)
        found[values.get("id", "")] = values.get("author", "")

    reader = Reader(name, data, {"comment": start})
    if data:
        reader.run()
    return found


class _Text:
    """The text of a document while it is put together."""

    def __init__(self, styles: Styles, numbering: Numbering, authors: dict[str, str], pieces: Pieces) -> None:
        self._styles, self._numbering, self._authors = styles, numbering, authors
        self._chunks: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []
        self._marks: list[Mark] = []
        self.pieces = pieces
        self.blocks: list[Block] = []
        self.comments: dict[str, tuple[int, int]] = {}  # the range of each, by its id

    def done(self) -> tuple[str, tuple[Segment, ...], tuple[Mark, ...]]:
        """Text, segments and marks."""
        marks = sorted(self._marks, key=lambda m: (m.start, m.end, m.kind, m.value))
        return "".join(self._chunks), tuple(self._segments), tuple(marks)

    def _put(self, text: str) -> None:
        self._chunks.append(text)
        self._length += len(text)

    def _segment(
        self, start: int, kind: str, level: int = 0, row: int | None = None, column: int | None = None
    ) -> None:
        if self._length > start:
            self._segments.append(Segment(kind, start, self._length, level, row, column))

    def story(self, number: int, story: Story) -> None:
        """Add the paragraphs of a part."""
        starts: dict[int, int] = {}  # of each paragraph's own text, behind its number
        order: list[int] = []
        paragraphs = story.paragraphs
        for n, paragraph in enumerate(paragraphs):
            after = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
            start = self._length
            order.append(start)
            kind, level = self._kind(paragraph, story.kind)
            numbered = self._number(paragraph)
            if numbered:
                self._put(numbered)
                if paragraph.cell is None or paragraph.box:
                    self._segment(start, "meta" if kind == "meta" else "number")
            if numbered == "" and kind == "body":
                kind = "list"  # a bullet
            starts[id(paragraph)] = own = self._length
            self._own(number, paragraph)
            # page numbers stand in text boxes of the footer
            if paragraph.cell is None and (kind not in ("meta", "box", "note") or story.kind == "footer"):
                style = paragraph.style or self._styles.default
                self.blocks.append(Block(own, self._length, style, paragraph.ppr, number, numbered is not None))
            self._put(_parting(paragraph, after))
            if paragraph.cell is not None and not paragraph.box:
                self._cell(start, paragraph.cell)
            else:
                self._segment(own, kind, level)
            if kind == "meta":
                self._marks.append(Mark("contents", own, self._length - 1))
            elif kind == "header":
                self._marks.append(Mark("header", own, self._length - 1))
        order.append(self._length)
        for note in story.notes:
            start, end = (self._offset(p, starts, order) for p in (note.start, note.end))
            value = note.value
            if note.kind == "comment":
                self.comments[value] = start, max(start, end)
                value = self._authors.get(value, "")
            self._marks.append(Mark(note.kind, start, max(start, end), value))

    def hidden(self, number: int, story: Story) -> None:
        """Add the hidden text of a part, a line each, outside prose."""
        for hidden in story.hidden:
            start = self._length
            self._put(hidden)
            self._marks.append(Mark("hidden", start, self._length))
            self._put("\n")
            self._segment(start, "meta")

    @staticmethod
    def _offset(position: Position, starts: dict[int, int], order: list[int]) -> int:
        paragraph, count, length = position
        if paragraph is not None and id(paragraph) in starts:
            return starts[id(paragraph)] + length
        return order[min(count, len(order) - 1)]

    def _own(self, story: int, paragraph: Paragraph) -> None:
        """Put a paragraph's own text, with what is marked in it; the paragraph does not keep it."""
        at, records, manners = self._length, paragraph.records, self.pieces.stories[story].manners
        self._put("".join(paragraph.texts))
        for n in range(0, len(records), RECORD):
            manner = manners[records[n + RECORD - 1]]
            first = at + records[n]
            for kind, value in (("highlight", manner.highlight), ("color", manner.color), ("insert", manner.revision)):
                if value:
                    self._mark(kind, first, first + records[n + 1], value)
            if manner.placeholder:
                self._mark("placeholder", first, first + records[n + 1], "")
        self.pieces.add(at, story, paragraph)
        paragraph.texts = []
        del records[:]

    def _mark(self, kind: str, start: int, end: int, value: str) -> None:
        """A mark; runs that follow each other are one."""
        for n in range(len(self._marks) - 1, max(-1, len(self._marks) - 5), -1):
            mark = self._marks[n]
            if mark.kind == kind and mark.value == value and mark.end == start:
                self._marks[n] = mark._replace(end=end)
                return
        self._marks.append(Mark(kind, start, end, value))

    def _cell(self, start: int, cell: tuple[int, int, int]) -> None:
        """The segment of a table cell, which holds all its paragraphs."""
        _, row, column = cell
        last = self._segments[-1] if self._segments else None
        if last is not None and (last.kind, last.row, last.column, last.end) == ("table", row, column, start):
            self._segments[-1] = last._replace(end=self._length)
        else:
            self._segment(start, "table", 0, row, column)

    def _kind(self, paragraph: Paragraph, story: str) -> tuple[str, int]:
        """The kind of a paragraph's segment, and the level of a heading."""
        style = paragraph.style or self._styles.default
        name = self._styles.name(style)
        if paragraph.contents or name.startswith("toc "):
            return "meta", 0
        if paragraph.box:
            return "box", 0
        if story != "body":
            return story, 0
        if name in ("title", "caption"):
            return name, 0
        if name in _HEADINGS:
            return "heading", _HEADINGS[name]
        outline = paragraph.outline if paragraph.outline is not None else self._styles.outline(style)
        return ("heading", outline + 1) if outline is not None and 0 <= outline < 9 else ("body", 0)

    def _number(self, paragraph: Paragraph) -> str | None:
        """The number before a paragraph: None where it has none, empty for a bullet."""
        if paragraph.num == "0":
            return None
        style = paragraph.style or self._styles.default
        num, level = paragraph.num, paragraph.level
        if num is None:
            stated = self._styles.nearest(style, "num")
            if stated is None or stated.num == "0":
                return None
            num = stated.num or ""
            linked = self._numbering.level_of(num, style)
            level = linked if linked is not None else level if level is not None else stated.level
        return self._numbering.label(num, level or 0)


def _parting(paragraph: Paragraph, after: Paragraph | None) -> str:
    """What stands between two paragraphs: a tab between cells of a row, else a line end."""
    here, there = paragraph.cell, after.cell if after is not None else None
    same_row = here is not None and there is not None and here[:2] == there[:2] and here[2] != there[2]
    return "\t" if same_row and not paragraph.box and not (after and after.box) else "\n"


__all__ = ["AUTHOR", "read"]
