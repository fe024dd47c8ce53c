"""A name in quotation marks or a title that one document writes with a slip, and several others right."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern
from lint.views.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.model import Document

_NAME = Pattern(r"“([^\W\d_A-Za-z]{5,16})”|《([^\W\d_A-Za-z]{8,40})》")
# so many documents write it right; titles of regulations differ by a character by right more often
_USUAL = 3
_TITLES = 8
_SHOWN = 3


class Named(NamedTuple):
    """A name and where it stands."""

    name: str
    start: int
    end: int
    usual: int  # so many documents must write it for it to be right


def collect(doc: Document) -> tuple[Named, ...]:
    """The names of a document, each where it stands first."""
    found: dict[str, Named] = {}
    for m in _NAME.finditer(doc.prose):
        group = 1 if m[1] else 2
        found.setdefault(m[group], Named(m[group], *m.span(group), _USUAL if m[1] else _TITLES))
    return tuple(found.values())


def compare(facts: Mapping[str, tuple[Named, ...]]) -> Iterator[tuple[str, Finding]]:
    """Each name that stands in one document only and is that of several others with a slip."""
    places: dict[str, list[tuple[str, Named]]] = {}
    for path, names in facts.items():
        for fact in names:
            places.setdefault(fact.name, []).append((path, fact))
    usual: dict[str, list[str]] = {}
    for name, there in places.items():
        if len(there) >= there[0][1].usual:
            for key in _keys(name):
                usual.setdefault(key, []).append(name)
    for name, there in places.items():
        if len(there) > 1:
            continue
        path, fact = there[0]
        near = dict.fromkeys(right for key in _keys(name) for right in usual.get(key, ()))
        own = {other.name for other in facts[path]}
        for right in near:
            # a document that has both tells them apart, or is told so by itself
            if right not in own and len(places[right]) >= fact.usual and is_slip(name, right):
                related = tuple(Related(n.start, n.end, n.name, other) for other, n in places[right][:_SHOWN])
                values = {"found": name, "right": right, "count": len(places[right])}
                yield path, Finding(fact.start, fact.end, values, suggestions=(right,), related=related)
                break


def _keys(name: str) -> Iterator[str]:
    """What a name shares with every other that is one slip from it: itself with a character or two neighbours open."""
    yield name
    for n in range(len(name)):
        yield f"{name[:n]}?{name[n + 1 :]}"
        yield name[:n] + name[n + 1 :]
    for n in range(len(name) - 1):
        yield name[:n] + "".join(sorted(name[n : n + 2])) + name[n + 2 :] + "~"
