"""The notation of examples.

`[[found]]` must be found, `[[found->fix]]` with this fix; `[[->new]]` inserts, `[[old->]]` deletes, `\\[[` is literal.
"""

from __future__ import annotations

import re

from lint.model import Mark
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MARK = re.compile(r"\\\[\[|\[\[(.*?)\]\](?!\])", re.S)


class Expected(NamedTuple):
    """A place that an example marks: where it is in the plain text, and the text its fix puts there (None: no fix)."""

    start: int
    end: int
    fix: str | None


class Example(NamedTuple):
    """An example text with what must be found in it."""

    text: str
    expected: tuple[Expected, ...]
    date: str | None = None
    name: str = "example.txt"
    stage: str = ""
    options: Mapping[str, Any] = {}
    others: Mapping[str, str] = {}  # further documents by name, for rules that compare documents
    marks: tuple[Mark, ...] = ()  # as a reader of Word files would find them

    @property
    def fixed(self) -> str:
        """The text after every marked fix."""
        pieces, last = [], 0
        for start, end, fix in self.expected:
            pieces += [self.text[last:start], self.text[start:end] if fix is None else fix]
            last = end
        return "".join((*pieces, self.text[last:]))


def parse(example: Any) -> Example:
    """An example as it stands in `rules.yaml`: a text, or a mapping of text, date, name, stage, options, others, marks.

    A mark has a kind, a value and the `text` that it lies on or, without length, stands `after`; its first occurrence
    counts.

    Raises:
        ValueError: for an unknown key.
    """
    given = dict(example) if isinstance(example, dict) else {"text": example}
    unknown = given.keys() - {"text", "date", "name", "stage", "options", "others", "marks"}
    if unknown:
        raise ValueError(f"unknown key in example: {', '.join(sorted(unknown))}")
    pieces: list[str] = []
    expected: list[Expected] = []
    length, last, marked = 0, 0, str(given["text"])
    for m in _MARK.finditer(marked):
        before = marked[last : m.start()]
        if m[1] is None:
            pieces += [before, "[["]
            length += len(before) + 2
        else:
            found, arrow, fix = m[1].partition("->")
            length += len(before)
            expected.append(Expected(length, length + len(found), fix if arrow else None))
            pieces += [before, found]
            length += len(found)
        last = m.end()
    pieces.append(marked[last:])
    text = "".join(pieces)
    marks = []
    for mark in given.get("marks", ()):
        at = text.index(mark["text"]) if "text" in mark else text.index(mark["after"]) + len(mark["after"])
        marks.append(Mark(mark["kind"], at, at + len(mark.get("text", "")), str(mark.get("value", ""))))
    return Example(
        text,
        tuple(expected),
        given.get("date") and str(given["date"]),
        given.get("name", "example.txt"),
        given.get("stage", ""),
        given.get("options", {}),
        given.get("others", {}),
        tuple(marks),
    )
