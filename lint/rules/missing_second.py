"""首先……再次……: the list of connectives lacks 其次, or has it twice."""

from __future__ import annotations

from itertools import pairwise

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_ORDER = ("首先", "其次", "再次")
# what else may stand for the second or third
_OTHERS = ("第二", "二是", "然后", "接着", "第三", "三是", "最后", "同时，")
_BEFORE = frozenset("。；：，！？\n \t　")
_BEHIND = frozenset("，,、：:")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Follow the connectives of each paragraph from 首先 on."""
    text = doc.prose
    marks = [(s, e) for s, e in hits if text[s - 1 : s] in (*_BEFORE, "") and text[e : e + 1] in _BEHIND]
    for (start, end), (at, stop) in pairwise(marks):
        before, here = _ORDER.index(text[start:end]), _ORDER.index(text[at:stop])
        between = text[end:at]
        if "\n" in between or here == 0 or any(word in between for word in _OTHERS):
            continue
        if (before, here) in ((0, 2), (1, 1)):
            yield Finding(
                at, stop, {"previous": text[start:end], "expected": _ORDER[before + 1]}, related=(Related(start, end),)
            )
