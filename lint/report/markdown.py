"""A summary page for people who review a change: counts, then the cards of each file with their places in words.

Annotations cannot show a Word file in a diff; this page can. It is what `github` writes as the step's summary.
"""

from __future__ import annotations

from lint.model import SEVERITIES
from lint.record import TYPE_CHECKING
from lint.report.cards import cards, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.report import Style

_ESCAPED = "\\`*_{}[]<>#|~"


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The lines of the page."""
    speaker = style.speaker
    files = [(r.path, r.diagnostics) for r in results]
    counts = {s: sum(d.severity == s for _, found in files for d in found) for s in SEVERITIES}
    said = [speaker.say("count", severity=speaker.say(s), count=n) for s, n in counts.items() if n]
    name = "found" if said else "nothing"
    yield f"## gongwen-lint: {speaker.say(name, files=len(files), counts=speaker.say('list_joint').join(said))}"
    for path, found in files:
        if found:
            yield from ("", f"### {_plain(path)}", "")
            for card in cards(found):
                yield f"- {_plain(line(card, speaker, speaker.say(card.first.severity)))}"
    if style.notes:
        yield from ("", f"### {_plain(style.notes[0])}", "")
        yield from (f"- {_plain(note)}" for note in style.notes[1:])


def _plain(text: str) -> str:
    """A text in which no character is markup."""
    return "".join(f"\\{c}" if c in _ESCAPED else c for c in text.replace("\n", " "))
