"""What two sequences share, as difflib finds it, in about linear time however long and repetitive they are."""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from itertools import pairwise

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    Block = tuple[int, int, int]
    Opcode = tuple[str, int, int, int, int]

# so many pairs of elements are left to difflib, whose time is their number and more
_PAIRS = 100_000
# longer sequences are cut where so many elements in a row occur once in both
_LENGTHS = (1, 4, 16, 64)


def opcodes(a: Sequence[str], b: Sequence[str]) -> list[Opcode]:
    """How to turn one sequence into another: `equal`, `replace`, `delete` or `insert` with both ranges, in order."""
    found: list[Opcode] = []
    i = j = 0
    for start, begin, count in [*shared(a, b), (len(a), len(b), 0)]:
        if i < start or j < begin:
            found.append(
                ("replace" if i < start and j < begin else "delete" if i < start else "insert", i, start, j, begin)
            )
        i, j = start + count, begin + count
        if count:
            found.append(("equal", start, i, begin, j))
    return found


def unified(a: Sequence[str], b: Sequence[str], path: str) -> Iterator[str]:
    """The unified diff of a file's lines; of these the last may have no line end."""
    for number, group in enumerate(_Grouped(opcodes(a, b)).get_grouped_opcodes()):
        if not number:
            yield from (f"--- {path}\n", f"+++ {path}\n")
        (_, i, _, j, _), (_, _, after, _, behind) = group[0], group[-1]
        yield f"@@ -{_range(i, after)} +{_range(j, behind)} @@\n"
        for kind, i, after, j, behind in group:
            if kind == "equal":
                yield from (f" {line}" for line in a[i:after])
            else:
                yield from (f"-{line}" for line in a[i:after])
                yield from (f"+{line}" for line in b[j:behind])


class _Grouped(SequenceMatcher[str]):
    """Groups differences as difflib does."""

    def __init__(self, found: list[Opcode]) -> None:
        super().__init__()
        self._found = found

    def get_opcodes(self) -> list[Any]:
        """The differences to group."""
        return self._found


def _range(first: int, after: int) -> str:
    """Lines as a hunk counts them: from 1, an empty range by the line before it."""
    return f"{first + 1}" if after == first + 1 else f"{first + (after > first)},{after - first}"


def shared(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """The stretches that both have, in order: where each begins in either one, and its length."""
    found: list[Block] = []
    for block in sorted(_shared(a, b)):
        start, begin, count = found[-1] if found else (-1, -1, 0)
        if found and (start + count, begin + count) == block[:2]:
            found[-1] = start, begin, count + block[2]
        else:
            found.append(block)
    return found


def _shared(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    ranges = [(0, len(a), 0, len(b), 0)]
    while ranges:
        i, after, j, behind, level = ranges.pop()
        if (after - i) * (behind - j) <= _PAIRS:
            for m in SequenceMatcher(None, a[i:after], b[j:behind], autojunk=False).get_matching_blocks():
                if m.size:
                    yield i + m.a, j + m.b, m.size
        elif level < len(_LENGTHS):
            cuts = [(0, 0), *_once(a[i:after], b[j:behind], _LENGTHS[level]), (after - i, behind - j)]
            ranges += [(i + s, i + n, j + t, j + m, level + 1) for (s, t), (n, m) in pairwise(cuts)]
        else:  # nothing tells places apart: what stands in the same place is the same
            yield from ((i + n, j + n, 1) for n in range(min(after - i, behind - j)) if a[i + n] == b[j + n])


def _once(a: Sequence[str], b: Sequence[str], length: int) -> list[tuple[int, int]]:
    """Where so many elements in a row begin that occur once in both, in the same order in both."""
    there = _places(b, length)
    pairs = sorted((n, there.get(row, -1)) for row, n in _places(a, length).items() if n >= 0)
    # the longest rising run of places in b: the last pair of each length of run, and what stands before each pair
    lasts: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    pairs = [pair for pair in pairs if pair[1] >= 0]
    for number, (_, place) in enumerate(pairs):
        size = bisect_left(lasts, place)
        before[number] = ends[size - 1] if size else -1
        lasts[size : size + 1] = [place]
        ends[size : size + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _places(sequence: Sequence[str], length: int) -> dict[Sequence[str], int]:
    """Where every row of so many elements begins; -1 for one that comes again."""
    found: dict[Sequence[str], int] = {}
    for n in range(len(sequence) - length + 1):
        row = sequence[n : n + length]
        key = row if isinstance(row, str) else tuple(row)
        found[key] = -1 if key in found else n
    return found
