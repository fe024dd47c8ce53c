"""A page header that repeats the title with another wording, number or year."""

from __future__ import annotations

from difflib import SequenceMatcher

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BLANK = Pattern(r"[\s　《》“”]+")
_SHORT = 8
# so alike, a header is meant to be the title
_ALIKE = 0.75


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Headers that are nearly the title; one that is a part of it shortens it on purpose."""
    title = _BLANK.sub("", parts(doc).title)
    for mark in doc.marks:
        if mark.kind == "header":
            text = doc.text[mark.start : mark.end]
            header = _BLANK.sub("", text)
            if len(header) < _SHORT or len(title) < _SHORT or header in title or title in header:
                continue
            if SequenceMatcher(None, header, title, False).ratio() >= _ALIKE:
                start = mark.start + len(text) - len(text.lstrip())
                yield Finding(start, mark.start + len(text.rstrip()), {"title": title})
