"""The unfilled blanks of a document: runs of marks that stand for a word or a number, and dates with gaps."""

from __future__ import annotations

from bisect import bisect_right

from lint.patterns import M, X
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views import parts
from lint.views.emphasis import bold_pairs
from lint.views.marks import (
    CLASSES,
    MARKS,
    NUMERAL,
    RING,
    RUN,
    Seen,
    canon,
    is_blank,
    is_form_line,
    is_han,
    run_class,
    speaks_of_marks,
)
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from lint.model import Document

# Over the canonical text (marks.canon), where X stands for × too and \x01 for a ring:
# 20xx, 201X, 二〇XX, 20__, and any 年月日 with a mark in one of its places
_MARK = r"[X*_\x01]"
_YEAR = rf"(?:(?:19|20)\d?{_MARK}{{1,2}}|(?:二|一)(?:\x01|零|O|o|0|九)[X*_]{{1,2}}|二(?:\x01|零)\x01?X)"
_PART = rf"(?:{_MARK}{{1,2}}|\d{{1,2}})"
_DATE = Pattern(
    rf"""
      (?<![\dA-Za-z])(?:{_YEAR}|{_MARK}{{1,4}}|(?:19|20)\d\d)[ ]?年[ ]?{_PART}[ ]?月(?:[ ]?{_PART}[ ]?(?:日|号))?
    | (?<![\dA-Za-z]){_YEAR}(?=[ ]?年|$|[^\dA-Za-z])
    | (?<![\dA-Za-z*_\x01]){_MARK}{{1,2}}[ ]?月[ ]?{_PART}[ ]?(?:日|号)
    | (?<![\dA-Za-z*_\x01])\d{{1,2}}[ ]?月[ ]?{_MARK}{{1,2}}[ ]?(?:日|号)
    """,
    X | M,
)
# blanks around what stands alone on its line
_PADDING = 40
# a date reaches so far from a mark in it
_REACH = 12
# a date whose numbers were deleted
_GAP = Pattern(
    r"""
      (?<!\d)(?:(?:19|20)\d\d|二(?:\x01|零)..)[ ]?年(?:[ ]+月(?:[ ]*日)?|\d{1,2}月[ ]+日)
    | (?<!\d)20\d?[ ]+年(?=\S)
    | (?<=有效期)[ ]{2,}年
    | (?:(?<=[于在从自至到，。：“（(])|^)年[ ]{0,4}月(?:[ ]{0,4}日)?(?=$|[至到在任，。）)起])
    """,
    X | M,
)
_GAPS = ("年 ", " 年", "年月", "月 ")
# “X四五” “十X五” 规划
_PLAN = Pattern(
    r"[X*\x01]{1,2}[一二三四五]五(?=[”\"]?(?:规划|计划|时期|期间|末|开局))|十[X*\x01]{1,2}五(?=[”\"]?(?:规划|计划|时期))"
)
_FILES = "docx?|xlsx?|pptx?|txt|pdf|md|py|yaml|yml|json|csv|jpg|png|zip|rar|wps|ofd|cn|com|org|net|gov|edu"
# a date whose year is known, and one that is open
_KNOWN_YEAR = Pattern(r"(?:(?:19|20)\d\d|二(?:\x01|零)[^X*_年]{2})[ ]?年")
_OPEN_DATE = Pattern("[年月] | 年|年月")
_ADDRESS = Pattern(
    r"(?:https?|ftp)://[^\s，。；）》”]+|www\.[\w./-]+|[\w.+*-]+@[\w*-]+(?:\.[\w*-]+)+"
    rf"|(?<![^\W_])[\w*-]+(?:[\\/.][\w*-]+)*\.(?:{_FILES}|{_FILES.upper()})\b"
)
_SIGNS = ("@", "://", "www.", *(f".{name[:3]}" for name in (*_FILES.split("|"), *_FILES.upper().split("|"))))


class Blank(NamedTuple):
    """A blank that nobody filled: its place and what it stands for.

    Kinds: word (a name or number), date, sign-off (filled when the document is signed).
    """

    kind: str
    start: int
    end: int


def blanks(doc: Document) -> tuple[Blank, ...]:
    """The unfilled blanks of a document in order; they do not overlap."""
    return doc.fact(_blanks)


def _blanks(doc: Document) -> tuple[Blank, ...]:
    found, taken = [], _Taken()
    dates, runs = _candidates(canon(doc))
    for start, end in dates:
        if not taken.meets(start, end) and _is_date_blank(doc, start, end):
            signed = _at_sign_off(doc, start) and _year_known(canon(doc)[start:end])
            found.append(Blank("sign-off" if signed else "date", start, end))
            taken.add(start, end)
    left = [run for run in runs if not taken.meets(*run)]
    habits = _habits(doc, left)
    bold = {span[0] for pair in bold_pairs(doc) for span in pair}
    for start, end in left:
        if start not in bold and not taken.meets(start, end) and _is_word_blank(doc, start, end, habits):
            while doc.prose[end - 1] in ".．":  # the end of the sentence, no decimal point
                end -= 1
            signed = _at_sign_off(doc, start) and doc.prose.startswith("号", end)
            found.append(Blank("sign-off" if signed else "word", start, end))
            taken.add(start, end)
    return tuple(sorted(found, key=lambda b: b.start))


