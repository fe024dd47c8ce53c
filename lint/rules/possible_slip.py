"""A character that may have been meant to be another: what the detector of likely slips is less sure of."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.rules.likely_slip import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Finding, Hits


def check(doc: Document, hits: Hits, *, model: str = "", masked: bool = True) -> Iterator[Finding]:
    """The likely places that TYP501 leaves; `model` and `masked` as there."""
    from lint.views.suspicions import suspicions, thresholds  # maps its table into memory: only where it runs

    found = suspicions(doc, model, masked)
    most, least = thresholds(doc, found)
    return (finding(doc, one) for one in found if least <= one.confidence < most)
