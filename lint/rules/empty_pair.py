"""Quotation marks, title marks or brackets with nothing between them."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.marks import explains, is_han, sentence
from lint.views.parts import in_form, part
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_PAIR = Pattern(
    r"《\s*》|“\s*”|‘\s*’|【\s*】|(?<![-*+][ ])\[\s*\](?!\()|｛\s*｝|〔[ 　]*〕(?![ 　]*\d*号)"
    r"|(?<=[^\W\d_a-zA-Z])(?:（\s*）|\([^\S\n]+\))"
)
# the gaps of a test paper
_TEST = ("填空", "选择题", "判断题", "试卷", "试题")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The empty pairs in running text; an answer sheet's （　） and a form's own brackets are left alone."""
    text = doc.prose
    for m in _PAIR.finditer(text):
        around = sentence(doc, *m.span())
        if in_form(doc, m.start()) or part(doc, m.start()) == "发文字号" or explains(doc, *around):
            continue
        if "\n" in m[0] or any(word in text[slice(*around)] for word in _TEST):
            continue
        after = text[m.end() : m.end() + 1]
        if m[0][0] in "（([〔" and not (is_han(after) or after in ("%", "％")):
            continue
        yield Finding(m.start(), m.end())
