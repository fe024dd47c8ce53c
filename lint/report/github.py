"""Workflow commands: annotations on the lines of a pull request."""

from __future__ import annotations

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.speech import Speaker

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def report(results: Iterable[Result], speaker: Speaker, color: bool = False) -> Iterator[str]:
    """One command a finding."""
    for result in results:
        for d in result.diagnostics:
            place = f"file={_property(d.path)},line={d.place.line},col={d.place.column}"
            # GitHub draws columns only where both ends are on one line
            end = f",endLine={d.end_place.line}"
            if d.end_place.line == d.place.line:
                end += f",endColumn={max(d.end_place.column, d.place.column + 1)}"
            label = f"{d.place.label}｜" if d.place.label else ""
            yield f"::{_LEVELS[d.severity]} {place}{end},title={_property(d.code)}::{_data(label + d.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
