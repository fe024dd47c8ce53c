"""A number or date whose digits are partly full-width."""

from __future__ import annotations

import re

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMBER = Pattern(r"[0-9０-９]+(?:[年月.．][0-9０-９]+)*")
_HALF = str.maketrans("０１２３４５６７８９．", "0123456789.")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each number with digits of both widths; numbers that are full-width throughout are a matter of style."""
    for m in _NUMBER.finditer(doc.prose):
        if not m[0].isascii() and re.search("[0-9]", m[0]) and re.search("[０-９]", m[0]):
            fix = m[0].translate(_HALF)
            yield Finding(m.start(), m.end(), {"fix": fix}, fix, safe=True)
