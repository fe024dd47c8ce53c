"""REF402: a day or month that no calendar has (2月30日, 13月)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.dates import count, interval_of
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_HAN = "一二三四五六七八九十"
_DAY = Pattern(
    rf"(?<![\d.．\-—/{_HAN}第历闰])(?:(?P<y>(?:19|20)\d\d)[ ]?年[ ]?)?"
    rf"(?P<m>\d{{1,2}}|[{_HAN}]{{1,2}})[ ]?月[ ]?(?P<d>\d{{1,2}}|[{_HAN}]{{1,3}})[ ]?日"
)
_MONTH = Pattern(r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?:份)?(?!\d)")
# a leap year, for a day without its year
_ANY_YEAR = 2024
# the longest written date around a hit
_AROUND = 14


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Dates around the hits that do not exist; 2月29日 needs its year."""
    text, reach = doc.prose, -1
    for hit in hits:
        for pattern in (_DAY, _MONTH):
            for m in pattern.finditer(text, max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND)):
                day = count(m["d"]) if pattern is _DAY else 1
                if m.start() >= reach and not interval_of(int(m["y"] or _ANY_YEAR), count(m["m"]), day or 99):
                    reach = m.end()
                    yield Finding(m.start(), m.end(), {"found": m[0]})
