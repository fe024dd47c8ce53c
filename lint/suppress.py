"""Silencers: comment directives in a document and `ignore` entries of the configuration, keyed by content.

A directive is `ignore[CODES] reason` for the next block, `ignore-file[CODES]`, or `ignore-start[CODES]` …
`ignore-end`; no brackets means every rule. What silences nothing is reported (E950).
"""

from __future__ import annotations

from lint.patterns import S
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.config import Ignore
    from lint.model import Diagnostic, Document

_DIRECTIVE = Pattern(r"(ignore(?:-file|-start|-end)?)(?=[\s\[]|\Z)[ \t]*(?:\[([^\]]*)\])?[ \t]*(.*)", S)
# people write Chinese punctuation in a Chinese document
_ASCII = str.maketrans("，、【】［］", ",,[][]")


class Silencer(NamedTuple):
    """A range of the text in which rules are silent."""

    codes: tuple[str, ...]  # prefixes; () is every rule
    start: int
    end: int
    at: tuple[int, int]  # the directive's own place


class Silenced(NamedTuple):
    """What is left of a document's findings."""

    kept: tuple[Diagnostic, ...]
    dropped: tuple[Diagnostic, ...]
    unused: tuple[tuple[int, int, str], ...]  # start, end and text of directives that silenced nothing
    entries: frozenset[int]  # the positions of the `ignore` entries that silenced something


def silence(
    doc: Document,
    diagnostics: Iterable[Diagnostic],
    entries: Sequence[Ignore],
    selected: frozenset[str],
    usual: frozenset[str],
    today: str,
    apart: frozenset[str] = frozenset(),
) -> Silenced:
    """The findings that no silencer covers.

    Args:
        doc: the document.
        diagnostics: its findings.
        entries: those `ignore` entries whose path fits the document.
        selected: the codes that ran.
        usual: the codes that the configuration turns on; a silencer is called unused only if all of them that it
            names ran over the whole document.
        today: YYYY-MM-DD, for `until`.
        apart: the codes and names of rules that run apart from the document; a silencer that names one is never
            called unused.
    """
    directives, misspelt = silencers(doc)
    kept: list[Diagnostic] = []
    dropped: list[Diagnostic] = []
    used: set[int] = set()
    used_entries: set[int] = set()
    ranges: dict[tuple[str, ...], _Ranges] = {}
    for n, silencer in sorted(enumerate(directives), key=lambda pair: pair[1].start):
        ranges.setdefault(silencer.codes, _Ranges()).add(silencer.start, silencer.end, n)
    valid = [(n, entry) for n, entry in enumerate(entries) if not (entry.until and entry.until < today)]
    # of each rule: what silences it; of the entries those by a text of their own apart
    about: dict[str, tuple[list[_Ranges], _Contents]] = {}
    for diagnostic in diagnostics:
        if diagnostic.code not in about:
            about[diagnostic.code] = (
                [found for codes, found in ranges.items() if _named(diagnostic, codes)],
                _Contents((n, e) for n, e in valid if not e.rule or _named(diagnostic, (e.rule,))),
            )
        silencing, contents = about[diagnostic.code]
        over = [found.over(diagnostic.start, used) for found in silencing]
        covering = [n for n, entry in contents.near(diagnostic.text) if covers(entry, diagnostic, doc)]
        used_entries.update(covering)
        hit = any(over) or bool(covering)
        (dropped if hit and not diagnostic.broken else kept).append(diagnostic)
    idle = [s.at for n, s in enumerate(directives) if n not in used and ran(s.codes, selected, usual, apart)]
    unused = tuple((*at, doc.text[at[0] : at[1]]) for at in sorted([*idle, *misspelt]))
    return Silenced(tuple(kept), tuple(dropped), unused, frozenset(used_entries))


class _Ranges:
    """The ranges of directives with the same codes; asked for one place after the other."""

    __slots__ = ("_all", "_end", "_fresh", "_next")

    def __init__(self) -> None:
        self._all: list[tuple[int, int, int]] = []
        self._next, self._end = 0, 0  # those before it begin before the place; how far they reach
        self._fresh: list[tuple[int, int]] = []  # their ends and numbers, as long as they silenced nothing

    def add(self, start: int, end: int, number: int) -> None:
        """Add a range, which begins behind the others."""
        self._all.append((start, end, number))

    def over(self, at: int, used: set[int]) -> bool:
        """Whether some range holds a place; the numbers of all that do are added to `used`."""
        while self._next < len(self._all) and self._all[self._next][0] <= at:
            _, end, number = self._all[self._next]
            self._next += 1
            self._end = max(self._end, end)
            self._fresh.append((end, number))
        if at >= self._end:
            return False
        used.update(number for end, number in self._fresh if at < end)
        self._fresh.clear()  # a range that is over already silences nothing any more
        return True


