"""A character that was probably meant to be another, from how often strings occur in official prose."""

from __future__ import annotations

from lint.model import Edit, Finding, Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_WHY = ("", "slip_sound", "slip_near", "slip_shape", "slip_word", "slip_swap", "slip_double", "slip_drop")


def check(doc: Document, hits: Hits, *, model: str = "", masked: bool = True) -> Iterator[Finding]:
    """The places of which the detector is sure.

    Args:
        model: an ONNX file that is asked for a second opinion.
        masked: whether that is a masked-language model; otherwise it is one that corrects.
    """
    from lint.views.suspicions import SURE  # maps its table into memory: only where the rule runs

    return findings(doc, SURE, 2.0, model, masked)


def findings(doc: Document, least: float, most: float, model: str, masked: bool) -> Iterator[Finding]:
    """The places whose confidence is at least `least` and below `most`."""
    from lint.views.counts import count
    from lint.views.suspicions import shown, suspicions

    for one in suspicions(doc, model, masked):
        if least <= one.confidence < most:
            start, end, fix, usual, rare = shown(doc.prose, one)
            values = {
                "found": doc.prose[start:end],
                "fix": fix,
                "why": Said(_WHY[one.kind]),
                "usual": count(usual),
                "rare": Said("slip_seldom", {"count": count(rare)}) if rare else Said("slip_never"),
            }
            yield Finding(start, end, values, (Edit(one.start, one.end, one.fix),))
