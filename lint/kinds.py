"""Kinds of data rule: the keys of an entry are the keyword arguments of its kind's function.

Each function returns the literal terms that must occur for the rule to be called, and the rule's check. Patterns are
compiled when first used: shipped ones by `re`, a user's own by `regex`, which can stop one that runs away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lint.model import Edit, Finding, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lint.model import Check, Document, Hits

    Made = tuple[tuple[str, ...], Check]

# a user's pattern that needs longer on one document is stopped and reported
TIMEOUT_SECONDS = 1.0


class Pattern:
    """A pattern compiled on first use, with the engine its author deserves."""

    __slots__ = ("_compiled", "source", "trusted")

    def __init__(self, source: str, trusted: bool) -> None:
        self.source, self.trusted = source, trusted
        self._compiled: Any = None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Any]:
        """The matches within `start`–`end`; raises TimeoutError for a user's pattern that does not come to an end."""
        end = len(text) if end is None else end
        if self._compiled is None:
            self._compiled = self._compile()
        if self.trusted:
            yield from self._compiled.finditer(text, start, end)
        else:
            yield from self._compiled.finditer(text, start, end, timeout=TIMEOUT_SECONDS)

    def around(self, text: str, span: Span, reach: int = 40) -> bool:
        """Whether the pattern matches over the whole of `span`, reading up to `reach` characters around it."""
        for m in self.finditer(text, max(0, span.start - reach), min(len(text), span.end + reach)):
            if m.start() <= span.start and m.end() >= span.end:
                return True
        return False

    def _compile(self) -> Any:
        if self.trusted:
            return re.compile(self.source, re.M)
        import regex  # only for a user's own patterns: its import costs more than a check

        return regex.compile(self.source, regex.M)


def existence(
    *,
    words: Sequence[str] = (),
    patterns: Sequence[str] = (),
    unless: Sequence[str] = (),
    near: Sequence[str] = (),
    terms: Sequence[str] = (),
    replace: str | None = None,
    safe: bool = False,
    forms: bool = True,
    trusted: bool = True,
) -> Made:
    """What must not occur: words or patterns.

    Args:
        words: literal strings.
        patterns: regular expressions; a group named `here` narrows the finding to it.
        unless: patterns that excuse a place when they match over it.
        near: patterns of which one must match in the same line.
        terms: literals of which one must occur for the patterns to be tried.
        replace: the text to put in its place ("" deletes).
        safe: whether that replacement can never change the meaning.
        forms: whether it must not occur in forms, samples and reply slips either.
    """
    compiled = [Pattern(p, trusted) for p in (*map(re.escape, words), *patterns)]
    excuses = [Pattern(p, trusted) for p in unless]
    company = [Pattern(p, trusted) for p in near]

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        for pattern in compiled:
            for m in pattern.finditer(text):
                span = Span(*(m.span("here") if "here" in m.re.groupindex and m["here"] is not None else m.span()))
                if span.start == span.end or any(e.around(text, span) for e in excuses):
                    continue
                line = Span(text.rfind("\n", 0, span.start) + 1, _line_end(text, span.end))
                if not forms and _in_form(doc, span.start):
                    continue
                if company and not any(next(c.finditer(text, *line), None) for c in company):
                    continue
                yield Finding(*span, {"found": text[span.start : span.end]}, replace, safe)

    return ((*words, *terms) if not patterns or terms else ()), check


def _in_form(doc: Document, offset: int) -> bool:
    from lint.views.parts import in_form  # reads the layout: only for a match

    return in_form(doc, offset)


def substitution(
    *,
    swap: Mapping[str, str] | None = None,
    table: Sequence[Sequence[str]] = (),
    border: bool = True,
    safe: bool = False,
    trusted: bool = True,
) -> Made:
    """One string for another; the longest that fits wins.

    Args:
        swap: wrong string -> right string.
        table: rows of wrong, right, guard; the guard is a pattern that must match over the wrong string.
        border: whether a hit that is better read across a word border (审核|消防 for 核消) is dropped.
        safe: whether the replacement can never change the meaning.
    """
    rows = {wrong: (right, "") for wrong, right in (swap or {}).items()}
    rows.update({row[0]: (row[1], row[2] if len(row) > 2 else "") for row in table})
    guards: dict[str, Pattern] = {}

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text, last = doc.prose, -1
        for start, end in sorted(hits, key=lambda s: (s.start, -s.end)):
            wrong = text[start:end]
            right, guard = rows[wrong]
            if start < last or _already(text, start, wrong, right):
                continue
            if guard:
                pattern = guards.setdefault(guard, Pattern(guard, trusted))
                if not pattern.around(text, Span(start, end)):
                    continue
            if border and _crosses(text, start, end):
                continue
            last = end
            yield Finding(start, end, {"found": wrong, "fix": right}, smallest(start, wrong, right), safe)

    return tuple(rows), check


def _crosses(text: str, start: int, end: int) -> bool:
    from lint.views.words import crosses_border  # reads the word table: only for a hit

    return crosses_border(text, start, end)


def _already(text: str, start: int, wrong: str, right: str) -> bool:
    """Whether the wrong string stands there only as a part of the right one."""
    at = right.find(wrong)
    while at >= 0:
        if text.startswith(right, max(0, start - at)) and start >= at:
            return True
        at = right.find(wrong, at + 1)
    return False


