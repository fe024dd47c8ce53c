"""由20亿元增加到60亿元，翻了两番: doublings that the two ends do not give."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.divisions import kind, sentence_before
from lint.views.numbers import within
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_DOUBLED = Pattern(
    r"(?P<almost>近|将近|接近|基本|有望|力争|计划)?(?:再)?翻了?(?P<times>[一两二三四1-4])番(?P<more>多|有余|以上)?"
)
_TIMES = {c: n for n, chars in enumerate(("", "一1", "两二2", "三3", "四4")) for c in chars}
_REACH = 60
# how far, as a share, the quotient may lie below and above 2, 4, 8: the words are used of round figures
_BELOW, _ABOVE = 0.93, 1.25
_FAR = 4.0


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the words with the quotient of the two numbers before them, joined by 由…到 or 比."""
    text = doc.prose
    for at, end in hits:
        m = next((m for m in _DOUBLED.finditer(text, max(0, at - 6), end + 2) if m.start() < end <= m.end()), None)
        if m is None or m["almost"]:
            continue
        start = max(m.start() - _REACH, sentence_before(text, at))
        numbers = [q for q in within(doc, start, m.start()) if q.sort == "amount" and q.unit != "年"]
        if len(numbers) < 2 or not all(q.exact for q in numbers[-2:]):
            continue
        one, other = numbers[-2:]
        between = text[one.end : other.start]
        if any(word in between for word in ("至", "到", "为")) and any(
            word in text[start : one.start] for word in "由从"
        ):
            old, new = one, other
        elif "比" in between or "较" in between:
            old, new = other, one
        else:
            continue
        if kind(old.unit) != kind(new.unit) or not old.unit or not old.value:
            continue
        times = _TIMES[m["times"]]
        quotient = float(new.value) / float(old.value)
        off = quotient / 2**times
        if 1 / _FAR <= off < _BELOW or (_ABOVE < off <= _FAR and not m["more"]):
            yield Finding(
                m.start(),
                m.end(),
                {
                    "old": text[old.start : old.end],
                    "new": text[new.start : new.end],
                    "quotient": f"{quotient:.2f}".rstrip("0").rstrip("."),
                    "right": 2**times,
                },
                related=(Related(old.start, old.end), Related(new.start, new.end)),
            )
