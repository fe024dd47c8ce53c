"""The tables of a document as rows and columns: their header rows, and the number in each cell."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from decimal import Decimal

    from lint.model import Document, Segment

    Row = dict[int, Segment]

# what a row of totals is called
TOTAL = Pattern(r"(?:合计|总计|共计)[:：]?(?:[（(][^）)]*[）)])?$")
_NUMBER = Pattern(
    r"[\s　]*(?P<sign>[-－−]?)(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"[ 　]?(?P<unit>[^\W\d_]{0,3}|[%％‰])[\s　]*$"
)
# 2023年, 1月 stand above columns
_TIMES = ("年", "月", "日", "年度", "季度")
_BLANK = Pattern(r"[\s　—\-－/／|]*$")


class Cell(NamedTuple):
    """The number of a cell, its unit ("" where the header has it) and where it stands."""

    value: Decimal
    unit: str
    start: int
    end: int


class Grid(NamedTuple):
    """A table: the words above each column, those of several header rows joined, and the rows below them."""

    heads: dict[int, str]
    rows: tuple[Row, ...]
    start: int
    end: int


def grids(doc: Document) -> tuple[Grid, ...]:
    """All tables of two rows or more in reading order."""
    return doc.fact(_grids)


def words(doc: Document, cell: Segment | None) -> str:
    """The text of a cell without blanks."""
    if cell is None:
        return ""
    return "".join(doc.text[cell.start : cell.end].split())


def number(doc: Document, cell: Segment | None) -> Cell | None:
    """The number of a cell that holds nothing else but a unit."""
    if cell is None:
        return None
    m = _NUMBER.match(doc.text[cell.start : cell.end])
    if m is None:
        return None
    from decimal import Decimal  # most documents have no table

    value = Decimal(m["number"].replace(",", ""))
    return Cell(-value if m["sign"] else value, m["unit"], cell.start + m.start("sign"), cell.start + m.end("unit"))


def is_blank(doc: Document, cell: Segment | None) -> bool:
    """Whether a cell is empty or struck."""
    return cell is None or _BLANK.match(doc.text[cell.start : cell.end]) is not None


def name(doc: Document, row: Row) -> str:
    """What a row is called: its first cell with words, in one of the first two columns."""
    return next((w for c in (0, 1) if (w := words(doc, row.get(c))) and number(doc, row.get(c)) is None), "")


def _grids(doc: Document) -> tuple[Grid, ...]:
    return tuple(_grid(doc, rows) for rows in _tables(doc) if len(rows) > 1)


def _tables(doc: Document) -> list[list[Row]]:
    """The cells of each table by row; a row number that falls begins a new table."""
    found: list[list[Row]] = []
    last = -1
    for segment in doc.segments:
        if segment.kind != "table" or segment.row is None or segment.column is None:
            last = last if segment.kind in ("meta", "table") else -1
            continue
        if last < 0 or segment.row < last:
            found.append([])
        if not found[-1] or segment.row != last:
            found[-1].append({})
        last = segment.row
        found[-1][-1][segment.column] = segment
    return found


def _grid(doc: Document, rows: list[Row]) -> Grid:
    """A table with its header: all rows above the first that has a number beside its name."""
    first = next((n for n, row in enumerate(rows) if _holds_numbers(doc, row)), len(rows))
    heads: dict[int, str] = {}
    columns = range(max(max(row) for row in rows) + 1)
    for row in rows[:first]:
        name = ""
        for column in columns:
            # a header cell that is empty belongs to the one it was merged with, as far as that has something below
            name = words(doc, row.get(column)) or (name if row is not rows[first - 1] else "")
            heads[column] = heads.get(column, "") + name
    start = min(cell.start for cell in rows[0].values())
    return Grid(heads, tuple(rows[first:]), start, max(cell.end for cell in rows[-1].values()))


def _holds_numbers(doc: Document, row: Row) -> bool:
    return any(column and (n := number(doc, cell)) and n.unit not in _TIMES for column, cell in row.items())
