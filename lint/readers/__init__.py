"""Readers: bytes of one format in, a `Document` out. A format is one module with `read(data, path, given)`."""

from __future__ import annotations

import sys

from lint.model import Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.model import Document, Given

# suffix -> module of this package
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpt", ".rtf"), "legacy"),
    ".htm": "html",
    ".html": "html",
    ".odt": "odt",
    ".ofd": "ofd",
    ".ott": "odt",
    ".pdf": "pdf",
    ".xlsm": "sheet",
    ".xlsx": "sheet",
}
_PACKED = ("docx", "legacy", "odt", "ofd", "pdf", "sheet")
# documents that an office keeps and no reader owns yet: named or walked over, they are an E9 finding, never silence
_UNREAD = ".et .xls .ppt .pptx .mht"
UNREAD = frozenset(_UNREAD.split(" "))


class Unreadable(Exception):
    """A file that cannot be checked.

    Args:
        code: the E9 code.
        values: data for its message.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def _packed(data: bytes, path: str, given: Given) -> Document:
    """The document of a file that is no text, by the reader that owns its suffix."""
    module = f"lint.readers.{SUFFIXES[suffix(path)]}"
    __import__(module)  # only the one that is needed
    doc: Document = sys.modules[module].read(data, path, given)
    return doc


def suffix(path: str) -> str:
    """The file's suffix in lower case, with the dot; empty where there is none."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem else ""


def is_word(path: str) -> bool:
    """Whether a file is a Word package, by its suffix."""
    return SUFFIXES.get(suffix(path)) == "docx"


def read(data: bytes, path: str, given: Given, before: Document | None = None) -> Document:
    """The document of a file's bytes, read by the reader that owns its suffix; other suffixes are tried as plain text.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.
        before: the document of an earlier state of the file, whose encoding holds.

    Raises:
        Unreadable: E901 for bytes that are no text, E902 for a document format without a reader, E908 for a file that
            is not the package its suffix says, E909 where another program is needed and missing, E910 where it failed.
    """
    kind = suffix(path)
    if kind in UNREAD:
        raise Unreadable("E902", suffix=kind)
    if SUFFIXES.get(kind) in _PACKED:
        from lint.readers import package

        try:
            return _packed(data, path, given)
        except package.Broken as error:
            raise Unreadable("E908", what=error.said) from None
    from lint.readers import text

    like = before.origin if before is not None and isinstance(before.origin, text.TextOrigin) else None
    try:
        if SUFFIXES.get(kind) == "html":
            from lint.readers import html

            earlier = before.origin if before is not None else None
            return html.read(data, path, given, earlier.source if isinstance(earlier, html.HtmlOrigin) else None)
        if SUFFIXES.get(kind) == "markdown":
            from lint.readers import markdown

            return markdown.read(data, path, given, like)
        return text.read(data, path, given, like)
    except text.Undecodable as error:
        what, _, at = str(error).partition(":")
        raise Unreadable("E901", what=Said(f"bytes_{what}"), byte=int(at or 0)) from None
    except UnicodeDecodeError as error:
        raise Unreadable("E901", what=Said("bytes_damaged"), byte=error.start) from None
