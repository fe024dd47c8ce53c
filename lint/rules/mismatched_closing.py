"""A 报告 that ends 妥否，请批示; a 请示 that ends 特此报告: closing words of another kind."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# kind -> closing words that belong to another one
_REQUESTS = ("请批示", "请审批", "请批复", "请予批准", "请予批复")
_WRONG = {
    "报告": (*_REQUESTS, "特此请示", "特此通知", "特此函复"),
    "请示": ("特此报告", "特此通知", "请审阅", "特此函复"),
    "通知": ("特此报告", "特此请示", "请批示", "特此函复"),
    "函": ("请批示", "特此报告", "特此请示", "特此通知"),
    "批复": ("特此报告", "请批示", "特此通知", "特此请示"),
}
# a closing stands alone on a short line
_MOST = 24
_STOPS = "。！；？!"


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Look at the short line with which the text proper ends."""
    found = parts(doc)
    words = _WRONG.get(found.kind, ())
    if not words or "请示报告" in found.title:
        return
    ends = [p.start for p in found.parts if p.name in ("附件", "附件说明", "落款", "成文日期")]
    last = min(ends, default=len(doc.text))
    filled = [span for span in doc.lines if span[1] <= last and doc.text[slice(*span)].strip(" \t　")]
    for start, end in hits:
        line = doc.line(start)
        text = doc.text[slice(*line)].strip(" \t　")
        if doc.text[start:end] in words and line in filled[-2:] and _closes(text, doc.text[start:end]):
            begin = line[0] + doc.text[line[0] : line[1]].index(text)
            yield Finding(begin, begin + len(text), {"found": text, "kind": found.kind})
            return


def _closes(line: str, words: str) -> bool:
    return len(line) <= _MOST and line.rstrip(_STOPS).endswith(words)
