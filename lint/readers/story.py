"""One part of a Word package (body, header, notes …) as paragraphs, each text with the bytes it stands in.

ISO/IEC 29500-1, 17.2–17.3 and 17.13. What the reader sees is text: the shown results of fields, the choice of an
alternate content, inserted text (or, of the original, the deleted one). Hidden text is kept apart.
"""

from __future__ import annotations

from array import array

from lint.readers.numbering import integer, is_on
from lint.readers.xml import Reader
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.readers.numbering import Styles
    from lint.readers.xml import Attributes

# who our own tracked changes and comments are by
AUTHOR = "gongwen-lint"
_CHANGES = frozenset(
    (
        "pPrChange",
        "rPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "tblPrExChange",
        "tblGridChange",
    )
)
# the boxes of Wingdings and its sisters, by their place in the private area
_SYMBOLS = {0xA8: "□", 0x6F: "□", 0x70: "□", 0x71: "□", 0x52: "☑", 0xFE: "☑", 0x51: "☒", 0xFD: "☒", 0x54: "☒"}
_UNKNOWN_SYMBOL = "●"
# fields whose shown result is the writer's own text; what Word computes is not edited
_TYPED = ("HYPERLINK",)
_WRAPS = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "bdo", "dir"))


class Manner(NamedTuple):
    """What the text of a run looks like and what stands around it; runs that are alike share one."""

    prefix: bytes  # of its namespace, with the colon
    highlight: str
    color: str
    editable: bool
    boxed: bool  # in a text box
    placeholder: bool
    revision: str  # by whom it was inserted; ours without a name too
    inserted: tuple[int, int]  # the tag of a w:ins right around it


class _Run:
    """The open run."""

    __slots__ = (
        *("boxed", "color", "editable", "hidden", "highlight", "inserted", "manner", "placeholder", "prefix"),
        *("revision", "rpr", "start"),
    )

    def __init__(self, start: int, prefix: bytes) -> None:
        self.start = start  # the byte of its tag
        self.prefix = prefix
        self.rpr = (0, 0)  # the bytes of its properties
        self.hidden: bool | None = None
        self.highlight = self.color = self.revision = ""
        self.editable = True
        self.boxed = self.placeholder = False
        self.inserted = (0, 0)
        self.manner = -1  # the number of its manner, once text of it was seen


# what is kept of a text: its start in the paragraph, its length, then bytes: its w:t tag, its content's first and last,
# its run's tag, its run's properties' first and last; and the number of its manner
RECORD = 9


class Paragraph:
    """A paragraph: its text in pieces, and what it is."""

    __slots__ = (
        *("box", "cell", "contents", "joined", "length", "level", "num", "outline", "ppr", "records", "style"),
        *("texts",),
    )

    def __init__(self, box: bool, cell: tuple[int, int, int] | None) -> None:
        self.texts: list[str] = []
        # a large file has hundreds of thousands of runs
        self.records = array("I")
        self.length = 0
        self.box = box
        self.cell = cell  # table, row, column
        self.reset()

    def reset(self) -> None:
        """Forget its properties: joined with the next one it takes the properties of that."""
        self.style = ""
        self.num: str | None = None
        self.level: int | None = None
        self.outline: int | None = None
        self.contents = False
        self.joined = False
        self.ppr = (0, 0)  # the bytes of its properties


# a paragraph (None between two) with the number of those before it, and how much of its text stands before
Position = tuple["Paragraph | None", int, int]


class Note(NamedTuple):
    """What belongs to a range of a story: a comment, a deletion, a field without a result."""

    kind: str
    value: str
    start: Position
    end: Position


class _Field:
    __slots__ = ("begun", "code", "contents", "shown", "start", "typed")

    def __init__(self, code: str, shown: bool, start: Position, outer: _Field | None) -> None:
        self.code, self.shown, self.start = [code], shown, start
        self.begun = shown  # whether it has a part for its result
        # whether it, or one around it, is a table of contents
        self.contents: bool = outer is not None and outer.contents
        self.typed = False  # whether its result is the writer's own text
        self.coded()

    def coded(self) -> str:
        """Its code, which is whole now; see what it says."""
        code = " ".join("".join(self.code).split())
        self.contents |= code.split(" ", 1)[0] == "TOC"
        self.typed = code.startswith(_TYPED)
        return code


class _Control:
    __slots__ = ("contents", "placeholder")

    def __init__(self, outer: _Control | None) -> None:
        self.contents: bool = outer is not None and outer.contents
        self.placeholder: bool = outer is not None and outer.placeholder


