"""见表3 in a document that has 表1 and 表2; 本办法第三十二条 in one of 28 articles: a reference to nothing."""

from __future__ import annotations

from lint.model import Finding
from lint.record import TYPE_CHECKING
from lint.views.outline import items, number
from lint.views.parts import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMERAL = frozenset("0123456789一二三四五六七八九十百零〇")
_LAWS = ("办法", "条例", "规定", "细则", "规则", "章程", "规程", "制度", "法")
# so many articles in order show that the document is the regulation itself
_ARTICLES = 5
_WHOLE = 0.75
# of the last so many one says when it takes effect
_LAST = 3


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Look for the table, figure or article that is named."""
    text = doc.prose
    articles = [i for i in items(doc) if i.style == "article"]
    values = [i.value for i in articles]
    # in decisions that amend articles stand in another order; an excerpt does not come to the day it takes effect
    regular = len(values) >= _ARTICLES and sorted(set(values)) == values and len(values) >= _WHOLE * values[-1]
    regular = regular and "施行" in text[articles[-_LAST].start :]
    highest = {"表": 0, "图": 0}
    if not any(p.name == "附件" for p in parts(doc).parts):
        highest = {word: _highest(doc, word) for word in highest}
    for at, end in hits:
        if text[at] == "本":
            law = next((w for w in _LAWS if text.startswith(w, at + 1)), "")
            start = at + 1 + len(law)
            stop = _numeral_end(text, start + 1)
            value = number(text[start + 1 : stop]) if law and text[start : start + 1] == "第" else 0
            if regular and value > values[-1] and text.startswith("条", stop) and at > articles[0].start:
                yield Finding(at, stop + 1, {"last": articles[-1].label})
            continue
        stop, last = _numeral_end(text, end), highest[text[end - 1]]
        value = number(text[end:stop])
        # 表2-1 has another numbering
        if last > 1 and value > last and text[stop : stop + 1] not in ("-", "—", ".", "．", "－"):
            yield Finding(at, stop, {"last": f"{text[end - 1]}{last}"})


def _highest(doc: Document, word: str) -> int:
    """The highest number of the captions (表1, 图2), which begin a line."""
    text = doc.prose
    found = [text[start:end].lstrip(" \t　#*|") for start, end in doc.lines]
    return max((number(line[1 : _numeral_end(line, 1)]) for line in found if line.startswith(word)), default=0)


def _numeral_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in _NUMERAL:
        at += 1
    return at