def smallest(start: int, wrong: str, right: str) -> tuple[Edit, ...]:
    """The edit from one string to the other without what they share at both ends."""
    head = 0
    while head < min(len(wrong), len(right)) and wrong[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(wrong), len(right)) - head and wrong[-1 - tail] == right[-1 - tail]:
        tail += 1
    return (Edit(start + head, start + len(wrong) - tail, right[head : len(right) - tail]),)


def consistency(*, either: Mapping[str, str], trusted: bool = True) -> Made:
    """One thing written in two ways in one document: the rarer writing is reported, with the other as its fix.

    Args:
        either: one writing -> the other.
    """

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        places: dict[str, list[Span]] = {}
        for hit in hits:
            places.setdefault(text[hit.start : hit.end], []).append(hit)
        for one, other in either.items():
            if one in places and other in places:
                rare, usual = sorted((one, other), key=lambda w: (len(places[w]), w))
                for start, end in places[rare]:
                    values = {"found": rare, "fix": usual, "count": len(places[rare]), "other": len(places[usual])}
                    yield Finding(start, end, values, smallest(start, rare, usual))

    return tuple(w for pair in either.items() for w in pair), check


def occurrence(*, words: Sequence[str], most: int, unit: str = "document", trusted: bool = True) -> Made:
    """Too often: each of the words more than `most` times.

    Args:
        words: literal strings, counted together.
        most: how many are right.
        unit: where they are counted: "document" or "paragraph".
    """

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        groups: dict[int, list[Span]] = {}
        for hit in hits:
            key = doc.prose.count("\n", 0, hit.start) if unit == "paragraph" else 0
            groups.setdefault(key, []).append(hit)
        for spans in groups.values():
            if len(spans) > most:
                start, end = spans[most]
                yield Finding(start, end, {"found": doc.prose[start:end], "count": len(spans), "most": most})

    return tuple(words), check


def conditional(*, first: str, second: str, terms: Sequence[str] = (), trusted: bool = True) -> Made:
    """What `first` finds must be accompanied, anywhere in the document, by what `second` finds.

    Args:
        first: a pattern; a group named `here` narrows the finding to it.
        second: a pattern; `{here}` in it stands for what the group found.
        terms: literals of which one must occur for `first` to be tried.
    """
    when = Pattern(first, trusted)

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        for m in when.finditer(text):
            here = "here" if "here" in m.re.groupindex else 0
            needed = Pattern(second.replace("{here}", re.escape(m[here])), trusted)
            if next(needed.finditer(text), None) is None:
                yield Finding(m.start(here), m.end(here), {"found": m[here]})

    return tuple(terms), check


def phrase(
    *,
    members: Sequence[str],
    ordered: bool = True,
    least: int = 0,
    variants: Sequence[str] = (),
    exact: str = "",
    trusted: bool = True,
) -> Made:
    """A set phrase with fixed members: an enumeration of them in another order, doubled or short of some is reported.

    Args:
        members: the members in their order.
        ordered: whether the order is fixed.
        least: how many members make an enumeration of this phrase; 0 is all but one.
        variants: wrong writings of the whole, matched as they are.
        exact: the right writing of the whole; the members joined by 、 where it is not given.
    """
    right = exact or "、".join(members)
    wanted = max(2, least or len(members) - 1)
    piece = "|".join(map(re.escape, sorted(members, key=len, reverse=True)))
    run = Pattern(f"(?:{piece})(?:[、，](?:{piece}))+", True)

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        for start, end in hits:
            if text[start:end] in variants and not _already(text, start, text[start:end], right):
                values = {"found": text[start:end], "fix": right}
                yield Finding(start, end, values, smallest(start, text[start:end], right))
        for m in run.finditer(text):
            parts = re.split("[、，]", m[0])
            missing = [p for p in members if p not in parts]
            follows = text[m.end() : m.end() + 1]
            if len(set(parts)) < wanted or (missing and follows in ("等", "…", "、", "，", "和", "及", "与")):
                continue
            moved = ordered and not missing and parts != list(members)
            if missing or moved or len(set(parts)) < len(parts):
                fix = right if moved and len(parts) == len(members) else None
                values = {"found": m[0], "fix": right, "missing": "、".join(missing)}
                yield Finding(m.start(), m.end(), values, fix)

    return (*members, *variants), check


def timeline(*, names: Mapping[str, Mapping[str, str]], trusted: bool = True) -> Made:
    """Names with a life: not to be used as current after their end, nor before their beginning.

    Args:
        names: name -> `from` and `until` (YYYY, YYYY-MM or YYYY-MM-DD, both optional) and `new`, the name after it.
    """

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        from lint.views.dates import dates  # reads the whole document: only where a name occurs

        issued = dates(doc).issued
        if issued is None:
            return
        for start, end in hits:
            name = doc.prose[start:end]
            life = names[name]
            first, last = life.get("from", ""), life.get("until", "")
            late = last and issued.start.isoformat()[: len(last)] > last
            early = first and issued.end.isoformat()[: len(first)] < first
            if late or early:
                values = {"found": name, "fix": life.get("new", ""), "from": first, "until": last}
                yield Finding(start, end, values, suggestions=tuple(n for n in (life.get("new"),) if n))

    return tuple(names), check


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


KINDS: dict[str, Callable[..., Made]] = {
    "existence": existence,
    "substitution": substitution,
    "consistency": consistency,
    "occurrence": occurrence,
    "conditional": conditional,
    "phrase": phrase,
    "timeline": timeline,
}
