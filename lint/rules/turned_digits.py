"""盘活存量资金2300万元 here, 盘活的2030万元存量资金 there: one number whose digits changed places."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import kind, sentence_before
from lint.views.numbers import quantities
from lint.views.outline import items, label
from lint.views.parts import in_form, part
from lint.views.scopes import scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.numbers import Quantity

# digits that a number must have, characters around it that are compared, and pairs of them that must be the same
_DIGITS = 4
_AROUND = 12
_SHARED = 4
_MARKS = "。；！？\n，、：（）《》“”"
# what is meant to be done with it says nothing of which it is
_MEANT = frozenset(("确保", "将", "拟", "前", "后", "另", "近"))


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare numbers of the same digits in different paragraphs by the words around them."""
    text = doc.prose
    found: dict[tuple[str, str], list[Quantity]] = {}
    for q in quantities(doc):
        digits = _digits(text, q)
        if q.exact and q.sort == "amount" and q.unit and len(digits) >= _DIGITS:
            found.setdefault(("".join(sorted(digits)), kind(q.unit)), []).append(q)
    alike = [same for same in found.values() if len({q.value for q in same}) > 1]
    if not alike or any(item.style == "article" for item in items(doc)):
        return
    for same in alike:
        first = same[0]
        for other in same[1:]:
            if _turned(_digits(text, first), _digits(text, other)) and _same_thing(doc, first, other):
                segments = (doc.segment(q.start) for q in (first, other))
                if any(in_form(doc, q.start) or part(doc, q.start) != "正文" for q in (first, other)):
                    continue
                if all(s is None or s.kind not in ("table", "quote") for s in segments):
                    yield Finding(
                        other.start,
                        other.end,
                        {"other": text[first.start : first.end], "place": label(doc, first.start)},
                        related=(Related(first.start, first.end),),
                    )
                    break


def _digits(text: str, quantity: Quantity) -> str:
    return "".join(c for c in text[quantity.start : quantity.end] if c.isdigit())


def _turned(one: str, other: str) -> bool:
    """Whether two neighbours changed places."""
    wrong = [n for n in range(len(one)) if one[n] != other[n]]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1


def _same_thing(doc: Document, one: Quantity, other: Quantity) -> bool:
    """Whether the clauses around two numbers in different paragraphs share their words."""
    text = doc.prose
    if one.scale != other.scale or "\n" not in text[one.end : other.start]:
        return False
    clauses = [_clause(text, q) for q in (one, other)]
    pairs = [{c[n : n + 2] for n in range(len(c) - 1) if c[n : n + 2].isalpha()} for c in clauses]
    begins = [sentence_before(text, q.start) for q in (one, other)]
    said, again = (scope(doc, begin, q.start) for begin, q in zip(begins, (one, other), strict=True))
    if (said ^ again) - _MEANT:
        return False
    return len(pairs[0] & pairs[1]) >= _SHARED


def _clause(text: str, quantity: Quantity) -> str:
    start, end = quantity.start, quantity.end
    while start > 0 and quantity.start - start < _AROUND and text[start - 1] not in _MARKS:
        start -= 1
    while end < len(text) and end - quantity.end < _AROUND and text[end] not in _MARKS:
        end += 1
    return text[start : quantity.start] + "|" + text[quantity.end : end]
