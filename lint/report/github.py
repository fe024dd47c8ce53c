"""Workflow commands: annotations on the lines of a pull request, the gravest first.

GitHub shows ten of a level for a step; what is beyond them follows as plain lines of the log.
"""

from __future__ import annotations

from lint.model import SEVERITIES
from lint.record import TYPE_CHECKING
from lint.report import told
from lint.report.cards import Card, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.model import Diagnostic
    from lint.report import Style

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """One command for each of the first findings of a level, then the others as lines."""
    found = [d for result in results for d in result.diagnostics]
    rest: list[Diagnostic] = []
    for severity in SEVERITIES:
        level = [d for d in found if d.severity == severity]
        yield from map(_command, level[:_MOST])
        rest += level[_MOST:]
    if rest:
        yield f"::group::{_data(style.speaker.say('beyond_annotations', count=len(rest)))}"
        for d in rest:
            shown = line(Card(d, ()), style.speaker, style.speaker.say(d.severity))
            yield f"{d.path}:{d.place.line}:{d.place.column}: {shown}"
        yield "::endgroup::"


def _command(d: Diagnostic) -> str:
    place = f"file={_property(d.path)},line={d.place.line},col={d.place.column}"
    # GitHub draws columns only where both ends are on one line
    end = f",endLine={d.end_place.line}"
    if d.end_place.line == d.place.line:
        end += f",endColumn={max(d.end_place.column, d.place.column + 1)}"
    return f"::{_LEVELS[d.severity]} {place}{end},title={_property(d.code)}::{_data(told(d))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
