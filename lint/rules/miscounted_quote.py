"""“学、讲、考、评”五学联动, 《甲办法》《乙办法》3个文件: names in quotes or title marks, counted wrongly."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.canon import MARK, NUMERAL, canon
from lint.views.outline import number
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits

# All patterns run over the canonical text; the list ends where the number begins.
_NAME = rf"[^{MARK}\n]{{1,14}}"
_QUOTED = Pattern(rf"\x86(?P<list>(?:{_NAME}\x84)+{_NAME})\x87的?$")
_TITLES = Pattern(
    r"(?P<list>(?:\x8c[^\x8c\x8d\n]{2,40}\x8d(?:\x8a[^\x8a\x8b\n]{1,10}\x8b)?[\x84和及与]{0,2})+)(?P<more>等)?$"
)
_COUNT = Pattern(rf"(?P<count>[2-9]|1[0-9]|[\x0f-\x18]|\x18[\x0e-\x16])(?P<unit>[^{MARK}{NUMERAL}\n\d]{{0,2}}?)$")
_PAPERS = Pattern(rf"(?P<count>[2-9]|1[0-9]|[\x0f-\x18])(?P<unit>[个项部份])(?=[^{MARK}\n\d]{{0,6}}?$)")
# where the words stand that say what the number counts
_WORDS = 10
_REACH = 400
# what titles name
_THINGS = ("文件", "制度", "办法", "方案", "规定", "意见", "法规", "规章", "细则", "通知", "措施", "清单")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Count the names before a number that is followed by one of the words that woke the rule."""
    text, canonical = doc.prose, canon(doc)
    done: set[int] = set()
    for at, end in hits:
        start = text.rfind("\n", max(0, at - _REACH), at) + 1 or max(0, at - _REACH)
        is_paper = text[at:end] in _THINGS
        m = (_PAPERS if is_paper else _COUNT).search(canonical, max(start, at - _WORDS), at)
        if m is None or m.start() in done:
            continue
        listed = (_TITLES if is_paper else _QUOTED).search(canonical, start, m.start())
        if listed is None:
            continue
        done.add(m.start())
        yield from _compare(text, m, listed, is_paper)


def _compare(text: str, m: re.Match[str], listed: re.Match[str], is_paper: bool) -> Iterator[Finding]:
    written = text[slice(*m.span("count"))]
    stated = 2 if written == "两" else number(written)
    names = listed["list"]
    count = names.count("\x8d") if is_paper else names.count("\x84") + 1
    # the last two may be joined by a word
    if not is_paper and count + 1 == stated and any(word in names.rpartition("\x84")[2] for word in "和及与"):
        return
    # with 等 some are left out; fewer than named it cannot be
    if count == stated or count < 2 or (is_paper and listed["more"] and count < stated):
        return
    yield Finding(
        m.start("count"),
        m.end("count"),
        {"count": stated, "listed": count},
        related=(Related(*listed.span("list")),),
    )
