"""PDF, read only: lines put together to paragraphs by where they begin and end, places by page.

A line that reaches the right edge of its page goes on in the next one, unless that is indented; page numbers stand at
the end, as footers do. Pictures of text (scans) are told, not read. Needs the extra `pdf` (pypdfium2).
"""

from __future__ import annotations

import re

from lint.model import Document, Given, Mark, Segment
from lint.readers import Unreadable
from lint.readers.fixed import FixedOrigin
from lint.readers.package import Broken
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_FURNITURE = re.compile(r"[\s—－\-–·•]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s/，共]*\d{1,4}\s*页)?[\s—－\-–·•]*")
# beyond this share of a character a line begins indented or ends early
_INDENTED, _EARLY = 0.8, 1.6


class _Line(NamedTuple):
    """A line of a page: its text and its left and right edges, in points."""

    text: str
    left: float
    right: float


def read(data: bytes, path: str, given: Given) -> Document:
    """The document of a PDF file with text in it.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.

    Raises:
        Unreadable: E909 without pypdfium2.
        Broken: for a damaged, protected or scanned file.
    """
    try:
        import pypdfium2  # an extra: nothing else needs it
    except ImportError:
        command = 'pip install "gongwen-lint[pdf]"'
        raise Unreadable("E909", suffix=".pdf", need="pypdfium2", command=command) from None
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [list(_lines(page.get_textpage(), pypdfium2.raw)) for page in pdf]
    except pypdfium2.PdfiumError as error:
        raise Broken("package_encrypted" if "password" in str(error).lower() else "pdf_damaged") from error
    if not any(pages):
        raise Broken("pdf_scanned")
    text, segments, marks = _assembled(pages)
    return Document(path, text, segments, marks, FixedOrigin(text), given)


def _lines(page: Any, raw: Any) -> Iterator[_Line]:
    """The lines of a page that hold something."""
    count = page.count_chars()
    chars = [raw.FPDFText_GetUnicode(page.raw, n) for n in range(count)]
    # surrogates and nothing at all are no text
    text = "".join(chr(c) if c and not 0xD800 <= c <= 0xDFFF else "\ufffd" for c in chars)
    for m in re.finditer(r"[^\r\n]+", text):
        line = m[0].strip()
        if line:
            first = m.start() + len(m[0]) - len(m[0].lstrip())
            last = m.start() + len(m[0].rstrip()) - 1
            yield _Line(line, page.get_charbox(first)[0], page.get_charbox(last)[2])


def _assembled(pages: list[list[_Line]]) -> tuple[str, tuple[Segment, ...], tuple[Mark, ...]]:
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
