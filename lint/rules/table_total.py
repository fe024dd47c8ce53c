"""A table's 合计, row or column, whose number is not the sum of its cells."""

from __future__ import annotations

from itertools import product

from lint.model import Finding, Related, Said
from lint.record import TYPE_CHECKING
from lint.views.grids import TOTAL, grids, is_blank, name, number
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from lint.model import Document, Hits, Segment
    from lint.views.grids import Cell, Grid, Row

_SUBTOTAL = Pattern(r"小计[:：]?$")
_RICH = Pattern(r"小计|合计|总计|分计")
_OF_WHICH = Pattern(r"(?:[（(]?其中)")
# columns that are not added up
_NOT_ADDED = Pattern(
    r"率|比|均|％|%|序|排|名次|单价|价格|编号|年份|年限|年龄|年级|日期|电话|时间|完成度|标准|系数|得分|评分|增长|增幅|增速|"
    r"占|工龄|温度|指数|等级|备注"
)
# a sum far from its total holds something else than the parts, unless other columns show that they are the parts
_NEAR = 0.2
_FAR = 0.9
_ANY = 100.0
# more rows than these show that a column of totals adds up the cells beside it
_SHOWN = 2
# rows that may belong to 其中 are tried both ways, as long as there are no more ways than these
_WAYS = 64
# the sum is written out up to so many parts
_WRITTEN = 8
# characters before a table in which its unit is looked for (单位：万元), and how many rows make rounding add up to 2
_BEFORE = 40
_MANY = 12


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Add up each column over or under a row of totals, and each row beside a column of totals."""
    for grid in grids(doc):
        crossed = _across(doc, grid)
        for whole, parts, most in crossed:
            yield from _report(whole, parts, "table_row", most)
        # a column is not blamed for the row total that is wrong in it
        yield from _down(doc, grid, {whole.start: _sum(parts) for whole, parts, _ in crossed})


def _down(doc: Document, grid: Grid, right_values: dict[int, Decimal]) -> Iterator[Finding]:
    """The columns that do not add up, neither as they stand nor with the values that some cells should have."""
    for total, ways in _sums(doc, grid):
        results: list[tuple[Cell, list[list[Cell]], int]] = []
        for column, cell in sorted(total.items()):
            whole = number(doc, cell)
            if not column or whole is None or _NOT_ADDED.search(grid.heads.get(column, "")):
                continue
            sums = [_parts(doc, [row.get(column) for row in way], whole) for way in ways]
            if sums and sums[0]:
                found = [parts for parts in sums if parts]
                righted = [[p._replace(value=right_values.get(p.start, p.value)) for p in parts] for parts in found]
                results.append((whole, found + righted, _slack(doc, grid, column, sums[0])))
        right = sum(any(_fits(whole, parts) for parts in found) for whole, found, _ in results)
        for whole, found, slack in results:
            if not any(_fits(whole, parts, slack) for parts in found):
                yield from _report(
                    whole, found[0], "table_column", _NEAR if not right else _FAR if right == 1 else _ANY
                )


def _across(doc: Document, grid: Grid) -> list[tuple[Cell, list[Cell], float]]:
    """The one row total that is not the sum of its cells, where other rows show that it should be.

    With it its cells and how far, as a share of the total, their sum may lie from it.
    """
    totals = [c for c, head in grid.heads.items() if c and _RICH.search(head)]
    columns = [c for c, head in grid.heads.items() if c and c not in totals and not _NOT_ADDED.search(head)]
    rows = [r for r in grid.rows if number(doc, r.get(totals[0])) and not TOTAL.match(name(doc, r))] if totals else []
    columns = [c for c in columns if any(number(doc, row.get(c)) for row in rows)]
    if len(columns) < 2 or len(totals) > 1 or not TOTAL.search(grid.heads[totals[0]]):
        return []
    wrong: list[tuple[Cell, list[Cell]]] = []
    for row in rows:
        whole = number(doc, row.get(totals[0]))
        if whole is None or not (parts := _parts(doc, [row.get(c) for c in columns], whole)):
            return []
        if not _fits(whole, parts, _slack(doc, grid, totals[0], parts)):
            wrong.append((whole, parts))
    if len(wrong) == 1 and len(rows) > 1:
        return [(*wrong[0], _FAR if len(rows) > _SHOWN else _NEAR)]
    return []


def _sums(doc: Document, grid: Grid) -> list[tuple[Row, list[Sequence[Row]]]]:
    """Each row of totals with the rows it adds up, in every way they can be read; [] for a table too rich to judge."""
    named = [name(doc, row) for row in grid.rows]
    totals = [n for n, name in enumerate(named) if TOTAL.match(name)]
    if len(totals) != 1:
        return []
    at = totals[0]
    body = range(1, len(named)) if at == 0 else range(at)
    if any(_RICH.search(named[n]) and not _SUBTOTAL.match(named[n]) for n in body):
        return []
    subtotals = [n for n in body if _SUBTOTAL.match(named[n])]
    if not subtotals:
        return [(grid.rows[at], _ways(grid.rows, named, body))]
    if at == 0 or subtotals[-1] != body[-1]:
        return []
    sums, first = [], 0
    for n in subtotals:
        sums.append((grid.rows[n], _ways(grid.rows, named, range(first, n))))
        first = n + 1
    return [*sums, (grid.rows[at], [[grid.rows[n] for n in subtotals]])]


def _ways(rows: Sequence[Row], named: list[str], body: range) -> list[Sequence[Row]]:
    """The rows that are added up: those of 其中 are not, and rows behind them may belong to them too."""
    details = [n for n in body if _OF_WHICH.match(named[n])]
    if not details:
        return [[rows[n] for n in body]]
    ends = [*details[1:], body.stop]
    spans = [range(n + 1, end + 1) for n, end in zip(details, ends, strict=True)]
    found: list[Sequence[Row]] = []
    for stops in product(*spans):
        if len(found) == _WAYS:
            return []
        left = {k for n, stop in zip(details, stops, strict=True) for k in range(n, stop)}
        found.append([rows[n] for n in body if n not in left])
    return found


def _parts(doc: Document, cells: Sequence[Segment | None], whole: Cell) -> list[Cell] | None:
    """The numbers of the cells, all in the total's unit, blanks left out; None where one is something else."""
    parts = []
    for cell in cells:
        part = number(doc, cell)
        if part is None and not is_blank(doc, cell):
            return None
        if part is not None:
            parts.append(part)
    return parts if len(parts) > 1 and {p.unit for p in parts} == {whole.unit} else None


