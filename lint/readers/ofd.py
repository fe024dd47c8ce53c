"""OFD, the national format of issued papers (GB/T 33190—2016): zip and XML, read only, places by page.

Text stands in pieces at coordinates (millimetres, from the top left); pieces at one height are a line. Page templates
are form, not text, and are not read.
"""

from __future__ import annotations

import posixpath
from itertools import pairwise

from lint.model import Document, Given
from lint.readers.fixed import FixedOrigin
from lint.readers.package import Broken, Package
from lint.readers.pages import Line, assembled
from lint.readers.xml import Reader
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.readers.xml import Attributes

_SPACE = "ofd:"
# pieces whose heights differ by less than this share of their size are on one line; a gap beyond it is a blank
_LEVEL, _GAP = 0.5, 0.8


class _Text(NamedTuple):
    """A piece of text: its base line and edges on the page, and the size of its characters."""

    base: float
    left: float
    right: float
    size: float
    text: str


def read(data: bytes, path: str, given: Given) -> Document:
    """The document of an OFD file.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.

    Raises:
        Broken: for a damaged package, or one without text.
    """
    package = Package(data)
    pages: list[list[Line]] = []
    for root in _found(package, "OFD.xml", "DocRoot"):
        root = root.lstrip("/")
        for page in _found(package, root, "Page"):
            place = page.lstrip("/") if page.startswith("/") else posixpath.join(posixpath.dirname(root), page)
            pages.append(_lines(_pieces(package, posixpath.normpath(place))))
    if not any(pages):
        raise Broken("ofd_empty")
    text, segments, marks = assembled(pages)
    return Document(path, text, segments, marks, FixedOrigin(text), given)


def _found(package: Package, name: str, element: str) -> list[str]:
    """The parts that a part names: the text of an element, or where it says it is."""
    found: list[str] = []

    def start(_: str, attributes: Attributes) -> None:
        found.append(attributes.get("BaseLoc", ""))

    def text(characters: str) -> None:
        if found and element == "DocRoot" and not closed:
            found[-1] += characters.strip()

    def end(_: str) -> None:
        closed.append(True)

    closed: list[bool] = []
    if name not in package.names:
        raise Broken("ofd_part", value=name)
    known = f"{_SPACE}{element}"
    Reader(name, package.read(name), {known: start}, {known: end}, text).run()
    return [part for part in found if part]


def _pieces(package: Package, name: str) -> list[_Text]:
    """The pieces of text on a page, in the order of the file."""
    found: list[_Text] = []
    box, matrix, size = [0.0] * 4, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], [1.0]  # of the open object
    at = [0.0, 0.0]  # where the open piece begins: left end and base line, in the object's own measure
    open_text: list[str] | None = None

    def start_object(_: str, attributes: Attributes) -> None:
        box[:] = _numbers(attributes.get("Boundary", ""), (0.0, 0.0, 0.0, 0.0))
        matrix[:] = _numbers(attributes.get("CTM", ""), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
        size[:] = _numbers(attributes.get("Size", ""), (1.0,))

    def start_code(_: str, attributes: Attributes) -> None:
        nonlocal open_text
        # a further piece of an object begins where the last one did, unless it says its place
        at[:] = *_numbers(attributes.get("X", ""), (at[0],)), *_numbers(attributes.get("Y", ""), (at[1],))
        open_text = []

    def text(characters: str) -> None:
        if open_text is not None:
            open_text.append(characters)

    def end_code(_: str) -> None:
        nonlocal open_text
        words = "".join(open_text or ()).replace("\n", " ")
        open_text = None
        a, b, c, d, e, f = matrix
        left = box[0] + a * at[0] + c * at[1] + e
        base = box[1] + b * at[0] + d * at[1] + f
        high = size[0] * (abs(d) or 1.0)
        if words.strip():
            found.append(_Text(base, left, max(left + high / 2, box[0] + box[2]), high, words))

    starts = {f"{_SPACE}TextObject": start_object, f"{_SPACE}TextCode": start_code}
    Reader(name, package.read(name) or b"<none/>", starts, {f"{_SPACE}TextCode": end_code}, text).run()
    return found


def _numbers(text: str, usual: tuple[float, ...]) -> tuple[float, ...]:
    """The numbers of an attribute; the usual ones where it does not hold as many."""
    try:
        found = tuple(float(word) for word in text.split())
    except ValueError:
        return usual
    return found[: len(usual)] if len(found) >= len(usual) else usual


def _lines(pieces: list[_Text]) -> list[Line]:
    """The lines of a page from the top, each from the left."""
    rows: list[list[_Text]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.left)):
        if rows and piece.base - rows[-1][0].base < _LEVEL * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda p: p.left)
        text = row[0].text
        for before, piece in pairwise(row):
            text += (" " if piece.left - before.right > _GAP * piece.size else "") + piece.text
        lines.append(Line(text.strip(), row[0].left, max(p.right for p in row)))
    return lines
