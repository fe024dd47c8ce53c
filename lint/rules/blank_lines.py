"""Blank lines that stand out from the way the document separates its paragraphs."""

from __future__ import annotations

from collections import Counter

from lint import readers
from lint.model import Finding
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BLANKS = " \t\u3000\xa0"
# a paragraph of running text; titles, addressees, headings and signatures are shorter
_PARAGRAPH = 40
# so many lines at the head (letterhead, title, addressee) and at the end (signature, notes) may be set apart
_HEAD, _TAIL = 4, 6


class _Gap(NamedTuple):
    """The blank lines between two lines with text."""

    start: int
    end: int
    lines: int
    before: str
    after: str


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Runs of blank lines beyond the usual gap of this document, and those at its end."""
    text = doc.prose
    # in Markdown they are markup, in Word layout
    if readers.SUFFIXES.get(readers.suffix(doc.path), "text") != "text":
        return
    gaps, end = _gaps(text)
    if end < len(text):
        count = text.count("\n", end)
        yield Finding(end, len(text), {"count": count, "usual": 0}, "", safe=True, severity="info")
    counted = Counter(gap.lines for gap in gaps)
    usual = counted.most_common(1)[0][0] if counted else 0
    if usual > 1:
        return
    many = sum(gap.lines > 1 for gap in gaps)
    for number, gap in enumerate(gaps):
        edge = number < _HEAD or number >= len(gaps) - _TAIL
        loose = gap.lines > (2 if edge else 1) and gap.lines > usual and many * 5 <= len(gaps)
        # one blank line in a text without any, between two paragraphs that go on
        single = (
            gap.lines == 1
            and usual == 0
            and counted[1] <= 2
            and counted[0] >= 10 * counted[1]
            and len(gap.before) >= _PARAGRAPH
            and len(gap.after) >= _PARAGRAPH
        )
        if loose or single:
            values = {"count": gap.lines, "usual": usual}
            yield Finding(gap.start, gap.end, values, "\n" * usual, safe=True)


def _gaps(text: str) -> tuple[list[_Gap], int]:
    """The gaps between lines with text, and where the blank lines at the end begin (the length, if there are none)."""
    gaps: list[_Gap] = []
    before, start, at, blank = "", 0, 0, 0
    for line in text.split("\n"):
        words = line.strip(_BLANKS)
        if words:
            if before:
                gaps.append(_Gap(start, at, blank, before, words))
            before, start, blank = words, at + len(line) + 1, 0
        else:
            blank += 1
        at += len(line) + 1
    return gaps, min(start, len(text)) if before else len(text)
