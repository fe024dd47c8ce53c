"""附件：1. … 2. …, 见附件3, and the attachments themselves: three places that must agree."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.attachments import BLANKS, listed, number_at, numbered
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the list of attachments with the parts that follow and with the mentions in the text."""
    text, found = doc.prose, parts(doc).parts
    lists = [p for p in found if p.name == "附件说明"]
    attached = [p for p in found if p.name == "附件"]
    if len(lists) != 1:
        return
    named = listed(doc, lists[0].start)
    if not named or (attached and attached[0].start < lists[0].start):
        return
    numbers = [numbered(text, p.start) for p in attached]
    if attached and 0 not in numbers and len(set(numbers)) == len(numbers):
        for value, (start, end) in named.items():
            if value not in numbers:
                yield _finding(doc, start, end, len(named), len(attached), [(p.start, p.start + 3) for p in attached])
                return
        for p, value in zip(attached, numbers, strict=True):
            if value not in named:
                end = text.find("\n", p.start)
                places = list(named.values())
                yield _finding(doc, p.start, end if end > 0 else p.end, len(named), len(attached), places)
                return
    for at, _ in hits:
        value = number_at(text, at + 2)
        if at < lists[0].start and value and value not in named and _is_own(text, at):
            end = at + 2 + len(str(value) if text[at + 2].isdigit() else text[at + 2])
            yield _finding(doc, at, end, len(named), len(attached) or len(named), list(named.values()))


def _finding(doc: Document, start: int, end: int, listed: int, attached: int, places: list[tuple[int, int]]) -> Finding:
    return Finding(
        start,
        end,
        {"name": doc.text[start:end].strip(BLANKS), "listed": listed, "attached": attached},
        related=tuple(Related(*p) for p in places),
    )


def _is_own(text: str, at: int) -> bool:
    """Whether a mention is of this document's own attachments: 见附件3, （附件3）."""
    return text[at - 1 : at] in ("见", "照", "按", "（", "(", "写") and text[at - 3 : at - 1] not in ("》的", "号）")
