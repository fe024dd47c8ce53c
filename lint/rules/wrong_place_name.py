"""A city or county behind the place above it whose name differs by one character from one that this place has."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.likeness import alike
from lint.views.pattern import Pattern
from lint.views.places import counties, places, province_of
from lint.views.slips import apart, exchanged
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lint.model import Document, Hits

_NAME = Pattern(r"([^\W\d_A-Za-z]{2,12}?)(?:市|自治州|地区|盟)")
_COUNTY = Pattern(r"([^\W\d_A-Za-z]{2,14}?)[县旗市]")
# what stands behind a place and is no name: 省各地市, 省城市, 省委市
_COMMON = frozenset("各省市县区级辖地本全有两三多及和与委府直的")
# names of peoples are written in full or left out: 恩施土家族自治州
_PEOPLES = ("自治州", "自治县")
# a name of so many characters has no neighbour by chance
_LONG = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The names behind a place that it does not have, where one of its own is near."""
    text = doc.prose
    for start, end in hits:
        place = text[start:end]
        found, near = _city(text, place, end)
        if not found:
            found, near = _county(text, place, end)
        if near:
            fix = smallest(end, found, near[0]) if len(near) == 1 else None
            values = {"found": found, "province": place, "fix": "、".join(near)}
            yield Finding(end, end + len(found), values, fix, suggestions=near)


def _city(text: str, province: str, at: int) -> tuple[str, tuple[str, ...]]:
    """The city or prefecture behind a province, and those that it is a slip of; nothing where there is none."""
    known = places(province)
    m = _NAME.match(text, at) if known else None
    if known is None or m is None or not _COMMON.isdisjoint(m[1]):
        return "", ()
    if m[0] in known.names or m[0] in known.others:
        return m[0], ()
    near = _near(m[0], known.names)
    return (m[0] if near else ""), near


def _county(text: str, place: str, at: int) -> tuple[str, tuple[str, ...]]:
    """The county behind a place, and those that it is a slip of; none where the province has that one elsewhere."""
    m = _COUNTY.match(text, at)
    if m is None or not _COMMON.isdisjoint(m[1]) or is_word(m[1]):
        return "", ()
    short = m[1].removesuffix("自治")
    if any(name.startswith((short, m[0])) for name in counties(province_of(place))):
        return m[0], ()
    near = _near(m[0], counties(place))
    # a province has many, and had more: another character that only looks or sounds like it is a slip
    if places(place) and len(m[1]) < _LONG:
        near = tuple(other for other in near if all(map(_alike, m[0], other)))
    return m[0], near


def _alike(one: str, other: str) -> bool:
    return one == other or alike(one, other)


def _near(name: str, known: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(other for other in known if _is_near(name, other)))


def _is_near(name: str, other: str) -> bool:
    """Whether a name differs in one character, two swapped ones, or (of an autonomous place) in its peoples."""
    if name.endswith(_PEOPLES) and other.endswith(name[-3:]):
        return name[:2] == other[:2]
    at = apart(name, other)
    if len(name) != len(other) or not at or at[-1] >= len(name) - 1:
        return False
    return len(at) == 1 or (len(at) == 2 and exchanged(name, *at) == other)
