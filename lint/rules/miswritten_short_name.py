"""A name that the document introduces or bears itself, written elsewhere with a slip: 以下简称“…”, its own office."""

from __future__ import annotations

from lint.kinds import smallest
from lint.model import Finding, Related, Span
from lint.record import TYPE_CHECKING
from lint.terms import find
from lint.views.likeness import alike
from lint.views.marks import is_han
from lint.views.offices import office
from lint.views.pattern import Pattern
from lint.views.slips import TELLS, apart, exchanged
from lint.views.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits

_INTRODUCED = Pattern(r"以下(?:统一)?简?称[为：:]?[“\"]?(?P<name>[^\W\d_A-Za-z]{4,20})[”\"]?[）)]")
# shorter names are too near to other words
_LEAST = 4
# the full name of an office begins with a place, 青山县水利局, that no word before it goes on into
_FULL = 6
# so often the right form stands elsewhere, the wrong one once
_USUAL = 2


def check(doc: Document, hits: Hits, *, unit: Sequence[str] = ()) -> Iterator[Finding]:
    """The only place of a name with a slip, where the right one stands more than once.

    Args:
        unit: names of the own unit, right however often they stand there; `unit:` states them.
    """
    text = doc.prose
    names = dict.fromkeys(m["name"] for m in _INTRODUCED.finditer(text))
    own = office(doc).name
    names.update(dict.fromkeys((own, *unit)))
    seen: set[Span] = set()
    for name in names:
        there = find(text, name) if len(name) >= _LEAST else []
        if len(there) < _USUAL and not (name in unit and len(name) >= _LEAST):
            continue
        wrong: dict[str, list[Span]] = {}
        for span in _slips(text, name, name == own or name in unit):
            wrong.setdefault(text[span.start : span.end], []).append(span)
        for found, spans in wrong.items():
            if len(spans) == 1 and spans[0] not in seen and found not in names:
                seen.add(spans[0])
                fix = smallest(spans[0].start, found, name)
                values = {"found": found, "fix": name, "count": len(there)}
                yield Finding(*spans[0], values, fix, related=tuple(Related(*s) for s in there[:3]))


def _slips(text: str, name: str, whole: bool) -> Iterator[Span]:
    """Where a name stands with one character that looks or sounds like the right one, or two neighbours swapped.

    Args:
        text: where to look.
        name: the right form.
        whole: whether it is the full name of an office, so long that a slip that makes a word (水力局) is one too.
    """
    length, half, seen = len(name), len(name) // 2, set()
    for part, offset in ((name[:half], 0), (name[half:], half)):
        for start, _ in find(text, part):
            span = Span(start - offset, start - offset + length)
            if span not in seen and span.start >= 0 and span.end <= len(text):
                seen.add(span)
                at = _slip(text[span.start : span.end], name)
                if at >= 0 and not _reads_otherwise(text, span, at, whole):
                    yield span
    for n in range(length - 1):
        if name[n] != name[n + 1] and not is_word(name[n + 1] + name[n]):
            yield from find(text, exchanged(name, n, n + 1))


def _slip(found: str, name: str) -> int:
    """Where two strings of one length differ, if in one character only, and that one is alike; else -1."""
    at = apart(found, name)
    if len(at) != 1:
        return -1
    a, b = found[at[0]], name[at[0]]
    return at[0] if TELLS.isdisjoint((a, b)) and alike(a, b) else -1


def _reads_otherwise(text: str, span: Span, at: int, whole: bool) -> bool:
    """Whether the other character belongs to the word before or behind the name, or makes a word within it."""
    if at == 0 and is_han(text[span.start - 1 : span.start]) and not (whole and span.end - span.start >= _FULL):
        return True
    if at == span.end - span.start - 1 and is_han(text[span.end : span.end + 1]):
        return True
    here = span.start + at
    return not whole and (is_word(text[here - 1 : here + 1]) or is_word(text[here : here + 2]))
