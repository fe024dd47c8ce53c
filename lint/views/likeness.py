"""Whether one character is easily typed or read for another: the same or a similar sound, or a similar shape."""

from __future__ import annotations

from lint.views.counts import shipped


def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike, by `lint/data/characters.bin`, which has the usual ones."""
    counts = shipped()
    a, b = ord(one), ord(other)
    same = not counts.sounds[a].isdisjoint(counts.sounds[b])
    return same or b in counts.heard[a] or b in counts.seen[a] or a in counts.seen[b]
