"""Tracked changes and comments that nobody has settled: one finding for the document, at the first of them."""

from __future__ import annotations

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# what this program wrote itself is no news while the document is a draft
_OURS = "gongwen-lint"
_NAMED = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Count them and say by whom: a note in a draft, an error in a final document."""
    final = doc.given.stage == "final"
    found = [m for m in doc.marks if m.kind in ("revision", "comment") and (final or m.value != _OURS)]
    if not found:
        return
    counts = {kind: sum(m.kind == kind for m in found) for kind in ("revision", "comment")}
    what = [Said(f"unresolved_{kind}", {"count": count}) for kind, count in counts.items() if count]
    left = what[0] if len(what) == 1 else Said("unresolved_both", {"first": what[0], "second": what[1]})
    names = list(dict.fromkeys(m.value for m in found if m.value))
    by = Said("unresolved_by", {"names": "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")})
    values = {"left": left, "by": by if names else ""}
    yield Finding(found[0].start, found[0].end, values, severity=None if final else "info")
