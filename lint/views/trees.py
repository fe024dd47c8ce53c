"""A decision table: small binary trees whose leaves are added up.

All trees are walked at once. Each leaf is one bit of a great number. A node that sends a candidate to the right takes
away the leaves on its left; for each figure the nodes stand in the order of their thresholds, so that what its value
takes away is one number. The lowest bit that is left of each tree is the leaf reached
(QuickScorer, Lucchese and others 2015).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from math import exp
from operator import getitem

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Thresholds are in eighths, leaves in thousandths; both are stored with this added, as two bytes.
SCALE, LEAF, OFFSET = 8, 1000, 32768
DEPTH = 4
# below this sum the trees that are left could not bring a candidate back
HOPELESS = -3500
# inner nodes and leaves of a tree; these are the bits of two bytes
_INNER, _LEAVES = (1 << DEPTH) - 1, 1 << DEPTH
_BITS = [1 << n for n in range(_LEAVES)]
# for each inner node which of the two bytes loses leaves when a candidate goes to the right, and which bits of it stay
_STAY = [(0, 0)] + [
    (2 * half * place // 8, 255 ^ ((1 << half) - 1) << 2 * half * place % 8)
    for depth, half in ((depth, _LEAVES >> depth + 1) for depth in range(1, DEPTH))
    for place in range(1 << depth)
]


class Trees:
    """The trees of one table.

    Args:
        table: for each tree the figure and threshold of every inner node, level by level, then its leaves.
    """

    __slots__ = ("_every", "_figures", "_leaves", "_size")

    def __init__(self, table: Sequence[int]) -> None:
        starts = range(0, len(table), 2 * _INNER + _LEAVES)
        self._size = 2 * len(starts)
        self._every = int.from_bytes(b"\1\0" * len(starts), "little")
        self._leaves = [
            dict(zip(_BITS, table[at + 2 * _INNER : at + 2 * _INNER + _LEAVES], strict=True)) for at in starts
        ]
        # figure and threshold of a node as one number, with the byte where its leaves are and what it leaves of them
        nodes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for at, first in zip(starts, range(0, self._size, 2), strict=True):
            inner = table[at : at + 2 * _INNER]
            for figure, threshold, (byte, stay) in zip(inner[::2], inner[1::2], _STAY, strict=True):
                nodes[figure << 16 | threshold].append((first + byte, stay))
        # for each figure its thresholds, and what is left of all leaves above the first n of them
        self._figures: dict[int, tuple[list[int], Left]] = {}
        left = bytearray()
        for node in sorted(nodes):
            figure = node >> 16
            if figure not in self._figures:
                left[:] = b"\xff" * self._size
                self._figures[figure] = thresholds, stages = [], Left(bytes(left))
            for byte, stay in nodes[node]:
                left[byte] &= stay
            thresholds.append(node & 0xFFFF)
            stages.add(bytes(left))

    def confidence(self, figures: Sequence[float]) -> float:
        """How probable it is, between 0 and 1, that a candidate with these figures was meant."""
        left = (1 << 8 * self._size) - 1
        for figure, (thresholds, stages) in self._figures.items():
            left &= stages[bisect_left(thresholds, int(figures[figure] * SCALE) + OFFSET)]
        lowest = left ^ left & left - self._every
        total = 0
        for leaf in map(getitem, self._leaves, memoryview(lowest.to_bytes(self._size, "little")).cast("H")):
            total += leaf - OFFSET
            if total < HOPELESS:
                break
        return 1 / (1 + exp(-total / LEAF))


class Left(dict[int, int]):
    """What is left of all leaves above the first n thresholds of a figure, as a number made when it is first asked for.

    Args:
        first: what is left above none.
    """

    __slots__ = ("_stages",)

    def __init__(self, first: bytes) -> None:
        self._stages = [first]

    def add(self, stage: bytes) -> None:
        """Add what is left above one threshold more."""
        self._stages.append(stage)

    def __missing__(self, n: int) -> int:
        number = self[n] = int.from_bytes(self._stages[n], "little")
        return number
