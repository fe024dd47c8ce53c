"""How the parts of an official document look: its title, headings and text with their fonts, sizes, lines and pages.

Looks are marks: those of `Document.looks`, and those that an example states.
"""

from __future__ import annotations

from bisect import bisect_left

from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.outline import items
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lint.model import Document, Mark

# a look is a paragraph's when it holds for nearly all that is known of it, and enough is known
_NEARLY, _KNOWN = 0.9, 0.4
# shorter lines of the text may be captions, notes or addressees
_TEXT = 20
# a numbered line that ends with one of these is an item of a list
_POINTS = "。；，：;,:"
_LEFT = ("left", "both", "start")
_ENDS = ("落款", "成文日期", "附件", "抄送")


class Section(NamedTuple):
    """Pages of one size, in millimetres; `start` and `end` are those of its first line with text."""

    start: int
    end: int
    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float


class Roles(NamedTuple):
    """The lines of the document proper: title, headings by level, and text (behind run-in headings)."""

    title: tuple[tuple[int, int], ...]
    headings: tuple[tuple[int, int, int], ...]  # level, start, end
    text: tuple[tuple[int, int], ...]


def roles(doc: Document) -> Roles:
    """Which lines are title, headings and text; empty where the title names no kind of document."""
    return doc.fact(_roles)


def sections(doc: Document) -> tuple[Section, ...]:
    """The sections whose pages are known."""
    return doc.fact(_sections)


def fonts(doc: Document) -> tuple[Mark, ...]:
    """The fonts of Han characters that are known, in order."""
    return tuple(doc.fact(_by_kind).get("font", ()))


def look(doc: Document, kind: str, start: int, end: int) -> str:
    """What nearly all of a range has; empty where it differs or is not known."""
    found = doc.fact(_by_kind).get(kind, [])
    first = max(0, bisect_left(found, start, key=lambda m: m.start) - 1)
    shares: dict[str, int] = {}
    for mark in found[first:]:
        if mark.start >= end:
            break
        length = min(mark.end, end) - max(mark.start, start)
        if length > 0:
            shares[mark.value] = shares.get(mark.value, 0) + length
    known = sum(shares.values())
    value = max(shares, key=lambda v: shares[v], default="")
    return value if known and shares[value] >= _NEARLY * known and known >= _KNOWN * (end - start) else ""


def wrong(
    doc: Document, kind: str, spans: Iterable[tuple[int, int]], is_right: Callable[[str], bool]
) -> list[tuple[str, list[tuple[int, int]]]]:
    """The values of a look that are not right, each with the ranges that have it, in order."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in spans:
        value = look(doc, kind, start, end)
        if value and not is_right(value):
            found.setdefault(value, []).append((start, end))
    return list(found.items())


def is_at_left(doc: Document, start: int, end: int, most: float = 1) -> bool:
    """Whether a line is known to begin less than `most` characters from the left edge; typed blanks move it too."""
    aligned = look(doc, "align", start, end) in _LEFT and doc.text[start] not in " \t　"
    return aligned and all(float(look(doc, kind, start, end) or 0) < most for kind in ("indent", "left"))


def is_song(font: str) -> bool:
    """宋体, not 仿宋 and not 小标宋."""
    low = font.lower()
    return ("宋" in font and "仿宋" not in font and "标宋" not in font) or low in ("simsun", "nsimsun")


def is_title_song(font: str) -> bool:
    """小标宋."""
    low = font.lower()
    return "小标宋" in font or "xiaobiaosong" in low or low.startswith("fzxbs")


def is_fang_song(font: str) -> bool:
    """仿宋."""
    return "仿宋" in font or "fangsong" in font.lower()


def is_hei(font: str) -> bool:
    """黑体; the screen font 微软雅黑 is none."""
    low = font.lower()
    return ("黑" in font and "雅黑" not in font) or "simhei" in low or low.startswith(("fzhei", "stheiti"))


def is_kai(font: str) -> bool:
    """楷体."""
    return "楷" in font or "kai" in font.lower()


def _by_kind(doc: Document) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in sorted((*doc.marks, *doc.looks), key=lambda m: (m.start, m.end)):
        found.setdefault(mark.kind, []).append(mark)
    return found


def _sections(doc: Document) -> tuple[Section, ...]:
    found = []
    every = doc.lines
    for mark in doc.fact(_by_kind).get("section", []):
        here = range(*(bisect_left(every, offset, key=lambda line: line[0]) for offset in (mark.start, mark.end)))
        start, end = next((every[n] for n in here if doc.text[slice(*every[n])].strip()), (mark.start, mark.start))
        found.append(Section(start, end, *map(float, mark.value.split(" "))))
    return tuple(found)


def _roles(doc: Document) -> Roles:
    found = parts(doc)
    title = next((p for p in found.parts if p.name == "标题"), None)
    if title is None or not found.kind:
        return Roles((), (), ())
    last = min((p.start for p in found.parts if p.name in _ENDS and p.start > title.end), default=doc.proper)
    named = {p.start for p in found.parts}
    numbered = {item.start: item for item in items(doc) if item.style != "part"}
    # below articles stand items, not headings
    articles = any(item.style == "article" for item in numbered.values())
    headings: list[tuple[int, int, int]] = []
    text: list[tuple[int, int]] = []
    titles: list[tuple[int, int]] = []
    for start, end in doc.lines:
        segment = doc.segment(start)
        if segment is None or segment.kind not in ("title", "heading", "body", "list", "number", "signature", "quote"):
            continue
        line = doc.prose[start:end]
        if title.start <= start < title.end:
            titles.append((start, end))
        if not title.end <= start < min(last, doc.proper) or not line.strip(" \t　") or start in named:
            continue
        item = numbered.get(start)
        if item is not None and not articles:
            stop = doc.prose.find("。", item.body, end)
            run_in = item.run_in and stop > 0
            if run_in or line.rstrip(" \t　")[-1] not in _POINTS:
                headings.append((item.level, item.body, stop if run_in else end))
            start = stop + 1 if run_in else end
        if end - start >= _TEXT:
            text.append((start, end))
    return Roles(tuple(titles), tuple(headings), tuple(text))
