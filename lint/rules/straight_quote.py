"""Straight quotation marks around Chinese text."""

from __future__ import annotations

from lint.model import Edit, Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_MARK = Pattern('["“”\n]')
# longer quotations are shown by their beginning
_SHOWN = 16
_CURLY = {True: "“", False: "”"}


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The pairs of a paragraph whose marks open and close in turn; of another one two straight marks by themselves."""
    text = doc.prose
    pairs: list[tuple[int, int]] = []
    straight: list[int] = []
    first, sound = -1, True
    for m in _MARK.finditer(text + "\n"):
        mark, at = m[0], m.start()
        if mark == "\n":
            if sound and first < 0:
                yield from _findings(text, pairs)
            elif len(straight) == 2 and not any(quote in text[straight[0] : straight[1]] for quote in "“”"):
                yield from _findings(text, [(straight[0], straight[1])])
            pairs, straight, first, sound = [], [], -1, True
            continue
        if mark == '"':
            straight.append(at)
        if first < 0:
            sound = sound and mark != "”"
            first = at
        else:
            sound = sound and mark != "“"
            pairs.append((first, at))
            first = -1


def _findings(text: str, pairs: list[tuple[int, int]]) -> Iterator[Finding]:
    for start, end in pairs:
        inside, around = text[start + 1 : end], text[max(0, start - 1) : start] + text[end + 1 : end + 2]
        if '"' not in (text[start], text[end]) or not (any(map(is_han, inside)) or sum(map(is_han, around)) == 2):
            continue
        if text[start - 1 : start].isdigit() and text[end - 1].isdigit():  # inches
            continue
        edits = tuple(Edit(at, at + 1, _CURLY[at == start]) for at in (start, end) if text[at] == '"')
        yield Finding(
            start, end + 1, {"inside": inside if len(inside) <= _SHOWN else inside[:_SHOWN] + "…"}, edits, safe=True
        )
