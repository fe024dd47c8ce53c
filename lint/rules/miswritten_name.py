"""A name in quotation marks or a title that stands once with a slip in it, and right elsewhere."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern
from lint.views.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NAME = Pattern(r"“([^\W\d_A-Za-z]{4,16})”|《([^\W\d_A-Za-z]{8,40})》")
# the right writing stands at least so often, the wrong one once
_USUAL = 2
_SHOWN = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each name that stands once and is another one with a slip, in another sentence."""
    places: dict[str, list[tuple[int, int]]] = {}
    for m in _NAME.finditer(doc.prose):
        group = 1 if m[1] else 2
        places.setdefault(m[group], []).append(m.span(group))
    usual = [name for name, spans in places.items() if len(spans) >= _USUAL]
    for name, spans in places.items():
        if len(spans) > 1:
            continue
        start, end = spans[0]
        for other in usual:
            if is_slip(name, other) and not _together(doc.prose, spans[0], places[other]):
                related = tuple(Related(*span) for span in places[other][:_SHOWN])
                values = {"found": name, "fix": other, "count": len(places[other])}
                yield Finding(start, end, values, smallest(start, name, other), related=related)
                break


def _together(text: str, span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether the name and the other one stand in one sentence, which tells them apart."""
    return any("。" not in text[min(span[1], end) : max(span[0], start)] for start, end in others)
