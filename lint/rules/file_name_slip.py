"""A title that differs from the file's name by one slip."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.parts import parts
from lint.views.pattern import Pattern
from lint.views.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# shorter names say too little
_LEAST = 8
# dates, numbers, marks and what stands in brackets around the title in a file's name
_NOT_TITLE = Pattern(r"[（(\[【][^）)\]】]*[）)\]】]|[\W\d_A-Za-z]+")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The title, where the file's name has the same characters but for one slip."""
    stem = doc.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    name = _NOT_TITLE.sub("", stem)
    found = parts(doc)
    title = _NOT_TITLE.sub("", found.title)
    if min(len(name), len(title)) < _LEAST or not is_slip(title, name):
        return
    for part in found.parts:
        if part.name == "标题":
            yield Finding(part.start, part.end, {"title": found.title, "name": stem})
