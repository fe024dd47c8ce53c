"""REF404: an interval that ends before it begins (2023—2021年, 6月10日至5月8日)."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits

_TO = r"[ ]?(?:[—–－\-~～]{1,2}|至|到)[ ]?"
_YEARS = Pattern(
    rf"(?<![\d.．\-—–－~～])(?P<a>(?:19|20)\d\d)[ ]?年?{_TO}(?P<b>(?:19|20)\d\d)[ ]?(?:年(?![级产版款])|学年)"
)
_DAYS = Pattern(
    rf"(?<![\d.．])(?:(?P<y>(?:19|20)\d\d)年|今年|本年)?(?<!\d)(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日)?{_TO}"
    r"(?:(?P<y2>(?:19|20)\d\d)年)?(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?"
)
# 6月20日至18日: both days of one month
_DAY_ALONE = Pattern(rf"(?<![\d.．])(?:(?:19|20)\d\d年)?\d{{1,2}}月(?P<d>\d{{1,2}})日?{_TO}(?P<d2>\d{{1,2}})日")
# another year is meant, or every year
_OTHER_YEAR = Pattern(
    "每年|历年|次年|翌年|来年|第二年|年度|周期|枯水|供暖|采暖|防火|农历|禁|汛|水文年|学年|常年|跨年|冬春"
)
_AROUND = 24
# winter and school years run from autumn into the next spring
_AUTUMN = 9
# without a year only a small step back is a slip of the pen
_STEP_MONTHS = 2


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Intervals around the hits; where a year is only implied it is a question."""
    text, reach = doc.prose, -1
    for hit in hits:
        first, last = max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND)
        for pattern in (_YEARS, _DAYS, _DAY_ALONE):
            for m in pattern.finditer(text, first, last):
                if m.start() < reach or not (m.start() <= hit.start < m.end()):
                    continue
                if pattern is _YEARS:
                    severity = "error" if int(m["a"]) > int(m["b"]) else ""
                elif pattern is _DAY_ALONE:
                    severity = "error" if 31 >= int(m["d"]) > int(m["d2"]) > 0 else ""
                else:
                    severity = _days(text, m)
                if severity:
                    reach = m.end()
                    yield Finding(m.start(), m.end(), {"found": m[0]}, severity=severity)


def _days(text: str, m: re.Match[str]) -> str:
    """How sure it is that the second day or month lies before the first; empty where it does not."""
    if bool(m["d"]) != bool(m["d2"]):
        return ""
    a, b = (int(m["m"]), int(m["d"] or 1)), (int(m["m2"]), int(m["d2"] or 1))
    if not (1 <= a[0] <= 12 and 1 <= b[0] <= 12) or (m["y2"] and not m["y"]):
        return ""
    if m["y2"]:
        return "error" if (int(m["y"]), *a) > (int(m["y2"]), *b) else ""
    if a <= b or a[0] >= _AUTUMN or _OTHER_YEAR.search(text, *references.sentence(text, m.start(), m.end())):
        return ""
    # a whole year counted from any day: 7月1日至6月30日
    whole = a[0] - b[0] == 1 and a[1] == 1 and (not m["d"] or b[1] >= 28)
    stated = m[0][0] in "今本" or bool(m["y"])
    return "warning" if not whole and (stated or a[0] - b[0] <= _STEP_MONTHS) else ""
