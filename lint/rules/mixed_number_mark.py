"""1. 2、3. or （一）（二)（三）: one line of a level whose number is marked in another way than the others."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import runs
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_VALUE = Pattern(r"[0-9一二三四五六七八九十百零〇]+")
_LABEL = Pattern(r"[^\W_]+")
_LEAST = 3
_HALF = frozenset("()")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the marks around the numbers of each level; the odd one must stand alone."""
    for run in runs(doc):
        if len(run) < _LEAST or run[0].style in ("part", "article"):
            continue
        labels = [doc.text[item.start : item.body].strip(" \t　\ufffc") for item in run]
        shapes = [_VALUE.sub("{}", label).replace("．", ".") for label in labels]
        usual = max(set(shapes), key=lambda shape: (shapes.count(shape), shape))
        odd = [n for n, shape in enumerate(shapes) if shape != usual]
        # a line in the style of another level is another mistake; half-width brackets are no model
        if len(odd) != 1 or not _alike(shapes[odd[0]], usual) or not _HALF.isdisjoint(usual):
            continue
        n = odd[0]
        value = _LABEL.search(labels[n])
        right = usual.format(value[0] if value else "")
        start = doc.text.index(labels[n], run[n].start)
        yield Finding(
            start,
            start + len(labels[n]),
            {"right": right, "other": labels[n - 1] if n else labels[1]},
            (Edit(start, start + len(labels[n]), right),),
        )


def _alike(one: str, usual: str) -> bool:
    """Whether both are marked on the same sides."""
    return one.startswith("{") == usual.startswith("{")
