"""REF331: a plan uses a term that had given way to another one (贫困户, 新冠肺炎)."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.pattern import Pattern
from lint.views.timeline import day, named, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Finding, Hits

_TO_DO = Pattern(
    "下一步|明年|下半年|今后|继续|持续|毫不松懈|毫不放松|确保|加强|抓好|深入推进|切实|为[^。；，\n]{0,30}贡献|加大|要|不断|加快|坚决|打好|奋斗|团结动员|协调推进|统筹推进"
)
_PAST = Pattern(
    r"原|曾|年底前|全部脱贫|脱贫摘帽|以来|历史|期间|打赢了|取得|时期|当年|当时|过去|胜利|如期打赢|如期全面|成功|精神|成果|总结|回顾|已|了|《|后|相对贫困|国外|非洲|疫情防控经验"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each such term in a sentence about work to be done."""
    text = doc.prose
    grace = thresholds(doc)["term"][0]
    for start, end, row in named(doc, hits, "terms", "old"):
        sentence = references.sentence(text, start, end)
        if references.quoted(text, start, end) or _PAST.search(text, *sentence) or not _TO_DO.search(text, *sentence):
            continue
        yield from references.replaced(doc, start, end, str(row["new"]), day(row["from"]), grace)
