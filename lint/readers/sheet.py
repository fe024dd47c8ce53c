"""Excel workbooks (.xlsx, .xlsm), read only: a line for each row, its cells parted by tabs, places as in Excel.

ISO/IEC 29500-1, 18.3 (sheets), 18.4 (shared strings), 18.8.30 (number formats). Numbers are shown as Excel shows them
where the format is simple; a cell whose number is not simply shown is empty. Hidden sheets are left aside.
"""

from __future__ import annotations

import re

from lint.model import Document, Given, Mark, Segment
from lint.readers.fixed import FixedOrigin
from lint.readers.package import Broken, Package
from lint.readers.xml import Reader, relations
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.readers.xml import Attributes

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})$")
# built-in formats (18.8.30); 31, 57 and 58 are those of Chinese Excel
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    49: "@",
    14: "yyyy/m/d",
    31: 'yyyy"年"m"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_NUMBER = re.compile(r"(?P<group>#,##)?0(?:\.(?P<places>0+))?(?P<percent>%)?(?:_.)*(?:\"(?P<unit>[^\"]*)\")?(?:_.)*$")
_DATE = re.compile(r"(?:yyyy|m{1,2}|d{1,2}|[-/.年月日]|\\-|\"[年月日]\")+(?:;@)?$")
_DATE_PART = re.compile(r"yyyy|mm?|dd?")
_ASIDE = re.compile(r"\[\$[^\]]*\]|\[DBNum1\]|\\(?=[ ])")
_MOST_COLUMNS = 16_384


def read(data: bytes, path: str, given: Given) -> Document:
    """The document of a workbook.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.

    Raises:
        Broken: for what is no sound workbook.
    """
    package = Package(data)
    main = next((target for kind, target in relations(package, "").values() if kind == "officeDocument"), "")
    if main not in package.names:
        raise Broken("package_no_document")
    book = _Book(package, main)
    chunks: list[str] = []
    segments: list[Segment] = []
    marks: list[Mark] = []
    length = 0
    for name, part in book.sheets:
        begun, last, table = length, -1, False
        for row, cells in _rows(package, part, book):
            if row != last + 1:
                table = False
                if last >= 0:  # a blank row parts two tables
                    chunks.append("\n")
                    segments.append(Segment("body", length, length + 1))
                    length += 1
            table = table or len(cells) > 1
            at = 0
            for column, text in sorted(cells.items()):
                chunks += ["\t" * (column - at), text]
                start, length = length, length + column - at + len(text)
                at = column
                # a title above the table is no row of it
                segments.append(Segment("table" if table else "caption", start, length, 0, row, column))
            chunks.append("\n")
            length += 1
            segments[-1] = segments[-1]._replace(end=length)
            last = row
        if length > begun:
            marks.append(Mark("sheet", begun, length, name))
    whole = "".join(chunks)
    return Document(path, whole, tuple(segments), tuple(marks), FixedOrigin(whole), given)


