"""PDF, read only, places by page; needs the extra `pdf` (pypdfium2). Pictures of text (scans) are told, not read."""

from __future__ import annotations

import re

from lint.model import Document, Given
from lint.readers import Unreadable
from lint.readers.fixed import FixedOrigin
from lint.readers.package import Broken
from lint.readers.pages import Line, assembled
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


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
    text, segments, marks = assembled(pages)
    return Document(path, text, segments, marks, FixedOrigin(text), given)


def _lines(page: Any, raw: Any) -> Iterator[Line]:
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
            yield Line(line, page.get_charbox(first)[0], page.get_charbox(last)[2])