class _Contents:
    """Entries by the text they name; most name what was found, some a longer string around it."""

    __slots__ = ("_all", "_known", "_other")

    def __init__(self, entries: Iterable[tuple[int, Ignore]]) -> None:
        self._all: dict[str, list[tuple[int, Ignore]]] = {}
        for n, entry in entries:
            self._all.setdefault(entry.text, []).append((n, entry))
        self._other = self._all.pop("", [])
        self._known: dict[str, list[tuple[int, Ignore]]] = {}

    def near(self, text: str) -> list[tuple[int, Ignore]]:
        """Those that name no text, or one in which another stands."""
        if text not in self._known:
            naming = [pair for named, pairs in self._all.items() if text in named for pair in pairs]
            self._known[text] = [*self._other, *naming]
        return self._known[text]


def ran(
    codes: tuple[str, ...], selected: frozenset[str], usual: frozenset[str], apart: frozenset[str] = frozenset()
) -> bool:
    """Whether every rule that these codes name and the configuration turns on ran; names and unknown codes count."""
    if codes and any(name.startswith(codes) for name in apart):
        return False
    return all(code in selected for code in usual if not codes or code.startswith(codes))


def _named(diagnostic: Diagnostic, codes: tuple[str, ...]) -> bool:
    return not codes or diagnostic.code.startswith(codes) or diagnostic.name in codes


def covers(entry: Ignore, diagnostic: Diagnostic, doc: Document) -> bool:
    """Whether an entry names this content; every key that it gives must fit."""
    if entry.rule and not _named(diagnostic, (entry.rule,)):
        return False
    if entry.scope and not diagnostic.place.label.startswith(entry.scope):
        return False
    text, start, end = doc.text, diagnostic.start, diagnostic.end
    if entry.text and entry.text != diagnostic.text:
        # a longer string names a finding that lies inside it
        at = entry.text.find(diagnostic.text)
        while at >= 0 and not (start >= at and text.startswith(entry.text, start - at)):
            at = entry.text.find(diagnostic.text, at + 1)
        if at < 0:
            return False
    if entry.before and not text.endswith(entry.before, 0, start):
        return False
    return not entry.after or text.startswith(entry.after, end)


def silencers(doc: Document) -> tuple[list[Silencer], list[tuple[int, int]]]:
    """The directives of a document, each with the range it covers, and the places of those nobody can follow."""
    found: list[Silencer] = []
    misspelt: list[tuple[int, int]] = []
    opened: list[tuple[tuple[str, ...], int, tuple[int, int]]] = []
    for mark in doc.marks:
        if mark.kind != "directive":
            continue
        at = (mark.start, mark.end)
        m = _DIRECTIVE.fullmatch(mark.value.translate(_ASCII))
        if m is None or (m[1] == "ignore-end" and not opened):
            misspelt.append(at)
            continue
        codes = tuple(c.strip() for c in (m[2] or "").split(",") if c.strip())
        if m[1] == "ignore-file":
            found.append(Silencer(codes, 0, len(doc.text) + 1, at))
        elif m[1] == "ignore-start":
            opened.append((codes, mark.end, at))
        elif m[1] == "ignore-end":
            begun = opened.pop()
            found.append(Silencer(begun[0], begun[1], mark.start, begun[2]))
        else:
            found.append(Silencer(codes, mark.end, _block_end(doc.text, mark.end), at))
    found += [Silencer(codes, start, len(doc.text) + 1, at) for codes, start, at in opened]
    return sorted(found, key=lambda s: s.at), misspelt


def _block_end(text: str, at: int) -> int:
    """The end of the first block behind an offset: up to the next blank line."""
    start = at
    while start < len(text) and text[start].isspace():
        start += 1
    m = Pattern(r"\n[ \t]*\n").search(text, start)
    return m.start() if m else len(text) + 1
