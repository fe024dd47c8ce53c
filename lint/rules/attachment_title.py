"""附件：1.任务分工表 in the list, 责任分工表 over attachment 1: one title written in two ways, or out of place."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.attachments import listed, numbered
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# a title may run over so many lines
_LINES = 3
_MARKS = str.maketrans("", "", " \t　\ufffc《》“”（）()：:*#")
# of two titles that are one, so much of the shorter stands in the other
_ALIKE = 0.6


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare each listed title with the lines under the number of its attachment."""
    found = parts(doc).parts
    lists = [p for p in found if p.name == "附件说明"]
    attached = [p for p in found if p.name == "附件"]
    if len(lists) != 1 or not attached or attached[0].start < lists[0].start:
        return
    places = listed(doc, lists[0].start)
    names = {value: (start, end, _bare(doc, start, end)) for value, (start, end) in places.items()}
    for part in attached:
        value = numbered(doc.prose, part.start)
        if value not in names:
            continue
        start, end, name = names[value]
        titles = _titles(doc, part.start, part.end)
        if not titles or not name or any(name in text or text in name for _, _, text in titles):
            continue
        first = titles[0]
        others = [n for v, (_, _, n) in names.items() if v != value]
        shared = sum(c in first[2] for c in name) / len(name)
        if first[2] in others or shared >= _ALIKE:
            yield Finding(
                first[0], first[1], {"listed": doc.text[start:end], "number": value}, related=(Related(start, end),)
            )


def _bare(doc: Document, start: int, end: int) -> str:
    """A listed name without its number and marks."""
    return doc.prose[start:end].lstrip("0123456789.．、").translate(_MARKS)


def _titles(doc: Document, start: int, end: int) -> list[tuple[int, int, str]]:
    """The first line under the number of an attachment, and this joined with those that follow."""
    spans = [s for s in doc.lines if start < s[0] < end and doc.prose[slice(*s)].translate(_MARKS)][:_LINES]
    found = []
    for n in range(len(spans)):
        text = "".join(doc.prose[slice(*s)] for s in spans[: n + 1]).translate(_MARKS)
        found.append((spans[0][0], spans[n][1], text))
    return found
