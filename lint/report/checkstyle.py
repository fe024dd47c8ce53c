"""Checkstyle XML; columns count code points."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.report import TOOL, told
from lint.report.escape import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The lines of the document; a file without findings is not named."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<checkstyle version="4.3">'
    for result in results:
        if result.diagnostics:
            yield f"  <file name={attribute(result.path)}>"
            for d in result.diagnostics:
                place = f'line="{d.place.line}" column="{d.place.column}"'
                said = f"message={attribute(told(d))} source={attribute(f'{TOOL}.{d.code}')}"
                yield f"    <error {place} severity={attribute(d.severity)} {said}/>"
            yield "  </file>"
    yield "</checkstyle>"
