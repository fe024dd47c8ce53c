"""Quotation marks, title marks or brackets with nothing between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.model import Finding
from lint.views.blanks import DEFINES, sentence
from lint.views.parts import in_form, line_at, part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_PAIR = re.compile(
    r"《[ 　]*》|“[ 　]*”|‘[ 　]*’|【[ 　]*】|(?<![-*+][ ])\[[ 　]*\](?!\()|｛[ 　]*｝"
    r"|(?<=[\u4e00-\u9fff])(?:（[ 　]*）|\([ 　]+\))"
)
# the gaps of a test paper
_TEST = re.compile(r"填空|选择题|判断题|试[卷题]")
_HAN = re.compile(r"[\u4e00-\u9fff%％]")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The empty pairs in running text; an answer sheet's （　） and a form's own brackets are left alone."""
    text = doc.prose
    for m in _PAIR.finditer(text):
        line = text[slice(*sentence(text, *m.span(), line_at(doc, m.start())))]
        if in_form(doc, m.start()) or part(doc, m.start()) == "发文字号" or DEFINES.search(line) or _TEST.search(line):
            continue
        after = text[m.end() : m.end() + 1]
        if m[0][0] in "（([" and not _HAN.match(after):
            continue
        yield Finding(m.start(), m.end())
