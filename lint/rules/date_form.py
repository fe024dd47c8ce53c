"""2024年05月06日, 2024年五月6日: a date of issue with zeros before its numbers, or in two kinds of numerals."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import number
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits

_HAN = "〇零○一二三四五六七八九十"
_DATE = Pattern(
    rf"(?P<year>[12][0-9]{{3}}|[一二][{_HAN}]{{3}})年(?P<month>[0-9]{{1,2}}|[{_HAN}]{{1,2}})月"
    rf"(?P<day>[0-9]{{1,2}}|[{_HAN}]{{1,3}})日"
)
_DIGITS = "〇一二三四五六七八九"


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Write the date of issue with Arabic numerals where it has zeros or mixes them with others."""
    for part in parts(doc).parts:
        if part.name != "成文日期":
            continue
        m = _DATE.search(doc.prose, part.start, part.end)
        if m is None:
            continue
        pieces = (m["year"], m["month"], m["day"])
        arabic = [piece.isascii() for piece in pieces]
        if any(arabic) and (not all(arabic) or any(piece[0] == "0" for piece in pieces)):
            right = _written(m)
            yield Finding(m.start(), m.end(), {"right": right}, right, safe=True)


def _written(m: re.Match[str]) -> str:
    year = m["year"] if m["year"].isascii() else "".join(str(_DIGITS.index(c)) for c in _even(m["year"]))
    month, day = (number(m[name]) for name in ("month", "day"))
    return f"{year}年{month}月{day}日"


def _even(year: str) -> str:
    return year.replace("零", "〇").replace("○", "〇")
