"""Kinds of data rule: the keys of an entry are the keyword arguments of its kind's function.

Each function returns the literal terms that must occur for the rule to be called, and the rule's check. Patterns are
compiled when first used, and a user's own are stopped by `regex` when they run away.
"""

from __future__ import annotations

from itertools import pairwise

from lint.model import Edit, Finding, Related, Span
from lint.patterns import M, compiled, escape
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from lint.model import Check, Document, Hits

    Made = tuple[Collection[str], Check]

# the patterns of a user's rule that need longer on one document, all together, are stopped and reported
TIMEOUT_SECONDS = 1.0
# so many places of the other writing are shown
_SHOWN = 3


class Limit:
    """The time that the patterns of one user's rule have left on one document."""

    __slots__ = ("left", "text")

    def __init__(self) -> None:
        self.text, self.left = "", TIMEOUT_SECONDS

    def of(self, text: str) -> float:
        """Seconds left on this text."""
        if text is not self.text:
            self.text, self.left = text, TIMEOUT_SECONDS
        return self.left


class Pattern:
    """A pattern compiled on first use, with the engine its author deserves.

    Args:
        source: the regular expression.
        limit: what stops it; None for a shipped one.
    """

    __slots__ = ("_compiled", "limit", "source")

    def __init__(self, source: str, limit: Limit | None) -> None:
        self.source, self.limit = source, limit
        self._compiled: Any = None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Any]:
        """The matches within `start`–`end`; raises TimeoutError, with the pattern, for one that does not end."""
        end = len(text) if end is None else end
        if self.limit is not None:
            yield from self._limited(self.limit, text, start, end)
            return
        if self._compiled is None:
            self._compiled = compiled(self.source, M)
        yield from self._compiled.finditer(text, start, end)

    def _limited(self, limit: Limit, text: str, start: int, end: int) -> Iterator[Any]:
        import re
        import time

        module = own_patterns()
        left = limit.of(text)
        began = time.process_time()
        try:
            if left <= 0:
                raise TimeoutError
            if self._compiled is None:
                self._compiled = module.compile(self.source, M)
            bound = {} if module is re else {"timeout": left}
            found = list(self._compiled.finditer(text, start, end, **bound))
        except TimeoutError:
            raise TimeoutError(self.source) from None
        limit.left -= time.process_time() - began
        yield from found

    def around(self, text: str, span: Span, reach: int = 40) -> bool:
        """Whether the pattern matches over the whole of `span`, reading up to `reach` characters around it."""
        for m in self.finditer(text, max(0, span.start - reach), min(len(text), span.end + reach)):
            if m.start() <= span.start and m.end() >= span.end:
                return True
        return False


