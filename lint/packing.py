"""A result as plain data that holds no text of its document, and back with the document's help.

Whatever a finding quotes is kept as ranges of the document's text: no two neighbouring characters of a packed string
that also stand together in the document are literal. What comes back is equal to what went in, value by value.
"""

from __future__ import annotations

import marshal
import zlib
from operator import add

from lint.model import Diagnostic, Edit, Elsewhere, Place
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from lint.model import Document

# what a packed tuple is: ranges and literals of a string, or a value that marshal does not know
_STRING, _TUPLE, _LIST, _DICT, _FRACTION, _DATE = range(6)
# what a record begins with: nothing was found, or something was
_SILENT, _SPEAKING = b"-", b"+"
# a range is looked for from so many characters in front of its finding
_NEAR = 200


class Unpackable(Exception):
    """A value that cannot be kept, or a record that is not of this text."""


class Packed(NamedTuple):
    """What a check said of a document, apart from its name and its text."""

    diagnostics: tuple[Diagnostic, ...]
    shadowed: tuple[Diagnostic, ...]
    silenced: tuple[Diagnostic, ...]
    used_ignores: frozenset[int]
    undated: bool


def pack(found: Packed, doc: Document) -> bytes:
    """The record of a check.

    Raises:
        Unpackable: for values that plain data cannot hold.
    """
    groups = (found.diagnostics, found.shadowed, found.silenced)
    facts = (found.undated, tuple(sorted(found.used_ignores)))
    if not any(groups):
        return _SILENT + marshal.dumps(facts)
    folder = _Folder(_base(doc))
    kept = tuple(tuple(folder.diagnostic(d, doc.path) for d in group) for group in groups)
    return _SPEAKING + zlib.compress(marshal.dumps((*facts, _digest(doc.text), kept)), 1)


def needs_text(record: bytes) -> bool:
    """Whether a record speaks of findings, so that the document must be read to understand it."""
    return record.startswith(_SPEAKING)


def unpack(record: bytes, doc: Document | None) -> Packed:
    """What a record says.

    Args:
        record: what `pack` made.
        doc: the document; may be left out where the record needs no text.

    Raises:
        Unpackable: when the document has another text than the one that was packed.
    """
    if not needs_text(record):
        undated, used = marshal.loads(record[1:])
        return Packed((), (), (), frozenset(used), undated)
    undated, used, digest, kept = marshal.loads(zlib.decompress(record[1:]))
    if doc is None or digest != _digest(doc.text):
        raise Unpackable
    base = _base(doc)
    groups = [tuple(_diagnostic(fields, base, doc.path) for fields in group) for group in kept]
    return Packed(groups[0], groups[1], groups[2], frozenset(used), undated)


def _base(doc: Document) -> str:
    """What ranges point into: the text, and the file's name, which is nobody's business either."""
    return f"{doc.text}\n{doc.path}"


def _digest(text: str) -> bytes:
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _Folder:
    """Turns strings into ranges of one text."""

    __slots__ = ("base", "near", "pairs")

    def __init__(self, base: str) -> None:
        self.base = base
        self.pairs = frozenset(map(add, base, base[1:]))
        self.near = 0

    def diagnostic(self, d: Diagnostic, path: str) -> tuple[Any, ...]:
        """A finding as plain data, in the order of its fields."""
        self.near = max(0, d.start - _NEAR)
        if d.path != path or any(r.path != path for r in d.related):
            raise Unpackable
        return (
            *(d.code, d.name, d.severity, self.string(d.message), self.place(d.place), self.place(d.end_place)),
            *(d.start, d.end, self.string(d.text), self.string(d.quote), self.value(dict(d.values))),
            None if d.fix is None else tuple((e.start, e.end, self.string(e.text)) for e in d.fix),
            *(d.safe, tuple(map(self.string, d.suggestions))),
            tuple((self.place(r.place), self.place(r.end_place), self.string(r.text)) for r in d.related),
        )

    def place(self, place: Place) -> tuple[Any, ...]:
        return place.line, place.column, self.string(place.label)

    def string(self, text: str) -> Any:
        """A string as alternating literals and ranges; one without ranges as it is."""
        made: list[Any] = [_STRING]
        literal, n = "", 0
        base, pairs = self.base, self.pairs
        while n < len(text):
            if text[n : n + 2] not in pairs:
                literal += text[n]
                n += 1
                continue
            at = base.find(text[n : n + 2], self.near)
            at = base.find(text[n : n + 2]) if at < 0 else at
            end = n + 2
            while end < len(text) and base.startswith(text[n : end + 1], at):
                end += 1
            made += [literal, at, end - n]
            literal, n = "", end
        return (*made, literal) if len(made) > 1 else text

    def value(self, value: Any) -> Any:
        """A value of a message."""
        kind = type(value)
        if kind is str:
            return self.string(value)
        if value is None or kind in (int, float, bool):
            return value
        if kind is tuple or kind is list:
            return (_TUPLE if kind is tuple else _LIST, *map(self.value, value))
        if kind is dict:
            return (_DICT, *(self.value(part) for item in value.items() for part in item))
        if kind.__module__ == "fractions":
            return _FRACTION, value.numerator, value.denominator
        if kind.__module__ == "datetime" and kind.__name__ == "date":
            return _DATE, value.toordinal()
        raise Unpackable


def _diagnostic(fields: tuple[Any, ...], base: str, path: str) -> Diagnostic:
    code, name, severity, message, place, end_place, start, end, text, quote, values, fix, safe, others, related = (
        fields
    )
    return Diagnostic(
        *(code, name, severity, _string(message, base), path, _place(place, base), _place(end_place, base), start, end),
        *(_string(text, base), _string(quote, base), _value(values, base)),
        None if fix is None else tuple(Edit(at, to, _string(new, base)) for at, to, new in fix),
        *(safe, tuple(_string(other, base) for other in others)),
        tuple(Elsewhere(path, _place(a, base), _place(b, base), _string(there, base)) for a, b, there in related),
    )


def _place(fields: tuple[Any, ...], base: str) -> Place:
    line, column, label = fields
    return Place(line, column, _string(label, base))


def _string(packed: Any, base: str) -> str:
    if isinstance(packed, str):
        return packed
    pieces = []
    for n in range(1, len(packed) - 1, 3):
        literal, at, length = packed[n : n + 3]
        pieces += [literal, base[at : at + length]]
    return "".join((*pieces, packed[-1]))


def _value(packed: Any, base: str) -> Any:
    if not isinstance(packed, tuple):
        return packed
    kind, *rest = packed
    if kind == _STRING:
        return _string(packed, base)
    if kind == _TUPLE:
        return tuple(_value(part, base) for part in rest)
    if kind == _LIST:
        return [_value(part, base) for part in rest]
    if kind == _DICT:
        return dict(_pairs(_value(part, base) for part in rest))
    if kind == _FRACTION:
        from fractions import Fraction

        return Fraction(*rest)
    from datetime import date

    return date.fromordinal(*rest)


def _pairs(parts: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    each = iter(parts)
    return zip(each, each, strict=True)
