"""One sentence about one year in two documents of an office, with different figures."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.passages import Passages, passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.model import Document
    from lint.views.passages import Passage

# a sentence that so many documents have is a formula
_MOST = 12


def collect(doc: Document) -> tuple[Passages, ...]:
    """The sentences with figures of one year in a document whose office is known."""
    found = passages(doc)
    if not found.office.name or not found.last:
        return ()
    kept = tuple(p for p in found.found if p.year and p.figures and p.year < found.last)
    return (found._replace(found=kept),) if kept else ()


def compare(facts: Mapping[str, tuple[Passages, ...]]) -> Iterator[tuple[str, Finding]]:
    """The first figure of each pair of sentences that differ in nothing but figures.

    Both documents were issued after the year was over, so that neither counts a part of it.
    """
    alike: dict[tuple[int, tuple[str, ...]], list[tuple[str, Passages, Passage]]] = {}
    for path, found in facts.items():
        for document in found:
            for passage in document.found:
                alike.setdefault((passage.form, passage.dated), []).append((path, document, passage))
    for stated in alike.values():
        if len(stated) > _MOST:
            continue
        for n, (path, document, here) in enumerate(stated):
            for other, source, there in stated[:n]:
                if other == path or not _one_matter(document, source, here) or _one_document(document, source):
                    continue
                differing = [(a, b) for a, b in zip(here.figures, there.figures, strict=True) if a[0] != b[0]]
                if differing:
                    (found_here, start, end), (found_there, at, to) = differing[0]
                    values = {"found": found_here, "other": found_there, "path": other, "year": here.year}
                    yield path, Finding(start, end, values, related=(Related(at, to, source.title[:12], other),))
                    break


def _one_matter(one: Passages, two: Passages, passage: Passage) -> bool:
    """Whether a sentence speaks of the same in both documents: they are of one office, or it speaks of the whole 县."""
    same = (one.office.place, one.office.level) == (two.office.place, two.office.level)
    return one.office.name == two.office.name or (same and passage.wide)


def _one_document(one: Passages, two: Passages) -> bool:
    """Whether two documents are versions of one, by their titles."""
    return one.title in two.title or two.title in one.title
