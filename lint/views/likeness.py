"""Whether one character is easily typed or read for another: the same or a similar sound, or a similar shape.

Sounds are those of `sounds.bin`; similar sounds and shapes those of `characters.bin`, which has the usual characters.
"""

from __future__ import annotations

from lint.views import sounds

# rare characters, mostly surnames, and what is written for them
_PAIRS = frozenset(map(frozenset, "傅付 萧肖 阎闫 佘余 佘舍 冼洗 卞卡 冉再 栾峦 臧藏 祁祈 郗希 覃谭 玮伟 亳毫".split()))


def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike."""
    if frozenset((one, other)) in _PAIRS or sounds.shipped().same(one, other):
        return True
    from lint.views import counts  # maps its table into memory: only for two that do not sound the same

    known, pair = counts.shipped(), (ord(one), ord(other))
    return any(b in known.heard[a] or b in known.seen[a] for a, b in (pair, pair[::-1]))
