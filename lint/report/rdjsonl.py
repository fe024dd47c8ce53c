"""Reviewdog's diagnostic format, one object a line."""

from __future__ import annotations

import json

from lint.record import TYPE_CHECKING
from lint.report import TOOL
from lint.report.rdjson import entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The findings as they come."""
    for result in results:
        for d in result.diagnostics:
            yield json.dumps({"source": {"name": TOOL}, **entry(d, result.doc)}, ensure_ascii=False)
