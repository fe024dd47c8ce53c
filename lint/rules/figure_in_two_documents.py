"""One sentence about one year in two documents of an office, with different figures."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.passages import Passages, passages, restored, title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from lint.model import Document
    from lint.views.passages import Passage

# a sentence that so many documents have is a formula
_MOST = 12
_SHOWN = 12


def collect(doc: Document) -> tuple[Passages, ...]:
    """The sentences with figures of one year in a document whose office is known."""
    found = passages(doc)
    if not found.office or not found.last:
        return ()
    kept = tuple(p for p in found.found if p.year and p.figures and p.year < found.last)
    return (found._replace(found=kept),) if kept else ()


def compare(facts: Mapping[str, tuple[Any, ...]], opened: Callable[[str], Document]) -> Iterator[tuple[str, Finding]]:
    """The first figure of each pair of sentences that differ in nothing but figures.

    Both documents were issued after the year was over, so that neither counts a part of it.
    """
    alike: dict[int, list[tuple[str, Passages, Passage]]] = {}
    for path, (found,) in facts.items():
        document = restored(found)
        for passage in document.found:
            alike.setdefault(passage.form, []).append((path, document, passage))
    for stated in alike.values():
        if len(stated) > _MOST:
            continue
        for n, (path, document, here) in enumerate(stated):
            for other, source, there in stated[:n]:
                differing = [(a, b) for a, b in zip(here.figures, there.figures, strict=True) if a[0] != b[0]]
                if other == path or not differing or not _one_matter(document, source, here):
                    continue
                one, two = opened(path), opened(other)
                if title(one) in title(two) or title(two) in title(one):
                    continue  # versions of one document
                (_, start, end), (_, at, to) = differing[0]
                values = {"found": one.prose[start:end], "other": two.prose[at:to], "path": other, "year": here.year}
                yield path, Finding(start, end, values, related=(Related(at, to, title(two)[:_SHOWN], other),))
                break


def _one_matter(one: Passages, two: Passages, passage: Passage) -> bool:
    """Whether a sentence speaks of the same in both documents: they are of one office, or it speaks of the whole 县."""
    same = (one.place, one.level) == (two.place, two.level)
    return one.office == two.office or (same and passage.wide)
