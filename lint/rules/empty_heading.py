"""二、 and at once 三、: a heading without a text under it, where its neighbours have one."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import runs
from lint.views.parts import in_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.outline import Item

_STOPS = ("。", "；", "：", ":", ";", "，", "！", "、", "》")
_MOST = 24


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report the one heading of a run with no body, all others having one; lists of bare lines have none at all."""
    text = doc.prose
    for run in runs(doc):
        if len(run) < 3 or run[0].style not in ("first", "second"):
            continue
        bare = [(item, follower) for item, follower in pairwise(run) if _is_bare(text, item, follower)]
        if len(bare) != 1:
            continue
        item = bare[0][0]
        segment = doc.segment(item.start)
        if in_form(doc, item.start) or (segment is not None and segment.kind == "table"):
            continue
        yield Finding(item.start, item.end, {"found": text[item.start : item.end].strip(" \t　")})


def _is_bare(text: str, item: Item, follower: Item) -> bool:
    words = text[item.body : item.end].strip()
    if item.run_in or not words or len(words) > _MOST or words.endswith((*_STOPS, "的")) or "（略）" in words:
        return False
    return not text[item.end : follower.start].strip()
