"""Findings as cards for people: one systematic slip in a document is one card with its places."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple
from lint.report import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Diagnostic
    from lint.speech import Speaker

# so many of one kind are one card
MANY = 4
# a card names at most so many of its places
SHOWN = 8


class Card(NamedTuple):
    """A finding and the others of the same kind in the same document."""

    first: Diagnostic
    others: tuple[Diagnostic, ...]


def cards(diagnostics: Iterable[Diagnostic]) -> list[Card]:
    """The findings of one or more documents as cards, in order of their first places."""
    groups: dict[object, list[Diagnostic]] = {}
    for d in diagnostics:
        groups.setdefault((d.path, d.code, d.severity, d.text, d.fix and d.fix[0].text), []).append(d)
    found: list[Card] = []
    for group in groups.values():
        if len(group) >= MANY and not group[0].broken:
            found.append(Card(group[0], tuple(group[1:])))
        else:
            found += [Card(d, ()) for d in group]
    order = {path: n for n, path in enumerate(dict.fromkeys(card.first.path for card in found))}
    return sorted(found, key=lambda c: (order[c.first.path], c.first.start, c.first.end, c.first.code))


def line(card: Card, speaker: Speaker, severity: str) -> str:
    """A card in one line: severity, place, what and why, the action, the code last."""
    d = card.first
    many = speaker.say("same_kind", count=len(card.others) + 1) if card.others else ""
    end = "" if speaker.lang == "zh" else " "
    return f"{severity}｜{told(d)}{end}{many}{end}{d.code}"
