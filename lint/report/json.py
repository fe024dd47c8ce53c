"""One array of objects; the contract of the keys is in docs/output.en.md."""

from __future__ import annotations

import json
from fractions import Fraction

from lint.record import TYPE_CHECKING
from lint.report import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from lint.api import Result
    from lint.model import Diagnostic, Place
    from lint.report import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The array, one finding a line."""
    before = ""
    for result in results:
        for d in result.diagnostics:
            if before:
                yield f"{before},"
            before = f" {row(d)}" if before else f"[{row(d)}"
    yield f"{before}]" if before else "[]"


def row(d: Diagnostic) -> str:
    """A finding as one line of JSON."""
    return json.dumps(entry(d), ensure_ascii=False, default=_plain)


def entry(d: Diagnostic) -> dict[str, Any]:
    """A finding as plain data: lines and columns are 1-based code points, offset and length count the text's."""
    return {
        "code": d.code,
        "name": d.name,
        "severity": d.severity,
        "message": d.message,
        "filename": d.path,
        "location": _place(d.place),
        "end_location": _place(d.end_place),
        "offset": d.start,
        "length": d.end - d.start,
        "text": d.text,
        "label": d.place.label,
        "values": dict(d.values),
        "fix": None
        if d.fix is None
        else {
            "applicability": "safe" if d.safe else "unsafe",
            "edits": [{"offset": e.start, "length": e.end - e.start, "content": e.text} for e in d.fix],
        },
        "suggestions": list(d.suggestions),
        "related": [
            {"filename": path, "location": _place(start), "end_location": _place(end), "label": start.label}
            for path, start, end, _ in d.related
        ],
        "url": page(d.code),
    }


def _place(place: Place) -> dict[str, int]:
    return {"line": place.line, "column": place.column}


def _plain(value: Any) -> Any:
    """Exact numbers and other data of a rule's values."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return str(value)
