"""REF324: a law with a day beside it that is not its day of adoption or of force (民法典自2020年1月1日起施行)."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.dates import point, shown, stamps_between
from lint.views.pattern import Pattern
from lint.views.timeline import by_name, day, sure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits
    from lint.views.dates import Stamp

_COUNTRY = "中华人民共和国"
# what stands between the name and the day, and behind the day; `from` is the day of force, the others of adoption
_LINK = Pattern(r"》?(?:正式|已|将|[，,])?(?:于|自|从)?")
_FORCE = r"起?(?:开始|正式)*(?:施行|实施|生效)"
_ADOPTED = r"(?:正式|经[^。；，\n]{0,24}|表决|审议)*(?:通过|颁布|公布)"
_AFTER = Pattern(rf"(?P<from>{_FORCE})|(?P<adopted>{_ADOPTED})")
_BEFORE = Pattern(rf"(?:(?P<from>{_FORCE})|(?P<adopted>{_ADOPTED}))的《?(?:{_COUNTRY})?")
# a draft, a decision to revise, local rules under the law
_OTHER = Pattern("草案|修正|修改|修订|条例|办法|解释|决定")
_REACH = 16


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Days directly beside a law's whole name that are not the law's."""
    text = doc.prose
    laws = by_name(doc, "enacted", "name")
    for start, end in hits:
        row = laws.get(text[start:end])
        if row is None or not _whole(text, start, end):
            continue
        for stamp in stamps_between(doc, start - 40, end + _REACH):
            kind = _beside(text, start, end, stamp)
            if not kind:
                continue
            right = day(row[kind])
            if not stamp.first <= right <= stamp.last and not _OTHER.search(text, min(start, stamp.start), stamp.end):
                values = {
                    "found": text[stamp.start : stamp.end],
                    "date": shown(stamp.interval),
                    "name": row["name"],
                    "adopted": point(day(row["adopted"]), 3),
                    "from": point(day(row["from"]), 3),
                }
                severity = None if sure(row) else "warning"
                yield Finding(stamp.start, stamp.end, values, severity=severity, related=(Related(start, end),))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the name is no part of a longer one: 可再生能源法 is not 能源法."""
    begins = start - len(_COUNTRY) if text[:start].endswith(_COUNTRY) else start
    return not text[begins - 1 : begins].isalpha() and text[end : end + 1] not in ("典", "律", "规", "院", "定")


def _beside(text: str, start: int, end: int, stamp: Stamp) -> str:
    """What a day beside a name is said to be: adopted, from; empty where it is something else."""
    if stamp.start >= end:
        link = _LINK.fullmatch(text, end, stamp.start)
        m = _AFTER.match(text, stamp.end) if link else None
    else:
        m = _BEFORE.fullmatch(text, stamp.end, start)
    return (m.lastgroup or "") if m else ""
