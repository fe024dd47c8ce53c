"""A numbered line (一、（一）1.（1） or 第N条) whose number does not continue its level under the same parent."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.outline import Item, breaks, items, numeral, runs
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DIGITS = Pattern(r"\d+")
_NUMERAL = Pattern("[一二三四五六七八九十百零〇]+")


_DEPTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


class Slip(NamedTuple):
    """A number out of order."""

    item: Item
    previous: Item
    expected: int
    following: Item | None  # the next line of the same style under the same parent


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report gaps and repeats; a restart at one is right everywhere."""
    for slip in slips(doc):
        item = slip.item
        start = doc.text.index(item.label, item.start, item.body)
        end = start + len(item.label)
        right = _relabelled(item, slip.expected)
        # the rest of the level counts on as if this number were the expected one
        sure = slip.following is not None and slip.following.value == slip.expected + 1
        before = doc.text.index(slip.previous.label, slip.previous.start, slip.previous.body)
        yield Finding(
            start,
            end,
            {"previous": slip.previous.label, "expected": right},
            right if sure else None,
            suggestions=(right,),
            related=(Related(before, before + len(slip.previous.label)),),
        )


def slips(doc: Document) -> list[Slip]:
    """The numbered lines that do not follow the one before them on their level."""
    found = [slip for run in runs(doc) for slip in _slips(doc, run)]
    restarts = list(_restarts(doc))
    # what follows a restart counts on from the number that it should have
    misread = {s.item.start for s in restarts}
    found = [s for s in found if s.previous.start not in misread] + restarts
    return sorted(found, key=lambda s: s.item.start)


def _slips(doc: Document, run: tuple[Item, ...]) -> Iterator[Slip]:
    for n, expected in breaks([i.value for i in run], lambda n, expected: _is_sure(doc, run, n, expected)):
        yield Slip(run[n], run[n - 1], expected, next(iter(run[n + 1 :]), None))


def _restarts(doc: Document) -> Iterator[Slip]:
    """（一）（一）（三）: a second 一 that stands for 二, because what follows counts on from it."""
    last: dict[str, Item] = {}
    following = {run[0].start: run for run in runs(doc)}
    for item in items(doc):
        if item.style in ("article", "part"):
            last.clear()
            continue
        previous, run = last.get(item.style), following.get(item.start, ())
        for style in [s for s in last if _DEPTHS[s] > _DEPTHS[item.style]]:
            del last[style]
        if previous is not None and item.value == 1 and len(run) > 1 and run[1].value == previous.value + 2:
            repeated = doc.prose[previous.start : previous.end].strip() == doc.prose[item.start : item.end].strip()
            yield from () if repeated else (Slip(item, previous, previous.value + 1, run[1]),)
        last[item.style] = item


def _is_sure(doc: Document, run: tuple[Item, ...], n: int, expected: int) -> bool:
    previous, item = run[n - 1], run[n]
    following = run[n + 1] if n + 1 < len(run) else None
    between = doc.prose[previous.body : item.start]
    if item.style in ("article", "part"):
        # amending decisions quote single articles
        regular = n >= 2 and run[n - 2].value == previous.value - 1
        return regular and following is not None and following.value in (item.value + 1, expected + 1)
    if item.value > expected:
        if item.value - expected > 2:
            return False
        import re

        # the missing one may stand inside a line or be written in another way
        return not re.search(rf"(?:{numeral(expected)}|(?<!\d){expected})[、.．，）)是]", between)
    if item.value == previous.value:
        return doc.prose[previous.start : previous.end].strip() != doc.prose[item.start : item.end].strip()
    return following is not None and following.value == expected + 1


def _relabelled(item: Item, value: int) -> str:
    """The label with another number."""
    digits = _DIGITS.search(item.label)
    if digits:
        return item.label.replace(digits[0], str(value), 1)
    return _NUMERAL.sub(numeral(value), item.label, 1)