class _Wrap(NamedTuple):
    """An open element around runs, with what the changes around it say."""

    name: str
    tag: tuple[int, int]  # the bytes of the tag of a tracked change
    author: str  # of the nearest one around, this one too
    moved: bool  # whether any of them is a move


class _Scene(NamedTuple):
    """What is put aside while a text box is read."""

    paragraph: Paragraph | None
    run: _Run | None
    cells: list[list[int]]
    cell: tuple[int, int, int] | None
    wraps: list[_Wrap]
    box: bool
    pending: Paragraph | None


class Story:
    """The paragraphs of one part, in reading order; a text box stands before the paragraph that anchors it."""

    def __init__(
        self,
        name: str,
        data: bytes,
        kind: str,
        original: bool,
        styles: Styles,
    ) -> None:
        """Read a part.

        Args:
            name: the part's name.
            data: its bytes.
            kind: body, header, footer or note.
            original: whether tracked changes are read as if rejected.
            styles: the package's styles.

        Raises:
            Broken: for damaged XML.
        """
        self.name, self.data, self.kind = name, data, kind
        self.paragraphs: list[Paragraph] = []
        self.hidden: list[str] = []
        self.manners: list[Manner] = []
        self.notes: list[Note] = []
        self.parts: list[tuple[str, str]] = []  # header and footer references: element and relation
        self._styles = styles
        self._known: dict[Manner, int] = {}
        self._gone = ("ins", "moveTo") if original else ("del", "moveFrom")
        self._text_tag = ("t", "delText") if original else ("t",)
        self._paragraph: Paragraph | None = None
        self._pending: Paragraph | None = None
        self._run: _Run | None = None
        self._properties = 0
        self._mark = False  # in the properties of a paragraph's mark
        self._row = False  # in the properties of a table row
        self._cells: list[list[int]] = []  # open tables: number, row, column, span
        self._cell: tuple[int, int, int] | None = None
        self._outer: list[tuple[int, int, int] | None] = []
        self._tables = 0
        self._gone_row = False
        self._wraps: list[_Wrap] = []
        self._box = False
        self._scenes: list[_Scene] = []
        self._alternates: list[bool] = []
        self._fields: list[_Field] = []
        self._controls: list[_Control] = []
        self._comments: dict[str, Position] = {}
        self._collect: list[str] | None = None
        self._tag = self._first = 0
        self._opening = b"<w:r"  # the tag of a run, up to its name
        self._keeps = False
        starts: dict[str, Callable[[str, Attributes], None]] = {
            "p": self._start_p, "r": self._start_r, "rPr": self._start_rpr, "pPr": self._start_ppr,
            "t": self._start_t, "delText": self._start_t, "m:t": self._start_t, "instrText": self._start_code,
            "tbl": self._start_tbl, "tr": self._start_tr, "tc": self._start_tc, "trPr": self._start_trpr,
            "gridSpan": self._grid_span, "gridBefore": self._grid_before,
            "ins": self._start_change, "del": self._start_change, "moveTo": self._start_change,
            "moveFrom": self._start_change, "fldChar": self._field_char, "fldSimple": self._start_simple,
            "hyperlink": self._start_wrap, "smartTag": self._start_wrap, "customXml": self._start_wrap,
            "bdo": self._start_wrap, "dir": self._start_wrap, "sdtContent": self._start_wrap,
            "sdt": self._start_sdt, "showingPlcHdr": self._placeholder, "docPartGallery": self._gallery,
            "txbxContent": self._start_box, "mc:AlternateContent": self._start_alternate,
            "mc:Choice": self._start_choice, "mc:Fallback": self._start_choice,
            "tab": self._blank, "ptab": self._blank, "br": self._break, "cr": self._break,
            "noBreakHyphen": self._hyphen, "sym": self._symbol, "rt": self._skip, "footnote": self._start_note,
            "endnote": self._start_note, "commentRangeStart": self._comment, "commentRangeEnd": self._comment,
            "headerReference": self._reference, "footerReference": self._reference,
            **dict.fromkeys(_CHANGES, self._skip),
            **dict.fromkeys(("pStyle", "ilvl", "numId", "outlineLvl"), self._paragraph_property),
            **dict.fromkeys(("vanish", "highlight", "color", "rStyle"), self._run_property),
        }  # fmt: skip
        ends: dict[str, Callable[[str], None]] = {
            "p": self._end_p, "r": self._end_r, "rPr": self._end_rpr, "pPr": self._end_ppr, "t": self._end_t,
            "delText": self._end_t, "m:t": self._end_t, "instrText": self._end_code, "tbl": self._end_tbl,
            "tc": self._end_tc, "trPr": self._end_trpr, "sdt": self._end_sdt, "txbxContent": self._end_box,
            "mc:AlternateContent": self._end_alternate, "fldSimple": self._end_simple,
            **dict.fromkeys(_WRAPS - {"fldSimple"}, self._end_wrap),
        }  # fmt: skip
        self._reader = Reader(name, data, starts, ends, self._characters)
        self._reader.run()
        if self._pending is not None:
            self._whole(self._pending)

    # ---- events

    def _characters(self, text: str) -> None:
        if self._collect is not None:
            self._collect.append(text)

    def _skip(self, name: str, attributes: Attributes) -> None:
        self._reader.skip()

    def _values(self, attributes: Attributes) -> dict[str, str]:
        return self._reader.values(attributes)

    def _here(self) -> Position:
        paragraph = self._paragraph
        return paragraph, len(self.paragraphs), paragraph.length if paragraph is not None else 0

    # ---- paragraphs

    def _start_p(self, name: str, attributes: Attributes) -> None:
        if self._paragraph is not None:  # damaged: a paragraph holds none
            self._whole(self._paragraph)
        if self._pending is not None:
            self._paragraph, self._pending = self._pending, None
            self._paragraph.reset()
        else:
            self._paragraph = Paragraph(self._box, self._cell)
        self._contents()

    def _contents(self) -> None:
        """Note whether the open paragraph is of a table of contents."""
        if self._paragraph is not None and (
            (self._fields and self._fields[-1].contents) or (self._controls and self._controls[-1].contents)
        ):
            self._paragraph.contents = True

    def _end_p(self, name: str) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        if paragraph.joined:
            self._pending = paragraph
        else:
            self._whole(paragraph)

    def _whole(self, paragraph: Paragraph) -> None:
        self.paragraphs.append(paragraph)

    def _start_ppr(self, name: str, attributes: Attributes) -> None:
        self._mark = True
        if self._paragraph is not None:
            self._paragraph.ppr = self._reader.at, 0

    def _end_ppr(self, name: str) -> None:
        self._mark = False
        if self._paragraph is not None:
            self._paragraph.ppr = self._paragraph.ppr[0], self._ended()

    def _ended(self) -> int:
        """The byte behind the element whose end is being handled."""
        at = self._reader.at
        return self._reader.behind(at) if self.data[at : at + 2] == b"</" else at

    def _paragraph_property(self, name: str, attributes: Attributes) -> None:
        if self._paragraph is None or not self._mark:
            return
        values = self._values(attributes)
        if name == "pStyle":
            self._paragraph.style = values.get("val", "")
        elif name == "numId":
            self._paragraph.num = values.get("val", "0")
        elif name == "ilvl":
            self._paragraph.level = integer(values)
        else:
            self._paragraph.outline = integer(values)

    # ---- runs

    def _start_r(self, name: str, attributes: Attributes) -> None:
        at = self._reader.at
        if not self.data.startswith(self._opening, at):
            self._opening = self.data[at : at + 40].split(b" ")[0].split(b">")[0].rstrip(b"/")
        run = self._run = _Run(at, self._opening[1:-1])
        # what an old program shows of a box is not mended with it
        if self._alternates or (self._fields and not self._fields[-1].typed):
            run.editable = False
        run.boxed = self._box
        if self._controls:
            run.placeholder = self._controls[-1].placeholder
        if self._wraps:
            wrap = self._wraps[-1]
            run.editable &= not wrap.moved
            run.revision = wrap.author
            run.inserted = wrap.tag if wrap.name == "ins" else (0, 0)

    def _end_r(self, name: str) -> None:
        self._run = None

    def _start_rpr(self, name: str, attributes: Attributes) -> None:
        if self._run is not None and not self._mark:
            self._run.rpr = (self._reader.at, 0)

    def _end_rpr(self, name: str) -> None:
        if self._run is not None and not self._mark:
            self._run.rpr = self._run.rpr[0], self._ended()

    def _run_property(self, name: str, attributes: Attributes) -> None:
        run = self._run
        if run is None or self._mark:
            return
        values = self._values(attributes)
        if name == "vanish":
            run.hidden = is_on(values)
        elif name == "rStyle":
            run.hidden = self._styles.is_hidden(values.get("val", "")) or None
        elif name == "highlight":
            run.highlight = values.get("val", "").replace("none", "")
        elif name == "color":
            run.color = values.get("val", "").upper()

    # ---- text

    def _start_t(self, name: str, attributes: Attributes) -> None:
        self._tag = self._reader.at
        self._first = self._reader.behind(self._tag)
        self._keeps = "preserve" in attributes.values()
        self._collect = []

    def _end_t(self, name: str) -> None:
        text, self._collect = "".join(self._collect or ()), None
        if name != "m:t" and name not in self._text_tag:
            return
        if self._keeps:
            text = text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
        else:
            # white space at the ends is not kept
            text = text.strip(" \t\r\n").replace("\n", " ").replace("\t", " ")
        self._add(text, None if name == "m:t" else (self._tag, self._first, self._reader.at))

    def _add(self, text: str, place: tuple[int, int, int] | None = None) -> None:
        """Put some text into the open paragraph, unless nobody sees it.

        Args:
            text: as it is shown.
            place: the bytes of its tag and its content; None for what is computed (tabs, breaks, formulas).
        """
        if self._fields and not self._fields[-1].shown:
            return
        paragraph, run = self._paragraph, self._run
        if not text or paragraph is None:
            return
        if run is not None:
            if run.hidden is None:
                run.hidden = self._styles.is_hidden(paragraph.style)
            if run.hidden:
                self.hidden.append(text)
                return
            if place is not None:
                if run.manner < 0:
                    run.manner = self._manner(run)
                paragraph.records.extend((paragraph.length, len(text), *place, run.start, *run.rpr, run.manner))
        paragraph.texts.append(text)
        paragraph.length += len(text)

    def _manner(self, run: _Run) -> int:
        """The number of a run's manner."""
        manner = Manner(
            run.prefix, run.highlight, run.color, run.editable, run.boxed, run.placeholder, run.revision, run.inserted
        )
        number = self._known.setdefault(manner, len(self.manners))
        if number == len(self.manners):
            self.manners.append(manner)
        return number

    def _blank(self, name: str, attributes: Attributes) -> None:
        if self._run is not None:  # elsewhere it is a tab stop
            self._add("\t")

    def _break(self, name: str, attributes: Attributes) -> None:
        if self._values(attributes).get("type") not in ("page", "column"):
            self._add("\n")

    def _hyphen(self, name: str, attributes: Attributes) -> None:
        self._add("-")

    def _symbol(self, name: str, attributes: Attributes) -> None:
        values = self._values(attributes)
        try:
            code = int(values.get("char", ""), 16)
        except ValueError:
            return
        if 0xF000 <= code <= 0xF0FF:
            self._add(_SYMBOLS.get(code & 0xFF, _UNKNOWN_SYMBOL))
        else:  # a control or half of a pair is no character
            self._add(chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFF else _UNKNOWN_SYMBOL)

    # ---- fields

    def _field_char(self, name: str, attributes: Attributes) -> None:
        kind = self._values(attributes).get("fldCharType")
        if kind == "begin":
            self._open_field("", False)
        elif kind == "separate" and self._fields:
            field = self._fields[-1]
            field.shown = field.begun = True
            field.coded()
            self._contents()
        elif kind == "end" and self._fields:
            self._close_field()

    def _open_field(self, code: str, shown: bool) -> None:
        self._fields.append(_Field(code, shown, self._here(), self._fields[-1] if self._fields else None))

    def _close_field(self) -> None:
        field = self._fields.pop()
        here = self._here()
        if code := field.coded():
            self.notes.append(Note("field", code, field.start, here))

    def _start_code(self, name: str, attributes: Attributes) -> None:
        self._collect = []

    def _end_code(self, name: str) -> None:
        if self._fields and not self._fields[-1].begun:
            self._fields[-1].code += self._collect or ()
        self._collect = None

    def _start_simple(self, name: str, attributes: Attributes) -> None:
        self._open_field(self._values(attributes).get("instr", ""), True)
        self._start_wrap(name, attributes)
        self._contents()

    def _end_simple(self, name: str) -> None:
        self._end_wrap(name)
        self._close_field()

    # ---- tracked changes

    def _start_change(self, name: str, attributes: Attributes) -> None:
        author = self._values(attributes).get("author", "")
        at = self._reader.at
        if self._row:
            self._gone_row |= name in self._gone
        elif self._mark:
            if self._paragraph is not None and name in self._gone:
                self._paragraph.joined = True
            self._revise(author)
        elif name in self._gone:
            self._revise(author)
            self._reader.skip()
        else:
            self._wrap(name, (at, self._reader.behind(at)), author or "?", name == "moveTo")
            self._revise(author)

    def _wrap(self, name: str, tag: tuple[int, int], author: str, moved: bool) -> None:
        outer = self._wraps[-1] if self._wraps else None
        if outer is not None:
            author, moved = author or outer.author, moved or outer.moved
        self._wraps.append(_Wrap(name, tag, author, moved))

    def _revise(self, author: str) -> None:
        """Note a tracked change."""
        here = self._here()
        self.notes.append(Note("revision", author, here, here))

    def _start_wrap(self, name: str, attributes: Attributes) -> None:
        self._wrap(name, (0, 0), "", False)

    def _end_wrap(self, name: str) -> None:
        if not self._mark and not self._row and self._wraps and self._wraps[-1].name == name:
            self._wraps.pop()

    # ---- tables

    def _start_tbl(self, name: str, attributes: Attributes) -> None:
        self._cells.append([self._tables, -1, 0, 1])
        self._outer.append(self._cell)
        self._tables += 1

    def _end_tbl(self, name: str) -> None:
        self._cells.pop()
        self._cell = self._outer.pop()

    def _start_tr(self, name: str, attributes: Attributes) -> None:
        self._gone_row = False
        table = self._cells[-1]
        table[1:] = [table[1] + 1, 0, 1]

    def _start_trpr(self, name: str, attributes: Attributes) -> None:
        self._row = True

    def _end_trpr(self, name: str) -> None:
        self._row = False

    def _grid_before(self, name: str, attributes: Attributes) -> None:
        self._cells[-1][2] += integer(self._values(attributes))

    def _start_tc(self, name: str, attributes: Attributes) -> None:
        if self._gone_row:
            self._reader.skip()
            return
        number, row, column, _ = self._cells[-1]
        self._cells[-1][3] = 1
        self._cell = (number, row, column)

    def _grid_span(self, name: str, attributes: Attributes) -> None:
        self._cells[-1][3] = max(1, integer(self._values(attributes)))

    def _end_tc(self, name: str) -> None:
        self._cells[-1][2] += self._cells[-1][3]
        self._cell = self._outer[-1]

    # ---- content controls, boxes, alternates

    def _start_sdt(self, name: str, attributes: Attributes) -> None:
        self._controls.append(_Control(self._controls[-1] if self._controls else None))

    def _end_sdt(self, name: str) -> None:
        self._controls.pop()

    def _placeholder(self, name: str, attributes: Attributes) -> None:
        if self._controls:
            self._controls[-1].placeholder |= is_on(self._values(attributes))

    def _gallery(self, name: str, attributes: Attributes) -> None:
        if self._controls and self._values(attributes).get("val") == "Table of Contents":
            self._controls[-1].contents = True

    def _start_box(self, name: str, attributes: Attributes) -> None:
        self._scenes.append(
            _Scene(self._paragraph, self._run, self._cells, self._cell, self._wraps, self._box, self._pending)
        )
        self._paragraph = self._run = self._cell = self._pending = None
        self._cells, self._wraps, self._box = [], [], True
        self._outer.append(None)

    def _end_box(self, name: str) -> None:
        if self._pending is not None:
            self._whole(self._pending)
        self._outer.pop()
        scene = self._scenes.pop()
        self._paragraph, self._run, self._cells, self._cell, self._wraps, self._box, self._pending = scene

    def _start_alternate(self, name: str, attributes: Attributes) -> None:
        self._alternates.append(False)

    def _start_choice(self, name: str, attributes: Attributes) -> None:
        if self._alternates and self._alternates[-1]:
            self._reader.skip()
        elif self._alternates:
            self._alternates[-1] = True

    def _end_alternate(self, name: str) -> None:
        self._alternates.pop()

    # ---- notes and comments

    def _start_note(self, name: str, attributes: Attributes) -> None:
        # separators are no notes
        if self._values(attributes).get("type", "normal") != "normal":
            self._reader.skip()

    def _comment(self, name: str, attributes: Attributes) -> None:
        number = self._values(attributes).get("id", "")
        if name == "commentRangeStart":
            self._comments[number] = self._here()
        else:
            here = self._here()
            self.notes.append(Note("comment", number, self._comments.pop(number, here), here))

    def _reference(self, name: str, attributes: Attributes) -> None:
        self.parts.append((name, self._values(attributes).get("id", "")))
