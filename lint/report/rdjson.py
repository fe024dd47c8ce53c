"""Reviewdog's diagnostic format; its columns count UTF-8 bytes of the line, from 1, the end exclusive."""

from __future__ import annotations

import json

from lint.record import TYPE_CHECKING
from lint.report import TOOL, page, told
from lint.report.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from lint.api import Result
    from lint.model import Diagnostic, Document
    from lint.report import Style

_LEVELS = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """One object with all findings."""
    found = [entry(d, result.doc) for result in results for d in result.diagnostics]
    yield json.dumps({"source": {"name": TOOL}, "diagnostics": found}, ensure_ascii=False, indent=1)


def entry(d: Diagnostic, doc: Document | None) -> dict[str, Any]:
    """A finding as reviewdog reads it."""
    row: dict[str, Any] = {
        "message": told(d),
        "location": {"path": d.path, "range": _range(d.start, d.end, doc)},
        "severity": _LEVELS[d.severity],
        "code": {"value": d.code, "url": page(d.code)},
    }
    if d.fix and doc:
        row["suggestions"] = [{"range": _range(e.start, e.end, doc), "text": e.text} for e in d.fix]
    if d.related:
        row["related_locations"] = [
            {"message": start.label, "location": {"path": path, "range": {"start": {"line": start.line}}}}
            for path, start, _, _ in d.related
        ]
    return row


def _range(start: int, end: int, doc: Document | None) -> dict[str, dict[str, int]]:
    return {"start": _position(start, doc), "end": _position(end, doc)}


def _position(offset: int, doc: Document | None) -> dict[str, int]:
    if doc is None:
        return {"line": 1, "column": 1}
    place = doc.origin.locate(offset)
    # the source line begins so many characters before the offset
    units = doc.fact(_bytes)
    return {"line": place.line, "column": units.before(offset) - units.before(max(0, offset - place.column + 1)) + 1}


def _bytes(doc: Document) -> Units:
    return Units(doc.text, lambda text: len(text.encode("utf-8", "surrogatepass")))
