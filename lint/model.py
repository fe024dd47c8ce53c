"""The nouns: what a document, a finding and a rule are. Standard library only.

Every position is a half-open range of Unicode code points into `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any, Protocol, TypeVar

    T = TypeVar("T")
    _Tables = tuple[Mapping[str, Any], ...]
    Hits = Collection["Span"]
    Check = Callable[..., Iterable["Finding"]]
else:
    _Tables = tuple

_SEGMENTS = "title heading body list table caption quote signature header footer note box number code comment meta"
SEGMENTS = frozenset(_SEGMENTS.split(" "))
# Segment kinds that hold no prose: no rule looks there unless its `scope` asks for them.
OUTSIDE = frozenset(("code", "comment", "meta"))
# What a reader puts behind the text proper.
_BEHIND = frozenset(("note", "header", "footer", "meta"))
# Stands in `Document.prose` for a character outside prose: no letter, no blank, no mark of any rule.
HOLE = "\ufffc"
# From the gravest to the mildest; a document is judged by the first one present.
SEVERITIES = ("error", "warning", "info")
# Each profile holds the ones before it.
TIERS = ("minimal", "default", "strict")


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace `start`–`end` of the document's text by `text`."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """Where a person finds an offset: 1-based line and column (code points) and a label that also holds in Word."""

    line: int
    column: int
    label: str = ""


class Related(NamedTuple):
    """Another place that belongs to a finding: a part of the sum, the other writing, the earlier item."""

    start: int
    end: int
    label: str = ""
    path: str | None = None


class Segment(NamedTuple):
    """A piece of the text and what it is, one of SEGMENTS; the segments of a document are a flat partition of its text.

    `level` is a heading's depth (1 is the highest); `row` and `column` (from 0) are set for table cells.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    row: int | None = None
    column: int | None = None


class Mark(NamedTuple):
    """What is not text but belongs to a range of it: highlight, hidden, revision, comment, directive …"""

    kind: str
    start: int
    end: int
    value: str = ""


class ReadOnly(Exception):
    """The document cannot be written back; the argument, a text or a `Said`, says why."""


class Unusable(Exception):
    """A rule cannot use what its options name; the argument, a `Said`, says why."""


if TYPE_CHECKING:

    class Origin(Protocol):
        """Where a text came from: turns offsets into places and edits into bytes."""

        def locate(self, offset: int) -> Place:
            """The 1-based line and column of a code-point offset."""

        def takes(self, edit: Edit) -> bool:
            """Whether an edit can be made; what a program computes (Word's numbers, fields) cannot be edited."""

        def rewrite(self, edits: Iterable[Edit]) -> bytes:
            """The source with the edits made, every other byte as it was; raises ReadOnly where it cannot be."""


class Timeline(_Tables):
    """Tables of dated facts, the newest last, with what was once drawn from them."""

    def fact(self, view: Callable[..., T], *of: Any) -> T:
        """`view(self, *of)`, computed once for all documents that share these tables."""
        known = self.__dict__
        key: Any = (view, *of)
        if key not in known:
            known[key] = view(self, *of)
        found: T = known[key]
        return found


class Given(NamedTuple):
    """What was stated about a document from outside."""

    date: str | None = None  # YYYY, YYYY-MM, YYYY-MM-DD or A..B, as validated by the command line or configuration
    date_source: str = ""  # "option", "config" or "front matter"
    stage: str = "draft"  # draft | final
    words: frozenset[str] = frozenset()  # protected words
    revisions: str = "accepted"  # accepted | original: how tracked changes are read
    track: bool = True  # whether edits of a Word file are tracked changes
    timeline: Timeline = Timeline()


_NOTHING_GIVEN = Given()


