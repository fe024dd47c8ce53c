"""1. right under 三、 where （一） stands under 一、 and 二、: a section that leaves a level out or puts one in."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import items, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.outline import Item

# so many other sections show the custom
_LEAST = 2


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare what stands right under the headings of one level, line below line with nothing between."""
    numbered, text = items(doc), doc.prose
    if any(item.style in ("part", "article") for item in numbered):
        return
    lengths = {run[0].start: len(run) for run in runs(doc)}
    below: dict[str, list[tuple[Item, Item]]] = {}
    for above, item in pairwise(numbered):
        # with text between them the lines may be a list of that text
        if item.level > above.level and lengths.get(item.start, 0) > 1 and not text[above.end : item.start].strip():
            below.setdefault(above.style, []).append((above, item))
    for pairs in below.values():
        times: dict[str, int] = {}
        for _, item in pairs:
            times[item.style] = times.get(item.style, 0) + 1
        if len(times) != 2 or len(pairs) <= _LEAST:
            continue
        for above, item in pairs:
            if times[item.style] == 1:
                usual = next(i for _, i in pairs if i.style != item.style)
                start = text.index(item.label, item.start)
                yield Finding(
                    start,
                    start + len(item.label),
                    {"heading": text[above.start : above.end].strip()[:20], "usual": usual.label},
                )
