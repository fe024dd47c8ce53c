"""A table's 合计 row whose number is not the sum of its column."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.numbers import arabic_value
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lint.model import Document, Hits, Segment

    Row = dict[int, Segment]
    Table = dict[int, Row]

_TOTAL = Pattern(r"[\s　]*(?:合[\s　]*计|总[\s　]*计|共[\s　]*计)[\s　:：]*$")
_SUBTOTAL = Pattern(r"[\s　]*小[\s　]*计[\s　:：]*$")
_RICH = Pattern(r"小[\s　]*计|其中|合[\s　]*计|总[\s　]*计|分计")
# so many rows show that a column of totals adds up the cells beside it
_SHOWN = 3
# columns that are not added up
_NOT_ADDED = Pattern(r"率|比|均|％|%|序|排|名次|单价|编号|年|日期|电话|时间|完成度|标准|系数|得分")
_NUMBER = Pattern(r"[\s　]*([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)[\s　]*$")
_BLANK = Pattern(r"[\s　—\-－/／|]*$")
# a column far from its total holds something else than its parts
_NEAR = 0.2


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up each column above a row of totals, and each row beside a column of totals."""
    for table in _tables(doc):
        header = table[min(table)]
        for row in sorted(table):
            if not _is_named(doc, table[row], _TOTAL):
                continue
            body = [table[r] for r in sorted(table) if min(table) < r < row]
            for total, parts in _sums(doc, body, table[row]):
                for column, cell in sorted(total.items()):
                    if column and not _NOT_ADDED.search(_words(doc, header.get(column))):
                        yield from _compare(doc, [line.get(column) for line in parts], cell)
            break
        yield from _across(doc, table, header)


def _sums(doc: Document, body: list[Row], total: Row) -> list[tuple[Row, list[Row]]]:
    """Each row of totals with the rows it adds up; [] where a table is too rich to judge."""
    sums: list[tuple[Row, list[Row]]] = []
    block: list[Row] = []
    for line in body:
        if _is_named(doc, line, _SUBTOTAL):
            sums.append((line, block))
            block = []
        elif any(_RICH.search(_words(doc, cell)) for cell in line.values()):
            return []
        else:
            block.append(line)
    if sums and block:
        return []
    return [*sums, (total, [line for line, _ in sums] if sums else block)]


def _across(doc: Document, table: Table, header: Row) -> Iterator[Finding]:
    """The one row whose total is not the sum of its cells, where all other rows show that it should be."""
    columns = [c for c, cell in header.items() if c and _TOTAL.match(_words(doc, cell))]
    others = [c for c in header if c and c not in columns]
    if len(columns) != 1 or len(others) < 2 or any(_NOT_ADDED.search(_words(doc, header[c])) for c in others):
        return
    right = 0
    wrong: list[Finding | None] = []
    for row in sorted(table)[1:]:
        total, parts = table[row].get(columns[0]), [table[row].get(c) for c in others]
        if total is None or _value(doc, total) is None:
            continue
        if any(_value(doc, part) is None and not _BLANK.match(_words(doc, part)) for part in parts):
            return
        findings = list(_compare(doc, parts, total))
        added = sum(v for part in parts if (v := _value(doc, part)) is not None)
        right += added == _value(doc, total)
        wrong += findings if findings else [None] if added != _value(doc, total) else []
    if right >= _SHOWN and len(wrong) == 1 and wrong[0] is not None:
        yield wrong[0]


def _is_named(doc: Document, row: Row, name: Pattern) -> bool:
    return any(name.match(_words(doc, row.get(column))) for column in (0, 1))


def _compare(doc: Document, parts: list[Segment | None], cell: Segment) -> Iterator[Finding]:
    total = _value(doc, cell)
    values = [_value(doc, part) for part in parts]
    if total is None or any(v is None and not _BLANK.match(_words(doc, p)) for v, p in zip(values, parts, strict=True)):
        return
    numbers = [v for v in values if v is not None]
    added = sum(numbers)
    # decimals are rounded: half of the last digit of each
    places = max((len(str(v).partition(".")[2]) for v in numbers), default=0)
    rounding = 0.5 * 10**-places * (len(numbers) + 1) if places else 0
    off = abs(float(added) - float(total))
    if len(numbers) < 2 or off <= rounding + 1e-9 or off > _NEAR * float(total):
        return
    text = doc.text[cell.start : cell.end]
    start = cell.start + len(text) - len(text.lstrip())
    yield Finding(
        start,
        start + len(text.strip()),
        {"total": text.strip(), "sum": added, "diff": abs(added - total)},
        related=tuple(Related(p.start, p.end) for p in parts if p is not None),
    )


def _tables(doc: Document) -> Iterator[Table]:
    """The cells of each table by row and column; a row number that falls begins a new table."""
    table: Table = {}
    last = -1
    for segment in doc.segments:
        if segment.kind != "table" or segment.row is None or segment.column is None:
            if segment.kind not in ("meta", "table") and table:
                yield table
                table, last = {}, -1
            continue
        if segment.row < last:
            yield table
            table = {}
        last = segment.row
        table.setdefault(segment.row, {})[segment.column] = segment
    if table:
        yield table


def _words(doc: Document, cell: Segment | None) -> str:
    return doc.text[cell.start : cell.end] if cell is not None else ""


def _value(doc: Document, cell: Segment | None) -> int | Decimal | None:
    m = _NUMBER.match(_words(doc, cell))
    return arabic_value(m[1]) if m else None