def _fits(whole: Cell, parts: list[Cell], slack: int = 0) -> bool:
    """Whether the parts add up to the total, half of the last decimal of each allowed for."""
    places = max(len(str(c.value).partition(".")[2]) for c in (whole, *parts))
    rounding = 0.5 * 10**-places * (len(parts) + 1) if places else slack
    return abs(float(_sum(parts)) - float(whole.value)) <= rounding + 1e-9


def _slack(doc: Document, grid: Grid, column: int, parts: list[Cell]) -> int:
    """How far whole numbers may be off because 万元 and 亿元 are rounded; 0 for what is counted."""
    said = grid.heads.get(column, "") + parts[0].unit + doc.text[max(0, grid.start - _BEFORE) : grid.start]
    return (1 if len(parts) < _MANY else 2) if "万" in said or "亿" in said else 0


def _sum(parts: list[Cell]) -> Decimal:
    return sum((p.value for p in parts[1:]), parts[0].value)


def _report(whole: Cell, parts: list[Cell], line: str, most: float) -> Iterator[Finding]:
    added = _sum(parts)
    diff = abs(added - whole.value)
    if float(diff) > most * abs(float(whole.value)):
        return
    shown = [str(p.value) for p in parts]
    if len(shown) > _WRITTEN:
        shown = [*shown[:3], "…", *shown[-2:]]
    yield Finding(
        whole.start,
        whole.end,
        {"total": whole.value, "line": Said(line), "sum": f"{'+'.join(shown)}={added}", "diff": diff},
        related=tuple(Related(p.start, p.end) for p in parts),
    )
