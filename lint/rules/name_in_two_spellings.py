"""One person's name in two spellings: 局长张建国 here, 局长张健国 there; 侯补山同志 and 候补山同志."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.likeness import alike
from lint.views.marks import SURNAMES
from lint.views.people import ADDRESS, named
from lint.views.slips import apart
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits
    from lint.views.people import Named

_SHOWN = 3
_USUAL = 2
_FULL = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The rarer of two names that differ by one slip, beside the same post or, where they are alike, any."""
    text = doc.prose
    found: dict[str, list[Named]] = {}
    for one in named(doc):
        found.setdefault(one.name, []).append(one)
    usual = {name: places for name, places in found.items() if name[0] in SURNAMES and _often(text, name, places)}
    for name, places in found.items():
        if len(places) > 1:
            continue
        place = places[0]
        near = (u for u, there in usual.items() if _is_slip(place, u, there) and _apart(text, place, there))
        other = next(near, None)
        if other is None or (len(name) == _FULL and text.count(name) > 1):
            continue
        if name[0] in SURNAMES or not is_word(name):
            count = max(len(usual[other]), text.count(other) if len(other) == _FULL else 0)
            said = place.role + name if place.behind else name + place.role
            values = {"found": said, "other": other, "count": count}
            related = tuple(Related(u.start, u.end) for u in usual[other][:_SHOWN])
            yield Finding(place.start, place.end, values, suggestions=(other,), related=related)


def _often(text: str, name: str, places: Sequence[Named]) -> bool:
    """Whether a name is written more than once; one of two characters may be anything elsewhere, also a word."""
    return len(places) >= _USUAL or (len(name) == _FULL and text.count(name) >= _USUAL)


def _is_slip(place: Named, other: str, there: Sequence[Named]) -> bool:
    """Whether a name is another one with two characters turned round or one that is wrong."""
    name = place.name
    at = apart(name, other)
    if len(name) != len(other) or not at or len(at) > len(name) - 1:
        return False
    same = place.role not in ADDRESS and any(place.role == u.role for u in there)
    if len(at) == 2:
        return same and name[1:] == other[:0:-1]
    return alike(name[at[0]], other[at[0]]) or (same and len(name) == _FULL and at[0] > 0)


def _apart(text: str, place: Named, there: Sequence[Named]) -> bool:
    """Whether the two never stand in one sentence, which tells them apart."""
    between = (text[min(place.end, u.end) : max(place.start, u.start)] for u in there)
    return all("。" in words or "\n" in words for words in between)