def _candidates(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What may be a masked date (the longest first at each place), and the runs of marks with their digits."""
    dates: set[tuple[int, int]] = set()
    runs: dict[int, tuple[int, int]] = {}
    for mark in MARKS.finditer(text):
        start, end = mark.span()
        window = text[max(0, start - _REACH) : end + _REACH]
        if "年" in window or "月" in window or "20" in window or "19" in window or "二" in window or "一" in window:
            dates.update(m.span() for m in _DATE.finditer(text, max(0, start - _REACH), end + _REACH))
        if "五" in window:
            dates.update(m.span() for m in _PLAN.finditer(text, max(0, start - 1), end + 6))
        while start > 0 and text[start - 1] in "0123456789":
            start -= 1
        if (run := RUN.match(text, start)) and run.end() >= end:
            runs.setdefault(start, run.span())
    if any(gap in text for gap in _GAPS):
        dates.update(m.span() for m in _GAP.finditer(text))
    return sorted(dates, key=lambda span: (span[0], -span[1])), list(runs.values())


class _Taken:
    """Places that are taken, by the characters they cover."""

    __slots__ = ("_covered",)

    def __init__(self) -> None:
        self._covered: set[int] = set()

    def add(self, start: int, end: int) -> None:
        self._covered.update(range(start, end))

    def meets(self, start: int, end: int) -> bool:
        return not self._covered.isdisjoint(range(start, end))


def _habits(doc: Document, runs: list[tuple[int, int]]) -> dict[str, int]:
    """How often each class of mark occurs between Han characters: a document that masks once masks often."""
    counts = dict.fromkeys(CLASSES.values(), 0)
    text = doc.prose
    for start, end in runs:
        left, right = text[start - 1 : start], text[end : end + 1]
        if is_han(right) and (not left or is_han(left) or left in "，。；、：“《\n"):
            counts[run_class(doc, start)] += 1
    return counts


def _at_sign_off(doc: Document, offset: int) -> bool:
    """Whether a place is filled when the document is signed: its number, signer or day of issue.

    Only the serial number and the day are unknown till then; the office's own name and the year are not.
    """
    return parts.part(doc, offset) in ("发文字号", "签发人", "成文日期")


def _year_known(found: str) -> bool:
    """Whether a date has its year, so that only month and day are open."""
    return bool(_KNOWN_YEAR.match(found))


def _is_date_blank(doc: Document, start: int, end: int) -> bool:
    text, line = doc.prose, doc.line(start)
    found = canon(doc)[start:end]
    marked = MARKS.search(found)
    if parts.in_form(doc, start) or _in_address(doc, start, end):
        return False
    if "\x01" in found and not {"X", "*", "_"} & set(found) and _only_numerals(text[start:end]):
        return False
    if not marked and (text.startswith("：", start - 1) or not _OPEN_DATE.search(found)):
        return False  # a label in a form, or a date that is whole
    if "_" in found and is_form_line(doc, *line):
        return False
    return not speaks_of_marks(doc, start, end)


def _only_numerals(found: str) -> bool:
    """Whether every ring is the digit 〇 of a Chinese numeral (二〇二三年, 一○月)."""
    digits = NUMERAL + RING
    beside = all(
        (n > 0 and found[n - 1] in digits) or (n + 1 < len(found) and found[n + 1] in digits)
        for n, char in enumerate(found)
        if char in RING
    )
    return beside and any(char in NUMERAL and char not in RING for char in found)


def _is_word_blank(doc: Document, start: int, end: int, habits: dict[str, int]) -> bool:
    text, line = doc.prose, doc.line(start)
    kind = run_class(doc, start)
    # what stands alone on its line has little beside it
    short = line[1] - line[0] <= end - start + _PADDING
    alone = short and not (text[line[0] : start] + text[end : line[1]]).strip(" \t　\ufffc")
    cell = doc.segment(start)
    if cell is not None and cell.kind == "table":
        whole = text[cell.start : cell.end].strip(" \t\n　") == text[start:end]
        if whole and (end - start == 1 or kind in ("_", "o", "□")):
            return False  # a tick, a cross, room to write
        alone = False
    if parts.in_form(doc, start) or speaks_of_marks(doc, start, end) or _in_address(doc, start, end):
        return False
    left = text[start - 1] if start > line[0] else ""
    right = text[end] if end < line[1] else ""
    return is_blank(Seen(doc, text, start, end, text[start:end], left, right, line, alone, habits[kind]))


def _in_address(doc: Document, start: int, end: int) -> bool:
    """Whether a place is part of a web or mail address or a file name."""
    line = doc.line(start)
    known = doc.fact(_addresses)
    if line[0] not in known:
        said = doc.prose[slice(*line)]
        likely = any(sign in said for sign in _SIGNS)
        found = _ADDRESS.finditer(doc.prose, *line) if likely else ()
        known[line[0]] = [m.span() for m in found]
    spans = known[line[0]]
    number = bisect_right(spans, (start, len(doc.prose)))
    return any(first < end and start < last for first, last in spans[max(0, number - 1) : number + 1])


def _addresses(doc: Document) -> dict[int, list[tuple[int, int]]]:
    return {}  # the addresses of each line that was asked for
