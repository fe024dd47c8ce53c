"""云政发[2023]5号: the year of a document's number stands in 〔〕, its number without 第 and without zeros."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import is_han
from lint.views.parts import part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# what the code of an office ends with before the year
_CODES = frozenset("发字函办通呈报请复规文令任干组宣纪审批环建财教")
_OPENERS, _CLOSERS = "[［【（(〔", "]］】）)〕"


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report another bracket, 第 or a leading zero; court cases carry the year in front of the code and stay."""
    text = doc.prose
    for at, _ in hits:
        close = at + 5
        # behind 〔 stands a document's year whatever the office's code is
        coded = text[at - 1 : at] in _CODES or text[at : at + 1] == "〔" or part(doc, at) == "发文字号"
        if not at or not coded or not is_han(text[at - 1]) or not text[at + 1 : close].isdecimal():
            continue
        if text[close : close + 1] not in tuple(_CLOSERS):
            continue
        start = close + 1
        first = start + text.startswith("第", start)
        end = first
        while end < first + 5 and text[end : end + 1].isdecimal():
            end += 1
        digits = text[first:end]
        if not digits or not text.startswith("号", end) or int(digits) == 0:
            continue
        right = f"〔{text[at + 1 : close]}〕{int(digits)}号"
        if text[at : end + 1] != right:
            yield Finding(at, end + 1, {"found": text[at - 1 : end + 1], "right": text[at - 1] + right}, right)
