"""A character that may have been meant to be another: what the detector of likely slips is less sure of."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.rules.likely_slip import findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Finding, Hits


def check(doc: Document, hits: Hits, *, model: str = "", masked: bool = True) -> Iterator[Finding]:
    """The places between the two thresholds; `model` and `masked` as in TYP501."""
    from lint.views.suspicions import LIKELY, SURE  # maps its table into memory: only where the rule runs

    return findings(doc, LIKELY, SURE, model, masked)
