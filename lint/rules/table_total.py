"""A table's 合计 row whose number is not the sum of its column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.model import Finding, Related
from lint.views.numbers import arabic_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lint.model import Document, Hits, Segment

    Table = dict[int, dict[int, Segment]]

_TOTAL = re.compile(r"[\s　]*(?:合[\s　]*计|总[\s　]*计|共[\s　]*计)[\s　:：]*$")
_SUBTOTAL = re.compile(r"小[\s　]*计|其中|合[\s　]*计|总[\s　]*计|分计")
# columns that are not added up
_NOT_ADDED = re.compile(r"率|比|均|％|%|序|排|名次|单价|编号|年|日期|电话|时间|完成度|标准|系数|得分")
_NUMBER = re.compile(r"[\s　]*([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)[\s　]*$")
_BLANK = re.compile(r"[\s　—\-－/／|]*$")
# a column far from its total holds something else than its parts
_NEAR = 0.2


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up each column above a row of totals; rows of subtotals make the table too rich to judge."""
    for table in _tables(doc):
        header = table[min(table)]
        for row in sorted(table):
            first = table[row].get(0)
            if first is None or not _TOTAL.match(doc.text[first.start : first.end]):
                continue
            body = [table[r] for r in sorted(table) if min(table) < r < row]
            if len(body) < 2 or any(_SUBTOTAL.search(_words(doc, cell)) for line in body for cell in line.values()):
                break
            for column, cell in sorted(table[row].items()):
                if column and not _NOT_ADDED.search(_words(doc, header.get(column))):
                    yield from _compare(doc, [line.get(column) for line in body], cell)
            break


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
