"""A character that may have been meant to be another: what the detector of likely slips is less sure of."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.rules.likely_slip import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Finding, Hits


def check(doc: Document, hits: Hits, *, model: str = "", masked: bool = True) -> Iterator[Finding]:
    """The likely places that TYP501 leaves; `model` and `masked` as there."""
    from lint.views.suspicions import suspicions, told  # maps its table into memory: only where it runs

    _, likely = told(doc, suspicions(doc, model, masked))
    return (finding(doc, one) for one in likely)