class Document:
    """A report as one immutable text with its segments, marks and origin."""

    __slots__ = ("_facts", "_look", "given", "marks", "origin", "path", "segments", "text")

    def __init__(
        self,
        path: str,
        text: str,
        segments: tuple[Segment, ...],
        marks: tuple[Mark, ...],
        origin: Origin,
        given: Given = _NOTHING_GIVEN,
        look: Callable[[], tuple[Mark, ...]] = tuple,
    ) -> None:
        self.path = path
        self.text = text
        self.segments = segments
        self.marks = marks
        self.origin = origin
        self.given = given
        self._look = look
        self._facts: dict[Callable[[Document], Any], Any] = {}

    def fact(self, view: Callable[[Document], T]) -> T:
        """`view(self)`, computed once for this document."""
        if view not in self._facts:
            self._facts[view] = view(self)
        found: T = self._facts[view]
        return found

    @property
    def prose(self) -> str:
        """The text with every character outside prose (code, comments, markup) replaced by a hole; same length."""
        return self.fact(_prose)

    @property
    def looks(self) -> tuple[Mark, ...]:
        """Further marks of how the text looks (fonts, lines, pages), read when they are first asked for."""
        return self.fact(_looks)

    def segment(self, offset: int) -> Segment | None:
        """The segment that an offset lies in."""
        starts = self.fact(_starts)
        number = bisect_right(starts, offset) - 1
        return self.segments[number] if number >= 0 and offset < self.segments[number].end else None

    @property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The lines, each without its line end; behind the last line end stands one more."""
        return self.fact(_lines)

    def line(self, offset: int) -> tuple[int, int]:
        """The line that an offset lies in or ends; however long the line, it is not looked through for this."""
        return self.fact(_lines)[bisect_left(self.fact(_line_ends), offset)]

    @property
    def proper(self) -> int:
        """Where the text proper ends: notes, headers, footers and hidden text of a Word file stand behind it."""
        return self.fact(_proper)

    def __repr__(self) -> str:
        return f"Document({self.path!r}, {len(self.text)} code points)"


def _looks(doc: Document) -> tuple[Mark, ...]:
    return doc._look()


def _starts(doc: Document) -> list[int]:
    return [s.start for s in doc.segments]


def _lines(doc: Document) -> tuple[tuple[int, int], ...]:
    ends = doc.fact(_line_ends)
    return tuple(zip((0, *(end + 1 for end in ends)), ends, strict=False))


def _line_ends(doc: Document) -> list[int]:
    found, at = [], doc.text.find("\n")
    while at >= 0:
        found.append(at)
        at = doc.text.find("\n", at + 1)
    return [*found, len(doc.text)]


def _proper(doc: Document) -> int:
    for segment in reversed(doc.segments):
        if segment.kind not in _BEHIND:
            return segment.end
    return 0


def _prose(doc: Document) -> str:
    outside = [s for s in doc.segments if s.kind in OUTSIDE]
    if not outside:
        return doc.text
    pieces, last = [], 0
    for segment in outside:
        hidden = doc.text[segment.start : segment.end]
        pieces.append(doc.text[last : segment.start])
        pieces.append("\n".join(HOLE * len(line) for line in hidden.split("\n")))
        last = segment.end
    pieces.append(doc.text[last:])
    return "".join(pieces)


class Said(NamedTuple):
    """A value that is a sentence: the name of a template in `messages.yaml` and its values."""

    name: str
    values: Mapping[str, Any] = {}


class Finding(NamedTuple):
    """What a check saw: the place a person must change, and data for the message (never sentences)."""

    start: int
    end: int
    values: Mapping[str, Any] = {}
    fix: str | tuple[Edit, ...] | None = None  # a string replaces start–end
    safe: bool = False
    suggestions: tuple[str, ...] = ()
    severity: str | None = None  # may only lower the rule's
    related: tuple[Related, ...] = ()


class Rule(NamedTuple):
    """One mistake: how to see it and how to speak of it."""

    code: str
    name: str
    check: Check  # check(doc, hits, **options) -> findings
    message: Mapping[str, str]  # language -> template
    severity: str = "warning"
    tier: str | None = "default"  # None: in no tier, on only when selected
    terms: Collection[str] = ()  # some of these must occur, else the check is never called; () is always called
    marks: tuple[str, ...] = ()  # or some mark of these kinds must be there
    scope: frozenset[str] | None = None  # segment kinds; None is all prose
    options: Mapping[str, Any] = {}
    # of a rule that compares documents: its facts, which are kept and so hold no text
    collect: Callable[[Document], tuple[Any, ...]] | None = None
    doc: str | Mapping[str, str] = ""  # the manual page, by language; a plain text serves every language
    bad: tuple[Any, ...] = ()
    good: tuple[Any, ...] = ()
    refs: tuple[str, ...] = ()
    preview: bool = False
    source: str = "rules.yaml"  # the file that states it
    places: Mapping[str, str] = {}  # of a user's patterns: where each stands, as file:line; "" is the rule itself


class Elsewhere(NamedTuple):
    """A related place as a report shows it."""

    path: str
    place: Place
    end_place: Place
    text: str


class Diagnostic(NamedTuple):
    """A finding with everything a report needs to show it."""

    code: str
    name: str
    severity: str
    message: str
    path: str
    place: Place
    end_place: Place
    start: int
    end: int
    text: str
    quote: str
    values: Mapping[str, Any]
    fix: tuple[Edit, ...] | None
    safe: bool
    suggestions: tuple[str, ...]
    related: tuple[Elsewhere, ...]

    @property
    def broken(self) -> bool:
        """Whether this is a failure of reading, checking or configuration, which ends the run with 2."""
        return self.code.startswith("E9") and self.code < "E950"
