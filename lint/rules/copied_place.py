"""A sentence of another place's document with that place's name left in it."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.offices import office
from lint.views.passages import Passages, passages, restored, title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from lint.model import Document
    from lint.views.passages import Passage

_SHOWN = 12


def collect(doc: Document) -> tuple[Passages, ...]:
    """The sentences of a document whose office has a place."""
    found = passages(doc)
    return (found,) if found.place else ()


def compare(facts: Mapping[str, tuple[Any, ...]], opened: Callable[[str], Document]) -> Iterator[tuple[str, Finding]]:
    """Each sentence that stands word for word in the document of another place of the same level, and names it."""
    documents = {path: restored(found) for path, (found,) in facts.items()}
    own: dict[int, list[tuple[str, Passages, Passage]]] = {}
    for path, document in documents.items():
        for passage in document.found:
            if passage.home >= 0:
                own.setdefault(passage.whole, []).append((path, document, passage))
    for path, document in documents.items():
        for passage in document.found:
            sources = own.get(passage.whole, []) if passage.home < 0 else []
            # what several places say alike is a common source's
            if len({s[1].place for s in sources}) == 1 and sources[0][1].level == document.level:
                other, _, there = sources[0]
                source = opened(other)
                name = office(source).place + office(source).level
                start = passage.start + there.home
                values = {"found": name, "office": office(opened(path)).name, "other": other}
                related = (Related(there.start, there.end, title(source)[:_SHOWN], other),)
                yield path, Finding(start, start + len(name), values, related=related)
