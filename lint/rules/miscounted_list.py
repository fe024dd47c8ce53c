"""综合组、宣传组、督导组四个工作组: a list of like names whose number is stated wrongly right beside it."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.canon import MARK, NUMERAL, ORDINAL, WORD, canon
from lint.views.outline import number, numeral
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMERAL = rf"[2-9]|1[0-9]|[\x0f-\x17]|\x18[{ORDINAL}]?"
# All patterns run over the canonical text.
_STATED = Pattern(
    rf"(?<![0-9.{NUMERAL}])(?<!第)(?<!约)(?<!近)(?P<count>{_NUMERAL})(?P<unit>.)(?P<thing>{WORD}{{1,8}}?)"
    r"(?=[\n(\x80-\x84\x87\x89\x8a]|即|分别|$)"
)
_UNITS = frozenset("个项大支类种家条张本")
# 六个一: six things, each with 一 and a classifier
_ONES = Pattern(
    rf"\x86?(?P<count>{_NUMERAL})个\x0e\x87?{WORD}{{0,6}}?(?:\x80?(?:即|就是|也就是|具体是|分别是)[\x83:]?|[\x83:]|\x8a)"
    r"(?P<list>[^\x81-\x83\n\x8a\x8b]{8,200})"
)
_NO_ONE = frozenset("第统之不惟唯同万单专")
_NAME = rf"[^{MARK}\n\d]{{1,14}}"
_BEFORE = Pattern(rf"(?:{_NAME}\x84)+{_NAME}$")
_BEHIND = Pattern(
    rf"[\x87\x89]?(?:[\x83:]|\x80?即[\x83:]?|\x80?分别(?:是|为)[\x83:]?|[\x8a(])(?P<list>(?:{_NAME}\x84)+{_NAME})(?=[\x80-\x82\x8b)\n]|$)"
)
# 成立综合协调、文字材料、宣传信息三个工作组: the verb says where the list begins
_FOUNDS = tuple("成立 设立 组建 下设 分设 划分为 分为 分成 建立 建好 制定 细化 列出".split(" "))
_FOUNDED = Pattern(rf"(?:了|起|健全|完善)?(?P<list>(?:{WORD}{{2,8}}\x84)+{WORD}{{2,8}})\x86?$")
_FOUNDED_UNITS = ("个", "支", "类", "项", "张", "本")
_REACH = 120


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report a stated number beside a list in which every name ends as the thing that is counted."""
    text, canonical = doc.prose, canon(doc)
    done: set[int] = set()
    for at, _ in hits:
        start = text.rfind("\n", max(0, at - _REACH), at) + 1 or max(0, at - _REACH)
        m = _STATED.match(canonical, at) or _STATED.match(canonical, max(0, at - 1))
        if m and m["unit"] in _UNITS and m.start() not in done:
            done.add(m.start())
            listed = _before(text, start, m) or _founded(text, start, m) or _behind(text, m)
            yield from _compare(text, m, listed)
        m = _ONES.match(canonical, at) if text.startswith("个一", at + 1) else None
        if m and -m.start() not in done:
            done.add(-m.start())
            yield from _compare(text, m, _ones(text, m))


def _compare(text: str, m: re.Match[str], listed: tuple[int, int, int] | None) -> Iterator[Finding]:
    written = text[slice(*m.span("count"))]
    count = 2 if written == "两" else number(written)
    if listed is None or listed[2] == count or listed[2] < 2:
        return
    right = str(listed[2]) if written.isdigit() else "两" if listed[2] == 2 else numeral(listed[2])
    yield Finding(
        m.start("count"),
        m.end("count"),
        {"count": count, "listed": listed[2]},
        suggestions=(right,),
        related=(Related(listed[0], listed[1]),),
    )


def _before(text: str, start: int, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The list that ends where the number begins; every name must end like the thing counted."""
    # 责任清单、任务清单“两张清单”
    end = m.start() - text.endswith("“", 0, m.start())
    if "、" not in text[max(0, end - 16) : end]:
        return None
    found = _BEFORE.search(m.string, start, end)
    if found is None or text.endswith(("等", "和", "及", "与"), start, end):
        return None
    names = _names(text[found.start() : found.end()])
    # the first name may have words of its sentence before it; a list that begins at the edge of reach is cut
    if len(names) < 2 or not _alike(names, _thing(text, m)) or (found.start() == start and start + _REACH <= m.start()):
        return None
    return found.start(), found.end(), len(names)


def _founded(text: str, start: int, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The list of short names between a verb of founding and the number."""
    if "、" not in text[max(0, m.start() - 10) : m.start()] or m["unit"] not in _FOUNDED_UNITS:
        return None
    verbs = sorted(at + len(w) for w in _FOUNDS if (at := text.rfind(w, start, m.start())) >= 0)
    found = next((f for at in verbs if (f := _FOUNDED.match(m.string, at, m.start()))), None)
    if found is None or "等" in (listed := text[slice(*found.span("list"))]) or listed.endswith("的"):
        return None
    return found.start("list"), found.end("list"), len(_names(listed))


def _behind(text: str, m: re.Match[str]) -> tuple[int, int, int] | None:
    found = _BEHIND.match(m.string, m.end()) if "、" in text[m.end() : m.end() + 24] else None
    if found is None or "等" in (listed := text[slice(*found.span("list"))]):
        return None
    names = _names(listed)
    # 即甲清单、乙清单、丙清单制度: what follows the last name is not part of it
    end = names[0][-1]
    names[-1] = names[-1][: names[-1].rfind(end) + 1] or names[-1]
    if not _alike(names, _thing(text, m)):
        return None
    return found.start("list"), found.end("list"), len(names)


def _ones(text: str, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The things each named with one 一, up to the first that is not."""
    start = m.start("list")
    listed = text[start : m.end("list")]
    if "、" in listed:
        listed = listed.partition("，")[0]
    names = listed.replace("，", "、").split("、")
    if "等" in listed or len(names) < 2 or any(_count_ones(name) != 1 for name in names):
        return None
    return start, start + len(listed), len(names)


def _count_ones(name: str) -> int:
    return sum(
        c == "一" and name[n : n + 1] not in _NO_ONE and name[n + 2 : n + 3].isalpha() for n, c in enumerate(name, -1)
    )


def _thing(text: str, m: re.Match[str]) -> str:
    return text[slice(*m.span("thing"))]


def _names(text: str) -> list[str]:
    names = text.split("、")
    last = names[-1].replace("以及", "和").replace("及", "和").replace("与", "和").split("和")
    return [*names[:-1], *(name for name in last if name)]


def _alike(names: list[str], thing: str) -> bool:
    """Whether all names end with one character that the thing has too (宣讲队 … 队伍), so they are what is counted."""
    return len({name[-1] for name in names}) == 1 and names[0][-1] in thing
