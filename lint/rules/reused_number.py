"""One document number on two documents."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.hashes import hashed
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from lint.model import Document

_NUMBER = Pattern(r"([^\s，。；：〔\[［（(【]{1,14})[〔\[［（(【]([12]\d{3})[〕\]］）)】]第?(\d{1,4})号")
# versions of one title differ in marks and blanks
_MARK = Pattern(r"[\W_]+")


class Numbered(NamedTuple):
    """A document's own number, its place and the title of the document."""

    number: str
    start: int
    end: int
    title: str


def collect(doc: Document) -> tuple[tuple[int, int], ...]:
    """The hashes of a document's number and title, if it has both and the number is filled in."""
    found = doc.fact(_numbered)
    return ((hashed(found.number), hashed(found.title)),) if found else ()


def _numbered(doc: Document) -> Numbered | None:
    found = parts(doc)
    part = next((p for p in found.parts if p.name == "发文字号"), None)
    title = _MARK.sub("", found.title)
    m = _NUMBER.search(doc.prose, part.start, part.end) if part and title else None
    return Numbered(f"{m[1]}〔{m[2]}〕{int(m[3])}号", *m.span(), title) if m else None


def compare(facts: Mapping[str, tuple[Any, ...]], opened: Callable[[str], Document]) -> Iterator[tuple[str, Finding]]:
    """Each document whose number another one has, of another title: versions of one document share it by right."""
    first: dict[int, tuple[str, int]] = {}
    for path, ((number, title),) in facts.items():
        other, same = first.setdefault(number, (path, title))
        if title == same:
            continue
        here, there = (opened(p).fact(_numbered) for p in (path, other))
        if here and there and here.title not in there.title and there.title not in here.title:
            related = (Related(there.start, there.end, there.title, other),)
            yield path, Finding(here.start, here.end, {"number": here.number, "title": there.title}, related=related)
