"""What tells a finding apart from others by its content, so that it is known again when lines move.

The key is the code, the text found and its neighbourhood, hashed; equal ones in a file are numbered. No text can be
read back from it.
"""

from __future__ import annotations

import re

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.api import Result
    from lint.model import Diagnostic

# so many characters of prose on each side, blanks not counted
_AROUND = 12
_READ = 60
_DIGITS = 16
_STOP = re.compile("[。；！？\n]")


def fingerprints(result: Result, diagnostics: Iterable[Diagnostic] | None = None) -> tuple[str, ...]:
    """The fingerprint of each finding of a file, in order; the n-th equal one ends with `-n`."""
    found: list[str] = []
    counts: dict[str, int] = {}
    text = result.doc.text if result.doc else ""
    for d in result.diagnostics if diagnostics is None else diagnostics:
        key = fingerprint(text, d)
        counts[key] = counts.get(key, 0) + 1
        found.append(key if counts[key] == 1 else f"{key}-{counts[key]}")
    return tuple(found)


def fingerprint(text: str, d: Diagnostic) -> str:
    """The hash of a finding's code, text and neighbourhood: 16 hexadecimal digits.

    Args:
        text: the document's text, in which the finding's offsets count code points.
        d: the finding.
    """
    from hashlib import sha256

    # the same sentence only: what stands around it may come and go
    before = "".join(_STOP.split(text[max(0, d.start - _READ) : d.start])[-1].split())[-_AROUND:]
    after = "".join(_STOP.split(text[d.end : d.end + _READ])[0].split())[:_AROUND]
    key = "\0".join((d.code, "".join(d.text.split()), before, after))
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
