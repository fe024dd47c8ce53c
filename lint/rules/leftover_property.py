"""Properties of a file (title, company, template) that belong to another document."""

from __future__ import annotations

from difflib import SequenceMatcher

from lint.model import Finding, Said
from lint.record import TYPE_CHECKING
from lint.views.parts import KINDS, parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_ADDRESS = Pattern(r"(?i)(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|cn|net|org)\b")
_BODY = Pattern(r"[\u4e00-\u9fff]{2,20}(?:人民政府|委员会|办公室|局|厅|党委|总队|支队)$")
_BLANK = Pattern(r"[\s　《》“”\"]+")
_SHORT = 8
# of a title that is like the document's so much, the document is a version
_ALIKE = 0.8
# so much of a body's name in the text is the body itself under a short name
_TAIL = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Yield a finding for each property that surely is another document's."""
    text = _BLANK.sub("", doc.text)
    title = _BLANK.sub("", parts(doc).title)
    for mark in doc.marks:
        if mark.kind != "property":
            continue
        name, _, value = mark.value.partition("=")
        bare = _BLANK.sub("", value)
        if name == "标题":
            wrong = _is_title(bare) and bare not in text and not _is_like(bare, title)
        elif name == "单位":
            wrong = bool(_ADDRESS.search(value)) or bool(
                _BODY.match(bare) and parts(doc).kind and bare[-_TAIL:] not in text
            )
        else:
            stem = bare.rpartition(".")[0] or bare
            wrong = bool(_ADDRESS.search(stem)) or (_is_title(stem) and stem not in text)
        if wrong:
            yield Finding(mark.start, mark.end, {"property": Said(f"property_{_NAMES[name]}"), "value": value})


_NAMES = {"标题": "title", "单位": "company", "模板": "template"}


def _is_title(text: str) -> bool:
    """Whether a text is the title of an official document."""
    return len(text) >= _SHORT and text.endswith(KINDS) and any("一" <= char <= "鿿" for char in text)


def _is_like(one: str, other: str) -> bool:
    """Whether two titles may be of one document; a year or a period apart they are not."""
    if not other:
        return True
    digits = ["".join(c for c in title if c.isdigit()) for title in (one, other)]
    return digits[0] == digits[1] and SequenceMatcher(None, one, other, False).ratio() >= _ALIKE
