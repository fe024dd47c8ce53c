"""REF322: an earlier version of a rule or law is cited as the one to follow (2018年修订的《…条例》 in 2024)."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point
from lint.views.pattern import Pattern
from lint.views.revisions import revisions
from lint.views.timeline import thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_APPLIED = Pattern("学习|研读|贯彻|落实|执行|遵守|按照|依据|根据|依照|对照|宣传|宣讲|严格|组织|适用")
_PAST = Pattern(
    "废止|失效|原|旧|当时|曾|以来|历次|历史|沿革|先后|相比|比较|变化|处分|案|此前|之前|以前|溯及|第一次|首次|再次|又|了|版本"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Versions older than the newest one adopted, with some grace, before the day that the sentence is judged by."""
    text = doc.prose
    grace = thresholds(doc)["revision"][0]
    for cited in revisions(doc, hits):
        left, right = references.sentence(text, cited.start, cited.end)
        around = text[left : cited.name[0]] + text[cited.name[1] : right]
        if not _APPLIED.search(around) or _PAST.search(around) or cited.year not in {v.year for v in cited.versions}:
            continue
        days = references.judged(doc, *cited.name, named=(cited.start, cited.end))
        if days is None:
            continue
        newest = [v for v in cited.versions if v + timedelta(grace) <= days.days.start]
        if newest and newest[-1].year > cited.year:
            values = {"found": f"{cited.year}年", "newest": point(newest[-1]), "by": days.said}
            yield Finding(cited.start, cited.end, {**values, "name": cited.row["name"]})
