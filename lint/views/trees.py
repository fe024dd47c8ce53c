"""A decision table: small binary trees whose leaves are added up."""

from __future__ import annotations

from math import exp

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Thresholds are in eighths, leaves in thousandths; both are stored with this added, as two bytes.
SCALE, LEAF, OFFSET = 8, 1000, 32768
DEPTH = 4
# below this sum the trees that are left could not bring a candidate back
HOPELESS = -3500


def confidence(trees: Sequence[int], figures: Sequence[float]) -> float:
    """How probable it is, between 0 and 1, that a candidate with these figures was meant.

    Args:
        trees: the table: for each tree the figure and threshold of every inner node, level by level, then its leaves.
        figures: what is known of the candidate.
    """
    whole = [int(f * SCALE) + OFFSET for f in figures]
    inner = (1 << DEPTH) - 1
    size = 2 * inner + inner + 1
    total = 0
    for base in range(0, len(trees), size):
        node = 0
        while node < inner:
            at = base + 2 * node
            node = 2 * node + 1 + (whole[trees[at]] > trees[at + 1])
        total += trees[base + inner + node] - OFFSET
        if total < HOPELESS:
            break
    return 1 / (1 + exp(-total / LEAF))
