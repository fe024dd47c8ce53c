"""One object a line, with the keys of `json`."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.report.json import row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The objects, each in one line."""
    for result in results:
        for d in result.diagnostics:
            yield row(d)
