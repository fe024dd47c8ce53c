"""One document number on two documents."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


def collect(doc: Document) -> tuple[Numbered, ...]:
    """The number of a document, if it has one that is filled in and a title."""
    found = parts(doc)
    part = next((p for p in found.parts if p.name == "发文字号"), None)
    title = _MARK.sub("", found.title)
    m = _NUMBER.search(doc.prose, part.start, part.end) if part and title else None
    return (Numbered(f"{m[1]}〔{m[2]}〕{int(m[3])}号", *m.span(), title),) if m else ()


def compare(facts: Mapping[str, tuple[Numbered, ...]]) -> Iterator[tuple[str, Finding]]:
    """Each document whose number another one has, of another title: versions of one document share it by right."""
    first: dict[str, tuple[str, Numbered]] = {}
    for path, numbers in facts.items():
        for fact in numbers:
            other, there = first.setdefault(fact.number, (path, fact))
            if other != path and fact.title not in there.title and there.title not in fact.title:
                related = (Related(there.start, there.end, there.title, other),)
                yield (
                    path,
                    Finding(fact.start, fact.end, {"number": fact.number, "title": there.title}, related=related),
                )
