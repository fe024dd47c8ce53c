"""“强党建、抓改革……”的18字方针: a motto whose characters are not as many as the text says."""

from __future__ import annotations

import re

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.outline import number, numeral
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMERAL = r"[0-9０-９]{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[二三四五六七八九]"
_NAME = (
    r"[^\n，。；：、“”‘’（）《》]{0,6}?(?:方针|思路|原则|要求|诀|真经|工作法|精神|理念|经验|标准|准则|箴言|校训|嘱托|"
    r"策略|战略|目标|方略|格言|遗训|号召|方法)"
)
# one quotation, or several side by side
_MOTTO = r"(?:“[^“”\n]{2,80}”)+"
_BEHIND = Pattern(
    rf"(?P<motto>{_MOTTO})(?:这|的|这一|这个|[三四五六七八九]条)?“?(?P<count>{_NUMERAL})(?:个)?字”?{_NAME}"
)
_AHEAD = Pattern(
    rf"(?<![第约])“?(?P<count>{_NUMERAL})(?:个)?字”?{_NAME}”?(?:，?即|，?就是|，?也就是|是|为)?[：:，]?(?P<motto>{_MOTTO})(?!“?[\d一二三四五六七八九十]+字)"
)
_REACH = 200
_HAN_DIGITS = "一二三四五六七八九十"
_UNCOUNTED = Pattern(r"[A-Za-z0-9０-９…]|等”")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Count the Chinese characters of the quotation that stands beside the number."""
    text, seen = doc.prose, set()
    for at, _ in hits:
        first = max(text.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH, 0)
        last = text.find("\n", at, at + _REACH)
        for pattern in (_BEHIND, _AHEAD):
            for m in pattern.finditer(text, first, last if last >= 0 else min(len(text), at + _REACH)):
                start, end = m.start("count"), text.index("字", m.end("count")) + 1
                lengths = _lengths(m["motto"])
                stated = _stated(m["count"])
                if start in seen or not lengths or stated in lengths:
                    continue
                seen.add(start)
                right = numeral(lengths[-1]) if m["count"][0] in _HAN_DIGITS else str(lengths[-1])
                yield Finding(
                    start,
                    end,
                    {"stated": stated, "count": lengths[-1]},
                    suggestions=(right + text[m.end("count") : end],),
                    related=(Related(m.start("motto"), m.end("motto")),),
                )


def _stated(written: str) -> int:
    return number(written) if written[0] in _HAN_DIGITS else int(written)


def _lengths(motto: str) -> tuple[int, ...]:
    """The lengths a motto may be said to have: a quotation of it, all of them; () where it holds letters."""
    if _UNCOUNTED.search(motto):
        return ()
    quotations = re.findall(r"“([^“”]*)”", motto)
    return _han(quotations[0]), _han(quotations[-1]), _han(motto)


def _han(text: str) -> int:
    return sum("\u3400" <= c <= "\u9fff" or c >= "\U00020000" or c == "〇" for c in text)
