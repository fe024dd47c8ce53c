"""Markdown emphasis in a text that is no Markdown: pairs of `**` that are markup, not blanks.

`**` pairs hug a phrase that stands between line ends or punctuation; blanks stand between Han characters. A document
whose asterisks nearly all pair up like that was pasted from Markdown.
"""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document

# blanks between a mark and its neighbour
_NEAR = 8
_DOUBLE = Pattern(r"(?<!\*)\*\*(?!\*)")


def bold_pairs(doc: Document) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The pairs of `**` that are Markdown emphasis in the prose of a document."""
    return doc.fact(_bold_pairs)


def _bold_pairs(doc: Document) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    text = doc.prose
    if "**" not in text:
        return ()
    pairs = []
    total = 0
    for start, end in doc.lines:
        stars = list(_DOUBLE.finditer(text, start, end))
        total += len(stars)
        pairs += list(_hugging(text, start, end, [m.span() for m in stars]))
    return tuple(pairs) if len(pairs) * 2 >= total * 0.8 else ()


def _hugging(
    text: str, start: int, end: int, stars: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    n = 0
    while n + 1 < len(stars):
        (a, b), (c, d) = stars[n], stars[n + 1]
        inner = text[b:c]
        before = text[max(start, a - _NEAR) : a].rstrip(" 　")[-1:]
        after = text[d : min(end, d + _NEAR)].lstrip(" 　")[:1]
        opens = not before or (not is_han(before) and before not in "“《")
        closes = not after or not is_han(after) or inner.endswith(("：", ":", "。"))
        if inner.strip() == inner and len(inner) > 1 and opens and closes:
            yield (a, b), (c, d)
            n += 2
        else:
            n += 1
