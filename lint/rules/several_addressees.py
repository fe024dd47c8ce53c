"""A 请示 to 市政府、市财政局: a request goes to one superior."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BLANKS = " \t　\ufffc"
# 市委、市政府 decide together
_TOGETHER = ("委、", "政府")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the addressee line of a request that names several, but for a committee and its government."""
    found = parts(doc)
    if found.kind != "请示":
        return
    for part in found.parts:
        line = doc.prose[part.start : part.end].strip(_BLANKS).rstrip("：:")
        if part.name != "主送" or not ("、" in line or "，" in line):
            continue
        pair = line.count("、") == 1 and "，" not in line and _TOGETHER[0] in line and line.endswith(_TOGETHER[1])
        if not pair:
            start = doc.prose.index(line, part.start)
            yield Finding(start, start + len(line))
