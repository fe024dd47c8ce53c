"""1.…；2.…；4.… within one paragraph: a number that skips or repeats."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.canon import ORDINAL, canon
from lint.views.outline import breaks, number, numeral
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# over the canonical text
_MARKED = Pattern(
    r"(?=[0-9\x8a①-⑳])(?:(?P<dot>[0-9]{1,2})(?:\.(?![0-9])|\x84)|(?P<bracket>\x8a[0-9]{1,2}\x8b)|"
    rf"(?P<han>\x8a[{ORDINAL}]{{1,3}}\x8b)|(?P<circle>[①-⑳]))"
)
# a number begins a clause, or the paragraph
_BEFORE = frozenset("，。；：:;\n")
_LEAST = 3
_CIRCLE = 0x2460


class _Mark(NamedTuple):
    """A number within a paragraph: its value and where it stands."""

    value: int
    start: int
    end: int


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Follow the numbers of one kind within each paragraph; a restart at one is right."""
    text = doc.prose
    found: dict[tuple[int, str], list[list[_Mark]]] = {}
    paragraph = counted = 0
    for m in _MARKED.finditer(canon(doc)):
        kind = m.lastgroup or ""
        start, end = m.span(kind)
        if text[max(0, start - 6) : start].rstrip(" \t　")[-1:] not in _BEFORE and start:
            continue
        paragraph, counted = paragraph + text.count("\n", counted, start), start
        written = text[start:end].strip("（）")
        value = ord(written) - _CIRCLE + 1 if kind == "circle" else number(written)
        lists = found.setdefault((paragraph, kind), [])
        if value == 1 or not lists:
            lists.append([])
        lists[-1].append(_Mark(value, start, end))
    for (_, kind), lists in found.items():
        for marks in lists:
            # the first of a paragraph may continue the one above
            if len(marks) >= _LEAST and marks[0].value == 1:
                yield from _slips(doc, kind, marks)


def _slips(doc: Document, kind: str, marks: list[_Mark]) -> Iterator[Finding]:
    for n, expected in breaks([mark.value for mark in marks], lambda n, expected: _is_sure(marks, n, expected)):
        mark, before = marks[n], marks[n - 1]
        right = {"han": f"（{numeral(expected)}）", "bracket": f"（{expected}）", "circle": chr(_CIRCLE + expected - 1)}
        sure = n + 1 < len(marks) and marks[n + 1].value == expected + 1
        shown = right.get(kind, str(expected))
        yield Finding(
            mark.start,
            mark.end,
            {"previous": doc.text[before.start : before.end], "expected": shown},
            shown if sure else None,
            suggestions=(shown,),
            related=(Related(before.start, before.end),),
        )


def _is_sure(marks: list[_Mark], n: int, expected: int) -> bool:
    """A gap of one, or a repetition behind which the list goes on."""
    if marks[n].value > expected:
        return marks[n].value == expected + 1
    return n + 1 < len(marks) and marks[n + 1].value == expected + 1
