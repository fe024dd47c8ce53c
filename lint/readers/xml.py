"""XML of office packages, read by events: names without their namespace's address, byte offsets for splicing.

A document type is refused, so no entity is ever expanded or fetched.
"""

from __future__ import annotations

import posixpath
import re
from xml.parsers import expat

from lint.readers.package import Broken
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from lint.readers.package import Package

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
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s:",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "s:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app:",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "app:",
    "http://www.ofdspec.org/2016": "ofd:",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_NONE: Mapping[str, Callable[[str], None]] = {}
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")


class _Handlers(dict[str, "tuple[str, Any] | None"]):
    """The handler of every qualified name, found by its short form: `p` for what WordprocessingML calls w:p."""

    __slots__ = ("_known",)

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known

    def __missing__(self, full: str) -> tuple[str, Any] | None:
        space, _, local = full.rpartition(" ")
        short = f"{_SPACES[space]}{local}" if space in _SPACES else ""
        found = (short, self._known[short]) if short in self._known else None
        self[full] = found
        return found


class Reader:
    """One pass over a part; handlers are called in the order of the document."""

    __slots__ = ("_parser", "_skipping", "data", "name")

    def __init__(
        self,
        name: str,
        data: bytes,
        starts: Mapping[str, Callable[[str, Attributes], None]],
        ends: Mapping[str, Callable[[str], None]] = _NONE,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Set a reader up.

        Args:
            name: the part's name, for messages.
            data: its bytes.
            starts: short name of an element -> called with it and its attributes under qualified names.
            ends: short name -> called with it.
            text: called with character data.
        """
        self.name, self.data = name, data
        self._skipping = 0
        opening, closing = _Handlers(starts), _Handlers(ends)

        def start(full: str, attributes: Attributes) -> None:
            if self._skipping:
                self._skipping += 1
            elif (found := opening[full]) is not None:
                found[1](found[0], attributes)

        def end(full: str) -> None:
            if self._skipping:
                self._skipping -= 1
            elif (found := closing[full]) is not None:
                found[1](found[0])

        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        if text is not None:
            parser.CharacterDataHandler = lambda characters: None if self._skipping else text(characters)
        parser.StartDoctypeDeclHandler = self._refuse

    def skip(self) -> None:
        """Leave out the element whose start is being handled, with its end and all in it."""
        self._skipping = 1

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
        del self._parser  # with its buffer

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


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part ("" is the package) inside the package: id -> last word of its type, target's name."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").removeprefix(_OFFICE).removeprefix(_STRICT)
            target = attributes.get("Target", "")
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = kind, target

    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing in package.names:
        Reader(listing, package.read(listing), {"rel:Relationship": start}).run()
    return found


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
