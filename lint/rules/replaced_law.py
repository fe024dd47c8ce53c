"""REF321: a law is applied or publicised that another one had replaced."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point
from lint.views.pattern import Pattern
from lint.views.timeline import by_name, day, sure, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_APPLIED = Pattern(r"(?:依据|根据|按照|依照|违反|执行|贯彻|落实|宣传|学习|适用|遵守|依)[^。；\n]{0,24}$")
_PAST = Pattern(
    "废止|失效|原|旧|同时|修订|修改|取代|替代|施行前|生效前|当时|判决|裁定|案件|案|纠纷|以前|已被|历史|立法|编纂|衔接|溯及"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Names of replaced laws in 《》 behind a word of application."""
    text = doc.prose
    names = by_name(doc, "laws", "old")
    grace, certain = thresholds(doc)["law"]
    for start, end in hits:
        row = names.get(text[start:end])
        if row is None or not _titled(text, start, end):
            continue
        left, right = references.sentence(text, start, end)
        if not _APPLIED.search(text[left:start]) or _PAST.search(text, left, right):
            continue
        days = references.judged(doc, start, end)
        since = day(row["from"])
        if days and days.days.start >= since + timedelta(max(grace, 1)):
            long_ago = days.days.start >= since + timedelta(certain)
            values = {
                "found": text[start:end],
                "new": row["new"],
                "since": point(since, 3),
                "by": days.said,
            }
            firm = long_ago and sure(row) and references.firm(doc)
            yield Finding(start, end, values, suggestions=(str(row["new"]),), severity=None if firm else "warning")


def _titled(text: str, start: int, end: int) -> bool:
    """Whether the name is the whole title, with nothing but the country in front of it."""
    opens = text.rfind("《", max(0, start - 9), start)
    return opens >= 0 and text[opens + 1 : start] in ("", "中华人民共和国") and text[end : end + 1] in ("》", "（")
