"""A city or prefecture behind its province whose name differs by one character from one that the province has."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NAME = Pattern(r"([^\W\d_A-Za-z]{2,12}?)(?:市|自治州|地区|盟)")
# what stands behind a province and is no name: 省各地市, 省城市, 省委市
_COMMON = frozenset("各省市县区级辖地本全有两三多及和与委府直的")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The names behind a province that it does not have, where one of its own is near."""
    text = doc.prose
    for start, end in hits:
        known = places(text[start:end])
        m = _NAME.match(text, end)
        if m is None or m[0] in known.names or m[0] in known.others or not _COMMON.isdisjoint(m[1]):
            continue
        near = [name for name in known.names if _is_near(m[0], name)]
        if near:
            fix = smallest(end, m[0], near[0]) if len(near) == 1 else None
            values = {"found": m[0], "province": text[start:end], "fix": "、".join(near)}
            yield Finding(end, m.end(), values, fix, suggestions=tuple(near))


def _is_near(name: str, other: str) -> bool:
    """Whether a name differs in one character, two swapped ones, or (of an autonomous prefecture) in its peoples."""
    if name.endswith("自治州") and other.endswith("自治州"):
        return name[:2] == other[:2]
    apart = [n for n, (a, b) in enumerate(zip(name, other, strict=False)) if a != b]
    if len(name) != len(other) or not apart or apart[-1] >= len(name) - 1:
        return False
    return len(apart) == 1 or (len(apart) == 2 and sorted(name) == sorted(other))
