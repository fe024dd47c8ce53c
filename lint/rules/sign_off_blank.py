"""What is filled when a document is signed and still blank: its number, signer and day of issue."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.blanks import blanks
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# a document number without its serial, a signer's label without a name
_NUMBER = Pattern(r"[〔\[（(][ 　]*(?:\d{4})?[ 　]*[〕\]）)][ 　]*号")
_SIGNER = Pattern(r"签[ 　]*发[ 　]*人[：:][ 　]*$")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The blanks of the letterhead and the date line: a note in a draft, an error in a final document."""
    severity = None if doc.given.stage == "final" else "info"
    taken = []
    for blank in blanks(doc):
        if blank.kind == "sign-off":
            taken.append((blank.start, blank.end))
            yield Finding(blank.start, blank.end, severity=severity)
    for part in parts(doc).parts:
        pattern = {"发文字号": _NUMBER, "签发人": _SIGNER}.get(part.name)
        m = pattern.search(doc.prose, part.start, part.end) if pattern else None
        if m and not any(start < m.end() and m.start() < end for start, end in taken):
            yield Finding(m.start(), m.end(), severity=severity)
