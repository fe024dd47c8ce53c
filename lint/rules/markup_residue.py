"""Markdown signs in a text that is no Markdown: `**词**`, `###`, list signs and code fences."""

from __future__ import annotations

from lint import readers
from lint.model import Edit, Finding
from lint.patterns import M
from lint.record import TYPE_CHECKING
from lint.views.emphasis import bold_pairs
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_SIGNS = Pattern(r"^(?P<here>#{1,6}[ 　]+)(?=\S)|^(?P<fence>```\w*)[ ]*$|^(?P<rule>---)[ ]*$", M)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The signs of Markdown in plain text."""
    if readers.SUFFIXES.get(readers.suffix(doc.path)) == "markdown":
        return
    text = doc.prose
    for (start, inner), (end, after) in bold_pairs(doc):
        yield Finding(start, after, {"sign": "**"}, (Edit(start, inner, ""), Edit(end, after, "")))
    signs = list(_SIGNS.finditer(text))
    # a line of hyphens alone may be a rule that somebody drew
    pasted = bool(bold_pairs(doc)) or any(m["here"] or m["fence"] for m in signs)
    for m in signs:
        if m["here"]:
            yield Finding(m.start(), m.end(), {"sign": m["here"].strip()}, "")
        elif pasted:
            yield Finding(m.start(), m.end(), {"sign": m[0].strip()})
