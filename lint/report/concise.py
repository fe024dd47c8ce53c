"""One line a card, beginning with `path:line:column:` so that editors can jump."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.report import shown, visible
from lint.report.cards import cards, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The lines of the report, without line ends."""
    speaker = style.speaker
    for result in results:
        for card in cards(result.diagnostics):
            d = card.first
            said = visible(line(card, speaker, speaker.say(d.severity)))
            yield f"{shown(d.path)}:{d.place.line}:{d.place.column}: {said}"
