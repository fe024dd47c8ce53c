"""A line of the contents page that no heading of the text agrees with."""

from __future__ import annotations

from difflib import SequenceMatcher

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_PAGE = Pattern(r"[\s　.．…·\-—]*[0-9０-９IVXivx]{1,4}[\s　]*$")
_BLANK = Pattern(r"[\s　]+")
_HEADING_MOST = 60
# a heading so like an entry is the one that it means
_ALIKE = 0.6


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Entries that differ from the heading they mean; what no heading resembles may be a picture or a list."""
    entries = [(m.start, m.end) for m in doc.marks if m.kind == "contents"]
    last = max(end for _, end in entries)
    headings: dict[str, tuple[int, int]] = {}
    for start, end in doc.lines:
        if last < start < doc.proper and end - start <= _HEADING_MOST:
            headings.setdefault(_BLANK.sub("", doc.text[start:end]), (start, end))
    for start, end in entries:
        shown = _BLANK.sub("", doc.text[start:end])
        entry = _BLANK.sub("", _PAGE.sub("", doc.text[start:end]))
        # a year may end a heading as a page number does
        if len(entry) < 4 or entry in headings or shown in headings or any(h.startswith(entry) for h in headings):
            continue
        score, heading = max(((SequenceMatcher(None, entry, h, False).ratio(), h) for h in headings), default=(0, ""))
        if score >= _ALIKE:
            yield Finding(start, start + len(doc.text[start:end].rstrip()), {"entry": entry, "heading": heading},
                          related=(Related(*headings[heading]),))  # fmt: skip
