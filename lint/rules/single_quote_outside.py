"""Single quotation marks outside double ones."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_MARK = Pattern("[“”‘’\n]")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Pairs of single marks in no double pair, in a document that mostly uses double ones."""
    text = doc.prose
    found: list[tuple[int, int]] = []
    double, single = 0, -1
    for m in _MARK.finditer(text + "\n"):
        mark, at = m[0], m.start()
        if mark == "\n":
            # a quotation of several paragraphs stays open
            double, single = min(double, 1), -1
        elif mark == "“":
            double, single = double + (text[at - 1 : at].strip(" \u3000\n") != "" or double == 0), -1
        elif mark == "”":
            double, single = max(0, double - 1), -1
        elif mark == "‘":
            single = at if double == 0 else -1
        elif single >= 0:
            if any(map(is_han, text[single:at])):
                found.append((single, at))
            single = -1
    if 3 * len(found) > text.count("“"):
        return
    for start, end in found:
        edits = (Edit(start, start + 1, "“"), Edit(end, end + 1, "”"))
        yield Finding(start, end + 1, {"inside": text[start + 1 : end]}, edits)
