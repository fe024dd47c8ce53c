"""GitLab's code quality report; its widget does not show the name of a check, so the code stands in the description."""

from __future__ import annotations

import json

from lint.fingerprint import fingerprints
from lint.record import TYPE_CHECKING
from lint.report import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style

_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """One array of objects; a fingerprint is unique in the report and stays when lines move."""
    rows = []
    for result in results:
        for d, key in zip(result.diagnostics, fingerprints(result), strict=True):
            place = {
                "begin": {"line": d.place.line, "column": d.place.column},
                "end": {"line": d.end_place.line, "column": d.end_place.column},
            }
            rows.append(
                {
                    "description": f"{d.code}: {told(d)}",
                    "check_name": d.code,
                    "fingerprint": _unique(result.path, key),
                    "severity": _LEVELS[d.severity],
                    "location": {"path": result.path, "positions": place},
                }
            )
    yield json.dumps(rows, ensure_ascii=False, indent=1)


def _unique(path: str, key: str) -> str:
    from hashlib import sha256

    return sha256(f"{path}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()
