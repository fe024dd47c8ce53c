"""One post-holder's name in two spellings: 局长张建国 here, 局长张健国 there."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.people import holders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SHOWN = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The rarer of two names of three characters that differ in one behind the same post."""
    found: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = {}
    for holder in holders(doc):
        same = found.setdefault((holder.post, holder.name[0]), {})
        same.setdefault(holder.name, []).append((holder.start, holder.end))
    for (post, _), names in found.items():
        usual = {name: spans for name, spans in names.items() if len(spans) > 1}
        for name, spans in names.items():
            other = next((u for u in usual if _one_apart(name, u)), None)
            if len(spans) == 1 and other:
                related = tuple(Related(*place) for place in usual[other][:_SHOWN])
                values = {"found": name, "other": other, "post": post, "count": len(usual[other])}
                yield Finding(*spans[0], values, suggestions=(other,), related=related)


def _one_apart(name: str, other: str) -> bool:
    """Whether two names share their surname and differ in one character, or in the order of the two given ones."""
    return name[0] == other[0] and (
        sum(a != b for a, b in zip(name, other, strict=True)) == 1 or name[1:] == other[:0:-1]
    )
