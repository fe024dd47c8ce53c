"""What a download site left in the text: its advertisement, its notes to members, its navigation."""

from __future__ import annotations

import re
from bisect import bisect_right

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.parts import KINDS, parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits

# a line up to this long is residue as a whole; in a longer one only the words themselves
_LINE_MOST = 60
# a block of residue at the head or end of a document is looked for in so many lines
_BLOCK = 24
_HEADING = Pattern(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")


def check(
    doc: Document, hits: Hits, *, strong: Sequence[str] = (), contact: Sequence[str] = (), goods: Sequence[str] = ()
) -> Iterator[Finding]:
    """The lines of residue.

    Args:
        doc: the document.
        hits: the words that woke the rule.
        strong: patterns of which one is enough.
        contact: patterns of a way to get in touch; honest alone, residue within three lines of `goods`.
        goods: patterns of what such sites sell.
    """
    text = doc.prose
    sure = re.compile("|".join(f"(?:{p})" for p in strong), re.M)
    cues = (re.compile("|".join(contact)), re.compile("|".join(goods)))
    filled = [(start, end) for start, end in doc.lines if text[start:end].strip(" \t　")]
    found: dict[int, tuple[int, int]] = {}
    cued: dict[int, set[int]] = {}
    brief = parts(doc).kind == "简报"
    starts = [start for start, _ in filled]
    woken = sorted({bisect_right(starts, hit.start) - 1 for hit in hits})
    for n in woken:
        start, end = filled[n]
        m = sure.search(text, start, end)
        if m and not (brief and text.startswith(("编辑", "责任编辑", "责编"), start)):
            found[n] = _span(text, start, end, m)
    for n in sorted({near for k in woken for near in range(max(0, k - 3), min(len(filled), k + 4))}):
        start, end = filled[n]
        if end - start <= _LINE_MOST and (seen := {c for c, cue in enumerate(cues) if cue.search(text, start, end)}):
            cued[n] = seen
    for n in cued:
        near = range(n - 3, n + 4)
        kinds = set().union(*(cued.get(k, set()) for k in near))
        if len(kinds) > 1 or any(k in found for k in near if k != n):
            found.setdefault(n, _span(text, *filled[n], None))
    if not found:
        return
    for block in (range(min(_BLOCK, len(filled))), range(len(filled) - 1, max(-1, len(filled) - 1 - _BLOCK), -1)):
        _extend(text, filled, found, block)
    for n in sorted(found):
        yield Finding(*found[n])


def _span(text: str, start: int, end: int, m: re.Match[str] | None) -> tuple[int, int]:
    line = text[start:end]
    if m is not None and len(line.strip(" \t　")) > _LINE_MOST:
        return m.start(), m.end()
    left = len(line) - len(line.lstrip(" \t　"))
    return start + left, start + len(line.rstrip(" \t　"))


def _extend(text: str, filled: list[tuple[int, int]], found: dict[int, tuple[int, int]], block: range) -> None:
    """Take in the short lines between residue lines at one end of the document: they are of the same hand."""
    last = -1
    order = list(block)
    for position, n in enumerate(order):
        line = text[slice(*filled[n])].strip(" \t　")
        if n in found:
            last = position
        elif len(line) > 40 or line.endswith(("。", "：", *KINDS)) or _HEADING.match(line):
            break
    inside = order[: last + 1]
    if sum(n in found for n in inside) >= 3:
        for n in inside:
            found.setdefault(n, _span(text, *filled[n], None))
