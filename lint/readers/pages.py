"""Pages of lines put together to paragraphs, for formats that know nothing but places: PDF and OFD.

A line that reaches the right edge of its page goes on in the next one, unless that is indented; page numbers stand at
the end, as footers do.
"""

from __future__ import annotations

import re

from lint.model import Mark, Segment
from lint.record import NamedTuple

_FURNITURE = re.compile(r"[\s—－\-–·•]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s/，共]*\d{1,4}\s*页)?[\s—－\-–·•]*")
# beyond this share of a character a line begins indented or ends early
_INDENTED, _EARLY = 0.8, 1.6


class Line(NamedTuple):
    """A line of a page: its text and its left and right edges, in points."""

    text: str
    left: float
    right: float


def assembled(pages: list[list[Line]]) -> tuple[str, tuple[Segment, ...], tuple[Mark, ...]]:
    """The paragraphs of all pages, then their page numbers; a mark for what stands on each page."""
    chunks: list[str] = []
    marks: list[Mark] = []
    furniture: list[tuple[int, str]] = []
    length, goes_on = 0, False
    for number, page in enumerate(pages, 1):
        body = list(page)
        for edge in (-1, 0):
            if body and _FURNITURE.fullmatch(body[edge].text):
                furniture.append((number, body.pop(edge).text))
        start = length
        left, right = min((b.left for b in body), default=0), max((b.right for b in body), default=0)
        for line in body:
            size = (line.right - line.left) / max(1, sum(1 if c.isascii() else 2 for c in line.text)) * 2
            if chunks:
                joined = goes_on and line.left <= left + _INDENTED * size
                between = " " if joined and chunks[-1][-1:].isascii() and line.text[:1].isascii() else ""
                chunks.append(between if joined else "\n")
                length += len(chunks[-1])
            start = start if line is not body[0] else length
            chunks.append(line.text)
            length += len(line.text)
            goes_on = line.right >= right - _EARLY * size
        if length > start:
            marks.append(Mark("page", start, length, str(number)))
    chunks.append("\n")
    text = "".join(chunks)
    segments = []
    for m in re.finditer(r"[^\n]*\n", text):
        segments.append(Segment("body", m.start(), m.end()))
    for number, words in furniture:
        segments.append(Segment("footer", len(text), len(text) + len(words) + 1))
        marks.append(Mark("page", len(text), len(text) + len(words), str(number)))
        text += f"{words}\n"
    return text, tuple(segments), tuple(marks)
