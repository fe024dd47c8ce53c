"""XML of office packages, read by events: names without their namespace's address, byte offsets for splicing.

A document type is refused, so no entity is ever expanded or fetched.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from lint.readers.package import Broken
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Attributes = Mapping[str, str]

# Transitional and Strict (ISO/IEC 29500-1 and -4) name the same things differently
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style:",
}
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")


class Names(dict[str, str]):
    """The short form of every qualified name: `p` for what WordprocessingML calls w:p, `` for foreign ones."""

    def __missing__(self, full: str) -> str:
        space, _, local = full.rpartition(" ")
        # a name without a namespace is only an attribute's
        short = full if not space else f"{_SPACES[space]}{local}" if space in _SPACES else ""
        self[full] = short
        return short


class Reader:
    """One pass over a part; `start`, `end` and `text` are called in the order of the document."""

    __slots__ = ("_names", "_parser", "data", "name")

    def __init__(
        self,
        name: str,
        data: bytes,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Set a reader up.

        Args:
            name: the part's name, for messages.
            data: its bytes.
            start: called with the short name of an element and its attributes under qualified names.
            end: called with the short name.
            text: called with character data.
        """
        self.name, self.data = name, data
        names = self._names = Names()
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda full, attributes: start(names[full], attributes)
        parser.EndElementHandler = lambda full: end(names[full])
        if text is not None:
            parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise Broken("package_doctype", value=self.name)

    def run(self) -> None:
        """Read the part.

        Raises:
            Broken: for XML that is not well formed or has a document type.
        """
        try:
            self._parser.Parse(self.data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            detail = f"{self._parser.CurrentLineNumber}:{self._parser.CurrentColumnNumber + 1}"
            raise Broken("package_xml", value=self.name, detail=detail) from error

    @property
    def at(self) -> int:
        """The byte at which the current tag begins; behind it, where the end of an empty element is told."""
        return self._parser.CurrentByteIndex

    def behind(self, at: int) -> int:
        """The byte behind the tag that begins at `at`."""
        tag = _TAG.match(self.data, at)
        assert tag, self.name
        return tag.end()

    def values(self, attributes: Attributes) -> dict[str, str]:
        """An element's attributes under local names."""
        return {full.rpartition(" ")[2]: value for full, value in attributes.items()}


def is_utf8(data: bytes) -> bool:
    """Whether a part is UTF-8, whose bytes can be spliced."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    stated = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    return stated is None or stated[1].upper() in (b"UTF-8", b"US-ASCII", b"ASCII")


def escape(text: str) -> bytes:
    """Character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def value(text: str) -> str:
    """An attribute's value, without its quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\n", "&#10;")
