"""REF311: a body is named as acting today by the name it had before a reform."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.views import references
from lint.views.pattern import Pattern
from lint.views.timeline import day, named, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Finding, Hits

_ACTING = Pattern(
    "下一步|协调|会同|牵头|配合|联合|负责|接受|责任单位|报送|请|要求|由|各|下半年|明年|加强|商|责成|等部门|等单位|给予|支持|配齐|对接|听取|汇报|发言|建立|开展|组织|召开"
)
_PAST = Pattern(
    "原|曾|时任|历任|任|更名|改名|撤销|合并|整合|组建|划转|职责|机构改革|前身|印发|下发|颁布|发布|批准|核发|文件|通知|〔|成立于|诉|判决|以来|当年|当时|移交|转隶"
)


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Each former name in a sentence about what is done or to be done, well after the reform."""
    text = doc.prose
    grace = thresholds(doc)["agency"][0]
    for start, end, row in named(doc, hits, "agencies", "old"):
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if (before and before in str(row.get("not_before", ""))) or (after and after in str(row.get("not_after", ""))):
            continue
        sentence = references.sentence(text, start, end)
        if references.quoted(text, start, end) or _PAST.search(text, *sentence) or not _ACTING.search(text, *sentence):
            continue
        if str(row["new"]) in text[sentence[0] : sentence[1]]:
            continue
        yield from references.replaced(doc, start, end, str(row["new"]), day(row["from"], last=True), grace)
