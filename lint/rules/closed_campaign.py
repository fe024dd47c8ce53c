"""REF301: a campaign of the whole Party is to be carried out although it had been closed."""

from __future__ import annotations

from datetime import timedelta

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.dates import point
from lint.views.pattern import Pattern
from lint.views.timeline import campaigns, day, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_CARRIED_OUT = Pattern(r"(?:开展|推进|推动|抓好|启动|组织实施|深化)(?:好)?[^。；，\n]{0,8}$")
_THIS_YEAR = Pattern("今年|本年度|一年来|全年|上半年")
_MADE_A_TASK = Pattern(r"(?:工作)?作为[^。；，\n]{0,12}任务")
_DONE = Pattern(
    "巩固|拓展|成果|常态|长效|经验|(?<!今年)以来|回顾|总结|曾|整改|成效|期间|启示|精神|开展了|先后|已|历次|《|制度|问题清单|结合|条例|后半篇"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each plan to carry out a campaign that had ended."""
    text = doc.prose
    grace = thresholds(doc)["campaign"][0]
    for start, end, row in campaigns(doc, hits):
        if not row.get("end"):
            continue  # under way
        left, right = references.sentence(text, start, end)
        carried_out = _CARRIED_OUT.search(text[left:start]) or (
            text[start - 1 : start] in ("把", "将") and _MADE_A_TASK.match(text, end)
        )
        if not carried_out or _DONE.search(text, left, start) or _DONE.search(text, end, right):
            continue
        days = references.judged(doc, start, end)
        if days is None or references.in_title(text, start, end):
            continue
        if not days.plan and not _THIS_YEAR.search(text, left, start):
            continue
        last = day(row["end"], last=True)
        if days.days.start > last + timedelta(grace):
            values = {"found": str(row["official"]), "since": point(last), "by": days.said}
            yield Finding(start, end, values)
