"""The report for people: each card with a window of the text, marks under it, its fix and its other places."""

from __future__ import annotations

import unicodedata

from lint.record import TYPE_CHECKING
from lint.report import shown, visible
from lint.report.cards import SHOWN, cards, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Result
    from lint.model import Diagnostic, Document
    from lint.report import Style
    from lint.speech import Speaker

# cells of text shown on each side of a finding, and at most of the finding itself
_SIDE = 24
_MOST = 40
_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_PATH, _MARKED, _PLAIN = "\x1b[1m", "\x1b[4m", "\x1b[0m"


def report(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The lines of the report, without line ends."""
    speaker, color = style.speaker, style.color
    for result in results:
        found = cards(result.diagnostics)
        if not found:
            continue
        yield f"{_PATH}{shown(result.path)}{_PLAIN}" if color else shown(result.path)
        for card in found:
            d = card.first
            severity = speaker.say(d.severity)
            said = visible(line(card, speaker, severity))
            yield f"{_COLORS[d.severity]}{severity}{_PLAIN}{said.removeprefix(severity)}" if color else said
            text = result.doc.text if result.doc else ""
            if (d.start, d.end) != (0, 0) and result.doc and text:
                yield from _window(result.doc, d, color)
            if d.fix and all(not text[e.start : e.end].isspace() or e.text for e in d.fix):
                yield "      " + visible(_change(text, d, speaker))
            # of very many places a few are enough
            most = SHOWN if len(d.related) <= SHOWN else 3
            for suggestion in d.suggestions:
                yield "      " + visible(speaker.say("suggestion", text=suggestion))
            for path, place, _, there in d.related[:most]:
                where = "" if path == d.path else f"{shown(path)}:"
                where += f"{place.line}:{place.column}"
                said = speaker.say("related", place=where, label=place.label, text=_short(there))
                yield "      " + visible(said)
            if len(d.related) > most:
                yield "      " + speaker.say("more_places", count=len(d.related) - most)
            if card.others:
                places = tuple(f"{o.place.label}“{o.quote}”" for o in card.others[:SHOWN])
                more = len(card.others) - SHOWN
                tail = speaker.say("and_more", count=more) if more > 0 else ""
                yield "      " + visible(speaker.say("other_places", places=places)) + tail
        yield ""


def _change(text: str, d: Diagnostic, speaker: Speaker) -> str:
    assert d.fix
    start, end = min(d.start, *(e.start for e in d.fix)), max(d.end, *(e.end for e in d.fix))
    new, last = "", start
    for edit in sorted(d.fix):
        new += text[last : edit.start] + edit.text
        last = edit.end
    name = "fix_safe" if d.safe else "fix_unsafe"
    return speaker.say(name, old=_short(text[start:end]), new=_short(new + text[last:end]))


def _short(text: str) -> str:
    return text.replace("\n", "⏎") if len(text) <= _MOST else f"{text[: _MOST // 2]}…{text[-_MOST // 2 :]}"


def _window(doc: Document, d: Diagnostic, color: bool) -> Iterator[str]:
    """The line around a finding, cut to a window, and a line of marks under the right cells."""
    text = doc.text
    first, last = doc.line(d.start)
    end = min(max(d.end, d.start), last)
    left, right = d.start, end
    cells = 0
    while left > first and cells < _SIDE:
        left -= 1
        cells += width(text[left])
    cells = 0
    while right < last and cells < _SIDE:
        cells += width(text[right])
        right += 1
    found = text[d.start : end]
    if sum(map(width, found)) > _MOST * 2:
        found = found[:_MOST] + "…"
        right = end
    found = visible(found)
    before = ("…" if left > first else "") + visible(text[left : d.start].expandtabs(1))
    after = visible(text[end:right].expandtabs(1)) + ("…" if right < last else "")
    number = f"{d.place.line:>5} │ "
    if color:
        yield f"{number}{before}{_MARKED}{_COLORS[d.severity]}{found or '‸'}{_PLAIN}{after}"
        return
    yield number + before + found + after
    marks = "^" * max(1, sum(map(width, found)))
    yield " " * 6 + "│ " + " " * sum(map(width, before)) + marks


def width(char: str) -> int:
    """The cells of a character on a terminal; ambiguous ones (“ ” …) count one, as most terminals draw them."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
