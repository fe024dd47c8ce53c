"""A name in quotation marks or a title that one document writes with a slip, and several others right."""

from __future__ import annotations

from array import array
from zlib import crc32

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.hashes import hashed
from lint.views.pattern import Pattern
from lint.views.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from lint.model import Document

_NAME = Pattern(r"“([^\W\d_A-Za-z]{5,16})”|《([^\W\d_A-Za-z]{8,40})》")
# so many documents write it right; titles of regulations differ by a character by right more often
_USUAL = 3
_TITLES = 8
_SHOWN = 3


class Named(NamedTuple):
    """A name and where it stands."""

    name: int  # the hash of it
    start: int
    end: int
    usual: int  # so many documents must write it for it to be right
    near: bytes  # hashes of four bytes of what it shares with every name that is one slip from it


def collect(doc: Document) -> tuple[Named, ...]:
    """The names of a document, each where it stands first."""
    found: dict[str, Named] = {}
    for m in _NAME.finditer(doc.prose):
        group = 1 if m[1] else 2
        name = m[group]
        if name not in found:
            usual = _USUAL if m[1] else _TITLES
            found[name] = Named(hashed(name), *m.span(group), usual, array("I", map(_short, _near(name))).tobytes())
    return tuple(found.values())


def compare(facts: Mapping[str, tuple[Any, ...]], opened: Callable[[str], Document]) -> Iterator[tuple[str, Finding]]:
    """Each name that stands in one document only and is that of several others with a slip."""
    places: dict[int, list[tuple[str, Named]]] = {}
    for path, names in facts.items():
        for fact in names:
            places.setdefault(fact[0], []).append((path, Named(*fact)))
    usual: dict[int, list[int]] = {}
    for name, there in places.items():
        if len(there) >= there[0][1].usual:
            for key in memoryview(there[0][1].near).cast("I"):
                usual.setdefault(key, []).append(name)
    for there in places.values():
        if len(there) > 1:
            continue
        path, fact = there[0]
        keys = memoryview(fact.near).cast("I")
        near = dict.fromkeys(right for key in keys for right in usual.get(key, ()))
        own = {name for name, *_ in facts[path]} if near else set()
        for right in near:
            # a document that has both tells them apart, or is told so by itself
            if right in own or len(places[right]) < fact.usual:
                continue
            found, meant = (opened(p).prose[n.start : n.end] for p, n in (there[0], places[right][0]))
            if is_slip(found, meant):
                related = tuple(Related(n.start, n.end, meant, other) for other, n in places[right][:_SHOWN])
                values = {"found": found, "right": meant, "count": len(places[right])}
                yield path, Finding(fact.start, fact.end, values, suggestions=(meant,), related=related)
                break


def _near(name: str) -> Iterator[str]:
    """What a name shares with every other that is one slip from it: itself, and itself without one character."""
    yield name
    for n in range(len(name)):
        yield name[:n] + name[n + 1 :]


def _short(text: str) -> int:
    """A hash that only leads to candidates."""
    return crc32(text.encode("utf-8", "surrogatepass"))