class _Book:
    """What the cells of a workbook refer to."""

    def __init__(self, package: Package, main: str) -> None:
        related = relations(package, main)
        self.sheets: list[tuple[str, str]] = []  # the shown ones: name, part
        self.strings: list[str] = []
        self.formats: list[str] = []  # by the number of a cell's style
        self.since_1904 = False
        own: dict[str, str] = {}
        styles: list[str] = []
        pieces: list[str] = []
        collects = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal collects
            values = reader.values(attributes)
            if name == "s:workbookPr":
                self.since_1904 = values.get("date1904") in ("1", "true")
            elif name == "s:sheet" and values.get("state", "visible") == "visible":
                kind, part = related.get(values.get("id", ""), ("", ""))
                if kind == "worksheet":
                    self.sheets.append((values.get("name", ""), part))
            elif name == "s:si":
                pieces.clear()
            elif name == "s:rPh":
                reader.skip()  # how it is pronounced
            elif name == "s:t":
                collects = True
            elif name == "s:numFmt":
                own[values.get("numFmtId", "")] = values.get("formatCode", "")
            elif name == "s:cellXfs":
                styles.append("")  # only what follows in it counts
            elif name == "s:xf" and styles:
                styles.append(values.get("numFmtId", "0"))

        def text(characters: str) -> None:
            if collects:
                pieces.append(characters)

        def end(name: str) -> None:
            nonlocal collects
            if name == "s:t":
                collects = False
                return
            if name == "s:si":
                self.strings.append("".join(pieces))
                return
            self.formats = [own.get(n, _BUILT_IN.get(_whole(n) or 0, "")) for n in styles[1:]]
            styles.clear()

        by_kind = dict(related.values())
        names = ("workbookPr", "sheet", "si", "rPh", "t", "numFmt", "cellXfs", "xf")
        for part in (main, by_kind.get("sharedStrings", ""), by_kind.get("styles", "")):
            if part in package.names:
                reader = Reader(
                    part,
                    package.read(part),
                    {f"s:{n}": start for n in names},
                    dict.fromkeys(("s:cellXfs", "s:si", "s:t"), end),
                    text,
                )
                reader.run()

    def shown(self, kind: str, value: str, style: int) -> str:
        """The text of a cell as it is shown.

        Args:
            kind: its type (18.18.11).
            value: what stands in it.
            style: the number of its style.
        """
        if kind == "s":
            number = _whole(value)
            return self.strings[number] if number is not None and number < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":
            return value
        code = self.formats[style] if style < len(self.formats) else "General"
        try:
            return written(float(value), code, self.since_1904)
        except (ValueError, OverflowError):
            return ""


def _whole(text: str) -> int | None:
    """A number without sign, as the format allows it; None where there is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def written(value: float, code: str, since_1904: bool = False) -> str:
    """A number under a format, as Excel shows it; empty where the format is not simple.

    Args:
        value: the number; of a date the days since the end of 1899, or since 1904.
        code: the format.
        since_1904: which.
    """
    if code in ("General", "@", ""):
        return f"{value:.0f}" if value == int(value) and abs(value) < 1e11 else f"{value:.10g}"
    code = _ASIDE.sub("", code.split(";")[0])
    m = _NUMBER.match(code)
    if m:
        number = f"{value * (100 if m['percent'] else 1):{',' if m['group'] else ''}.{len(m['places'] or '')}f}"
        return f"{number}{m['percent'] or ''}{m['unit'] or ''}"
    if _DATE.match(code) and value >= (0 if since_1904 else 61):
        from datetime import date, timedelta

        day = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        day += timedelta(days=int(value))
        parts = {"y": day.year, "m": day.month, "d": day.day}
        shown = _DATE_PART.sub(lambda p: f"{parts[p[0][0]]:0{len(p[0])}}", code)
        return shown.replace('"', "").replace("\\", "")
    return ""


def _rows(package: Package, part: str, book: _Book) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows of a sheet that hold text: their number and their cells by column, both from 0."""
    found: list[tuple[int, dict[int, str]]] = []
    cell: dict[str, str] = {}
    pieces: list[str] = []
    row, column, collects = -1, 0, False
    cells: dict[int, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        nonlocal cell, cells, row, column, collects
        if name == "s:row":
            number = _whole(reader.values(attributes).get("r", ""))
            row = number - 1 if number else row + 1
            column, cells = -1, {}
        elif name == "s:rPh":
            reader.skip()
        elif name == "s:c":
            cell = reader.values(attributes)
            pieces.clear()
            place = _REFERENCE.match(cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
        else:
            collects = name in ("s:v", "s:t")

    def end(name: str) -> None:
        nonlocal collects
        collects = False
        if name == "s:c" and row >= 0 and column < _MOST_COLUMNS:
            kind = cell.get("t", "n")
            style = cell.get("s", "0")
            text = "".join(pieces) if kind in ("inlineStr", "str", "e", "d") else ""
            text = text or book.shown(kind, "".join(pieces), _whole(style) or 0)
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip(" \n")
            if text:
                if not cells:  # a sheet may declare a million empty rows
                    found.append((row, cells))
                cells[column] = text

    def text(characters: str) -> None:
        if collects:
            pieces.append(characters)

    names = ("s:row", "s:c", "s:v", "s:t", "s:rPh")
    reader = Reader(part, package.read(part), dict.fromkeys(names, start), dict.fromkeys(names, end), text)
    reader.run()
    return iter(found)


def _column(letters: str) -> int:
    """The number of a column from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