def own_patterns() -> Any:
    """The module that runs a user's patterns: `regex`, or `re`, which nothing stops, where that is not installed."""
    try:
        import regex
    except ImportError:
        import re

        return re
    return regex


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
        replace: the text to put in its place ("" deletes); it may name groups of its pattern, `\\g<name>`.
        safe: whether that replacement can never change the meaning.
        forms: whether it must not occur in forms, samples and reply slips either.
    """
    limit = None if trusted else Limit()
    sought = [Pattern(p, limit) for p in (*map(escape, words), *patterns)]
    excuses = [Pattern(p, limit) for p in unless]
    company = [Pattern(p, limit) for p in near]

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        # a pattern whose terms are stated is tried only in the lines where one stands
        places = lines_at(doc, hits) if hits else [(0, len(text))]
        accompanied: dict[tuple[int, int], bool] = {}
        for pattern, (first, last) in ((p, place) for p in sought for place in places):
            for m in pattern.finditer(text, first, last):
                span = Span(*(m.span("here") if "here" in m.re.groupindex and m["here"] is not None else m.span()))
                if span.start == span.end or any(e.around(text, span) for e in excuses):
                    continue
                if not forms and _in_form(doc, span.start):
                    continue
                if company:
                    line = doc.line(span.start)[0], doc.line(span.end)[1]
                    if line not in accompanied:
                        accompanied[line] = any(next(c.finditer(text, *line), None) for c in company)
                    if not accompanied[line]:
                        continue
                found = text[span.start : span.end]
                if replace is None:
                    yield Finding(*span, {"found": found})
                else:
                    right = m.expand(replace) if "\\" in replace else replace
                    yield Finding(*span, {"found": found, "fix": right}, smallest(span.start, found, right), safe)

    return ((*words, *terms) if not patterns or terms else ()), check


def _in_form(doc: Document, offset: int) -> bool:
    from lint.views.parts import in_form  # reads the layout: only for a match

    return in_form(doc, offset)


class Rows:
    """Rows of a table as one sorted text that is searched, not taken apart: twenty thousand of them load at once.

    Args:
        data: what `pack` made, in UTF-8, of which only what is found is decoded.
    """

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def row(self, word: str) -> tuple[str, str]:
        """What stands in the second and third cell of the row that begins with `word`; KeyError where none does."""
        data, low, high = self._data, 0, len(self._data)
        sought = word.encode("utf-8", "surrogatepass")  # in the order of code points, as the words are
        while low < high:
            start = data.rfind(_ROW, low, (low + high) // 2) + 1 or low
            stop = data.index(_CELL, start)
            end = data.index(_ROW, stop)
            found = data[start:stop]
            if found == sought:
                second, _, third = data[stop + 1 : end].decode("utf-8", "surrogatepass").partition(_CELL.decode())
                return second, third
            low, high = (end + 1, high) if found < sought else (low, start)
        raise KeyError(word)

    def __len__(self) -> int:
        return self._data.count(_ROW)

    def __iter__(self) -> Iterator[str]:
        return (row.partition(_CELL)[0].decode("utf-8", "surrogatepass") for row in self._data.split(_ROW)[:-1])

    def __contains__(self, word: object) -> bool:
        return word in tuple(self)


# control characters, which no word and no pattern contains
_ROW, _CELL = b"\x1e", b"\x1f"


def pack(rows: Iterable[Sequence[str]]) -> bytes:
    """The first three cells of each row as one text, in the order of the first cell; of equal first cells the last."""
    cells = {row[0]: row[:3] for row in rows}
    lines = ([str(cell).encode("utf-8", "surrogatepass") for cell in cells[word]] for word in sorted(cells))
    return b"".join(_CELL.join(line) + _ROW for line in lines)


def substitution(
    *,
    swap: Mapping[str, str] | None = None,
    table: Sequence[Sequence[str]] | bytes = (),
    border: bool = True,
    safe: bool = False,
    trusted: bool = True,
) -> Made:
    """One string for another; the longest that fits wins.

    Args:
        swap: wrong string -> right string.
        table: rows of wrong, right, guard, or what `pack` makes of them; the guard is a pattern that must
            match over the wrong string.
        border: whether a hit that is better read across a word border (审核|消防 for 核消) is dropped.
        safe: whether the replacement can never change the meaning.
    """
    rows = Rows(table if isinstance(table, bytes) else pack([*(swap or {}).items(), *table]))
    guards: dict[str, Pattern] = {}
    limit = None if trusted else Limit()

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text, last = doc.prose, -1
        for start, end in sorted(hits, key=lambda s: (s.start, -s.end)):
            wrong = text[start:end]
            right, guard = rows.row(wrong)
            if start < last or _already(text, start, wrong, right):
                continue
            if guard:
                pattern = guards.setdefault(guard, Pattern(guard, limit))
                if not pattern.around(text, Span(start, end)):
                    continue
            if border and _crosses(text, start, end):
                continue
            last = end
            yield Finding(start, end, {"found": wrong, "fix": right}, smallest(start, wrong, right), safe)

    return rows, check


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


def consistency(
    *, either: Mapping[str, str] | None = None, table: Sequence[Sequence[str]] = (), trusted: bool = True
) -> Made:
    """One thing written in two ways in one document, reported with the places of the other writing.

    Args:
        either: one writing -> the other; neither is better, the rarer one is reported.
        table: rows of wrong, right, guard: the wrong one is reported, however often it stands there. The guard is a
            pattern that must match over it.
    """
    limit = None if trusted else Limit()
    pairs = dict(either or {})
    rows = {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in table}

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        places: dict[str, list[Span]] = {}
        for hit in hits:
            places.setdefault(text[hit.start : hit.end], []).append(hit)
        for one, other in pairs.items():
            if one in places and other in places:
                rare, usual = sorted((one, other), key=lambda w: (len(places[w]), w))
                yield from _two_ways(text, places[rare], usual, places[usual])
        for wrong, (right, guard) in rows.items():
            if wrong in places and right in places:
                pattern = Pattern(guard or escape(wrong), limit)
                found = [s for s in places[wrong] if pattern.around(text, s) and not _crosses(text, *s)]
                yield from _two_ways(text, found, right, places[right])

    terms = dict.fromkeys(w for pair in (*pairs.items(), *((w, r) for w, (r, _) in rows.items())) for w in pair)
    return tuple(terms), check


def _two_ways(text: str, found: Sequence[Span], fix: str, others: Sequence[Span]) -> Iterator[Finding]:
    """A finding for each place of one writing, with the first places of the other."""
    related = tuple(Related(*other) for other in others[:_SHOWN])
    for start, end in found:
        word = text[start:end]
        values = {"found": word, "fix": fix, "count": len(found), "other": len(others)}
        yield Finding(start, end, values, smallest(start, word, fix), related=related)


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
    limit = None if trusted else Limit()
    when = Pattern(first, limit)

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        for m in when.finditer(text):
            here = "here" if "here" in m.re.groupindex else 0
            needed = Pattern(second.replace("{here}", escape(m[here])), limit)
            if next(needed.finditer(text), None) is None:
                yield Finding(m.start(here), m.end(here), {"found": m[here]})

    return tuple(terms), check


def phrase(
    *,
    members: Sequence[str] = (),
    ordered: bool = True,
    least: int = 0,
    variants: Sequence[str] = (),
    exact: str = "",
    table: Sequence[Sequence[str]] = (),
    trusted: bool = True,
) -> Made:
    """A set phrase with fixed members: members in another order, doubled, left out or miswritten are reported.

    Args:
        members: the members in their order.
        ordered: whether the order is fixed.
        least: how many members make an enumeration of this phrase; 0 is all but one.
        variants: wrong writings of the whole, matched as they are.
        exact: the right writing of the whole; the members joined by 、 where it is not given.
        table: more phrases: the right writing of the whole, and "short" where its members never stand in part.
    """
    right = exact or "、".join(members)
    wanted = {tuple(members): least or len(members) - 1} if members else {}
    for row in table:
        parts = tuple(row[0].replace("，", "、").split("、"))
        wanted[parts] = len(parts) - (row[1:2] == ["short"])
    known: dict[str, list[tuple[str, ...]]] = {}
    for whole in wanted:
        for member in whole:
            known.setdefault(member, []).append(whole)

    def check(doc: Document, hits: Hits) -> Iterator[Finding]:
        text = doc.prose
        places: dict[tuple[str, ...], list[Span]] = {}
        for hit in hits:
            found = text[hit.start : hit.end]
            if found in variants and not _already(text, hit.start, found, right):
                yield Finding(*hit, {"found": found, "fix": right}, smallest(hit.start, found, right))
            for whole in known.get(found, ()):
                places.setdefault(whole, []).append(hit)
        chains = [(w, chain) for w, spans in places.items() for chain in _chains(text, spans, w) if len(chain) > 1]
        sound = [(c[0].start, c[-1].end) for w, c in chains if tuple(text[s:e] for s, e in c) == w]
        for whole, chain in chains:
            start, end = chain[0].start, chain[-1].end
            if any(first < end and start < last for first, last in sound):
                continue
            said = [text[s:e] for s, e in chain]
            mended = _mended(said, whole, ordered, wanted[whole])
            if mended and not (len(said) < len(whole) and text[end : end + 1] in _MORE):
                marks = [text[one.end : other.start] for one, other in pairwise(chain)] + ["、"]
                fix = mended[0] + "".join(mark + word for mark, word in zip(marks, mended[1:], strict=False))
                wrong = [n for n, pair in enumerate(zip(said, whole, strict=False)) if pair[0] != pair[1]]
                if len(said) == len(whole) and len(wrong) == 1:  # the member alone tells what is wrong
                    (start, end), fix = chain[wrong[0]], whole[wrong[0]]
                found = text[start:end]
                yield Finding(start, end, {"found": found, "fix": fix}, smallest(start, found, fix))

    return (*known, *variants), check


_LINKS = ("、", "，", "和", "与", "及", "以及", "、和")
# of more members than these one may be told by the half that is right (绿色、开发、共享; 不怕牺牲、敢于斗争)
_SURE = 3
# an enumeration that goes on after its last member is no short one
_MORE = ("等", "…", "、", "，", "和", "及", "与", "以")


def _chains(text: str, spans: Sequence[Span], whole: Sequence[str]) -> Iterator[list[Span]]:
    """The enumerations that members form, each with at most one other word between two members or at one end."""
    longest = max(map(len, whole)) + 1
    chain: list[Span] = []
    for span in (*sorted(spans, key=lambda s: (s.start, -s.end)), None):
        if span is not None and chain and span.start < chain[-1].end:
            continue
        between = text[chain[-1].end : span.start] if span is not None and chain else ""
        inner = between[1:-1]
        if span is None or between not in _LINKS:
            foreign = 0 < len(inner) <= longest and between[0] in "、，" and between[-1] in "、，和"
            if span is not None and foreign and _BREAKS.isdisjoint(inner):
                chain.append(Span(chain[-1].end + 1, span.start - 1))
            elif chain:
                yield _with_end(text, chain, whole)
                chain = []
        if span is not None:
            chain.append(span)


_BREAKS = frozenset("、，。；：“”‘’（）《》\n")


def _ends_word(behind: str) -> bool:
    """Whether no word goes on in a character: the edge of the text, the particle 的, or no letter."""
    return not behind.isalpha() or behind == "的"


def _with_end(text: str, chain: list[Span], whole: Sequence[str]) -> list[Span]:
    """The chain with a miswritten first or last member, which nothing marks off from the text around it."""
    said = [text[s:e] for s, e in chain]
    start, end = chain[0].start, chain[-1].end
    if said == list(whole[1:]) and text[start - 1 : start] in ("、", "，"):
        first = Span(max(0, start - 1 - len(whole[0])), start - 1)
        # nothing marks it off from the word before it
        if _miswritten(text[first.start : first.end], whole[0], 0):
            return [first, *chain]
    if said == list(whole[:-1]) and text[end : end + 1] in ("、", "，"):
        last = Span(end + 1, end + 1 + len(whole[-1]))
        if _miswritten(text[last.start : last.end], whole[-1], len(whole)) and _ends_word(
            text[last.end : last.end + 1]
        ):
            return [*chain, last]
    return chain


def _miswritten(word: str, member: str, count: int) -> bool:
    """Whether a word is a member of `count` with a character wrong or two neighbours turned; of many, half wrong."""
    apart = [n for n, (a, b) in enumerate(zip(word, member, strict=False)) if a != b]
    if len(word) != len(member) or len(word) < 2 or not apart:
        return False
    if count > _SURE and 2 * len(apart) <= len(word):
        return True
    swapped = len(apart) == 2 and apart[1] - apart[0] == 1 and word[apart[0]] == member[apart[1]]
    return len(word) > 2 and (len(apart) == 1 or (swapped and sorted(word) == sorted(member)))


def _mended(said: Sequence[str], whole: Sequence[str], ordered: bool, wanted: int) -> list[str]:
    """What an enumeration should say; empty where it is right or speaks of something else."""
    if len(said) == len(whole):
        other = [n for n, (word, member) in enumerate(zip(said, whole, strict=True)) if word != member]
        if set(said) == set(whole):
            return list(whole) if ordered and other else []
        if len(other) == 1 and len(whole) > 2:
            word, member = said[other[0]], whole[other[0]]
            return list(whole) if word in whole or _miswritten(word, member, len(whole)) else []
        return []
    if len(said) == len(whole) + 1:
        once = [*said[:1], *(word for before, word in pairwise(said) if word != before)]
        return once if once == list(whole) else []
    enough = len(said) >= max(3, wanted)
    inside = said[0] == whole[0] and said[-1] == whole[-1] and [m for m in whole if m in said] == list(said)
    return list(whole) if enough and inside else []


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


def lines_at(doc: Document, hits: Hits) -> list[tuple[int, int]]:
    """The lines in which hits stand, each once."""
    found: list[tuple[int, int]] = []
    for start, end in hits:
        if not found or start >= found[-1][1]:
            found.append((doc.line(start)[0], doc.line(end)[1]))
    return found


KINDS: dict[str, Callable[..., Made]] = {
    "existence": existence,
    "substitution": substitution,
    "consistency": consistency,
    "occurrence": occurrence,
    "conditional": conditional,
    "phrase": phrase,
    "timeline": timeline,
}
