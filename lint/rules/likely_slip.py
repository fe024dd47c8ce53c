"""A character that was probably meant to be another, from how often strings occur in official prose."""

from __future__ import annotations

from lint.model import Edit, Finding, Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.suspicions import Suspicion

_WHY = ("", "slip_sound", "slip_near", "slip_shape", "slip_word", "slip_swap", "slip_double", "slip_drop")


def check(doc: Document, hits: Hits, *, model: str = "", masked: bool = True) -> Iterator[Finding]:
    """The places of which the detector is sure, and the likely ones of a draft that has many.

    Args:
        model: an ONNX file that is asked for a second opinion.
        masked: whether that is a masked-language model; otherwise it is one that corrects.
    """
    from lint.views.suspicions import suspicions, told  # maps its table into memory: only where the rule runs

    sure, _ = told(doc, suspicions(doc, model, masked))
    return (finding(doc, one) for one in sure)


def finding(doc: Document, one: Suspicion) -> Finding:
    """What is said of a place."""
    from lint.views.counts import count
    from lint.views.suspicions import shown

    start, end, fix, usual, rare = shown(doc.prose, one)
    values = {
        "found": doc.prose[start:end],
        "fix": fix,
        "why": Said(_WHY[one.kind]),
        "usual": count(usual),
        "rare": Said("slip_seldom", {"count": count(rare)}) if rare else Said("slip_never"),
    }
    return Finding(start, end, values, (Edit(one.start, one.end, one.fix),))
