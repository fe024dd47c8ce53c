"""一是…二是…四是…: an ordinal in prose that skips, repeats or goes back."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.enumerations import enumerations
from lint.views.outline import numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.enumerations import Marker

# what stands around the numeral
_WRITTEN = {"is": ("", "是"), "must": ("", "要"), "ordinal": ("第", ""), "among": ("其", "")}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the slips of every list; a fix is certain only where the list counts on behind it."""
    for series in enumerations(doc):
        for slip in series.slips:
            marker, before = slip.marker, slip.previous
            right = _form(marker, slip.expected)
            sure = slip.following is not None and slip.following.value == slip.expected + 1
            start, end = _span(marker)
            yield Finding(
                start,
                end,
                {"previous": _form(before, before.value), "expected": right},
                right if sure else None,
                suggestions=(right,),
                related=(Related(*_span(before)),),
            )


def _span(marker: Marker) -> tuple[int, int]:
    return marker.start, marker.end + len(_WRITTEN[marker.style][1])


def _form(marker: Marker, value: int) -> str:
    head, tail = _WRITTEN[marker.style]
    return head + numeral(value) + tail
