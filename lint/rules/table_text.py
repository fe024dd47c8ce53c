"""共培训120人，见下表 over a table whose 合计 is 118: text and table state one number differently."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import clause_before, kind
from lint.views.grids import TOTAL, grids, name, number
from lint.views.numbers import within
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.grids import Cell, Grid, Row
    from lint.views.numbers import Quantity

_POINTS = Pattern(r"(?:见|如|按)(?:下表|附表|表[0-9一二三四五六七八九十])|下表")
_SUMMED = ("共", "合计", "总计", "总数", "总额")
# what stands in the head of the column, and the unit in the text
_COUNTED = {
    "人数": "人",
    "人次": "人次",
    "户数": "户",
    "件数": "件",
    "个数": "个",
    "项数": "项",
    "次数": "次",
    "场次": "场次",
}
_SCALED = Pattern(r"(?:单位[：:]|[（(])(?P<unit>(?:万|亿)?元|万?亩|公里|人次?|户|件|个|项|次)[）)]?")
_SCALES = {"万": 10**4, "亿": 10**8}
# lines above the table in which the sentence stands: a caption and a unit may come between
_LINES = 4


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the numbers of the paragraph that points at a table with the one column that each can mean."""
    for grid in grids(doc):
        line = _pointing(doc, grid)
        if line is None:
            continue
        found = [q for q in within(doc, *line) if q.exact and q.sort == "amount" and q.unit]
        totals = [row for row in grid.rows if TOTAL.match(name(doc, row))]
        summed = [q for q in found if any(word in clause_before(doc.prose, q.start) for word in _SUMMED)]
        if len(totals) == 1 and len(summed) == 1:
            yield from _in_row(doc, grid, totals[0], summed[0])
        names = [name(doc, row) for row in grid.rows]
        for stated in found:
            # 甲村58人: the row is named right before the number
            clause = clause_before(doc.prose, stated.start)
            rows = [n for n, called in enumerate(names) if len(called) > 1 and clause.endswith(called)]
            if len(rows) == 1 and stated not in summed:
                yield from _in_row(doc, grid, grid.rows[rows[0]], stated)


def _pointing(doc: Document, grid: Grid) -> tuple[int, int] | None:
    """The nearest of the lines right above a table that points at it."""
    above = [span for span in doc.lines if span[1] <= grid.start and doc.prose[slice(*span)].strip()][-_LINES:]
    return next((span for span in reversed(above) if _POINTS.search(doc.prose, *span)), None)


def _in_row(doc: Document, grid: Grid, row: Row, stated: Quantity) -> Iterator[Finding]:
    """Compare a number with the cell of a row whose column counts the same, where there is only one."""
    columns = []
    for column, cell in row.items():
        unit, scale = _unit(doc, grid, column)
        whole = number(doc, cell)
        if column and whole is not None and unit and kind(unit) == kind(stated.unit):
            columns.append((whole, scale))
    if len(columns) == 1:
        yield from _compare(doc, stated, name(doc, row), *columns[0])


def _unit(doc: Document, grid: Grid, column: int) -> tuple[str, int]:
    """What a column counts and in what scale, by its head or by the line of units above the table."""
    head = grid.heads.get(column, "")
    m = _SCALED.search(head)
    if m is None and (word := next((w for w in _COUNTED if w in head), "")):
        return _COUNTED[word], 1
    if m is None:
        above = doc.prose[max(0, grid.start - 30) : grid.start]
        m = _SCALED.search(above) if "单位" in above and len(grid.heads) == 2 else None
    if m is None:
        return "", 1
    unit = m["unit"]
    return (unit[1:], _SCALES[unit[0]]) if unit[0] in _SCALES else (unit, 1)


def _compare(doc: Document, stated: Quantity, row: str, whole: Cell, scale: int) -> Iterator[Finding]:
    total = float(whole.value) * scale
    rounding = float(stated.grain) / 2 + scale / 2 * (scale > 1)
    off = abs(total - float(stated.value))
    if off <= rounding or off > float(stated.value) / 2:
        return
    yield Finding(
        stated.start,
        stated.end,
        {"row": row, "total": doc.text[whole.start : whole.end]},
        related=(Related(whole.start, whole.end),),
    )
