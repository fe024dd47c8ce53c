"""One source document cited with two document numbers, or one document number cited with two titles."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_CITED = Pattern(
    r"《(?P<title>[^》\n]{4,80})》[（(](?P<number>(?P<office>[^\s（）()〔\[，。；、]{1,12})[〔\[]"
    r"(?P<year>[12]\d{3})[〕\]](?P<serial>\d{1,4})号)"
)


class _Cited(NamedTuple):
    """A title with its number, and where the number stands."""

    title: str
    number: str
    office: str
    year: str
    serial: str
    start: int
    end: int


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each citation that disagrees with an earlier one in exactly one part of its number or in its title."""
    seen: dict[str, list[_Cited]] = {}
    for m in _CITED.finditer(doc.prose):
        cited = _Cited(m["title"], m["number"], m["office"], m["year"], m["serial"], *m.span("number"))
        same = seen.setdefault(cited.title, [])
        for other in same:
            if _parts_apart(cited, other) == 1:
                values = {"title": cited.title, "found": cited.number, "other": other.number}
                yield Finding(cited.start, cited.end, values, related=(Related(other.start, other.end),))
                break
        if all(cited.number != other.number for other in same):
            same.append(cited)


def _parts_apart(one: _Cited, other: _Cited) -> int:
    return (one.office != other.office) + (one.year != other.year) + (one.serial != other.serial)
