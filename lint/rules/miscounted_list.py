"""综合组、宣传组、督导组四个工作组: a list of like names whose number is stated wrongly right beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.model import Finding, Related
from lint.views.outline import number, numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_NUMERAL = r"[2-9]|1[0-9]|[两二三四五六七八九]|十[一二三四五六七八九]?"
_STATED = re.compile(
    rf"(?<![\d.第约近一二三四五六七八九十百千万])(?P<count>{_NUMERAL})(?P<unit>个|项|大|支|类|种|家|条|张|本)"
    r"(?P<thing>[^\W\d]{1,8}?)(?=[”’，。；：、（(\n]|即|分别|$)"
)
# The patterns below are compiled by their first use, behind a cheap look: few documents need them.
# 六个一: six things, each with 一 and a classifier
_ONES = (
    rf"“?(?P<count>{_NUMERAL})个一”?[^\W\d]{{0,6}}?(?:，?(?:即|就是|也就是|具体是|分别是)[：:]?|[：:]|（)"
    r"(?P<list>[^。；：\n（）]{8,200})"
)
_ONE = r"(?<![第统之不惟唯同万单专])一(?=[^\W\d])"
_NAME = r"[^，。；：、“”‘’（）《》\n\d]{1,14}"
_BEFORE = rf"(?:{_NAME}、)+{_NAME}$"
_BEHIND = rf"[”’]?(?:[：:]|，?即[：:]?|，?分别(?:是|为)[：:]?|[（(])(?P<list>(?:{_NAME}、)+{_NAME})(?=[，。；）)\n]|$)"
# 成立综合协调、文字材料、宣传信息三个工作组: the verb says where the list begins
_FOUNDED = (
    r"(?:成立|设立|组建|下设|分设|划分为|分为|分成|建立|建好|制定|细化|列出)(?:了|起|健全|完善)?"
    r"(?P<list>(?:[^\W\d]{2,8}、)+[^\W\d]{2,8})“?$"
)
_FOUNDED_UNITS = ("个", "支", "类", "项", "张", "本")
_REACH = 120


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Report a stated number beside a list in which every name ends as the thing that is counted."""
    text = doc.prose
    done: set[int] = set()
    for at, _ in hits:
        start = text.rfind("\n", max(0, at - _REACH), at) + 1 or max(0, at - _REACH)
        m = _STATED.match(text, at) or _STATED.match(text, at - 1)
        if m and m.start() not in done:
            done.add(m.start())
            listed = _before(text, start, m) or _founded(text, start, m) or _behind(text, m)
            yield from _compare(text, m, listed)
        m = re.compile(_ONES).match(text, at) if text.startswith("个一", at + 1) else None
        if m and -m.start() not in done:
            done.add(-m.start())
            yield from _compare(text, m, _ones(m))


def _compare(text: str, m: re.Match[str], listed: tuple[int, int, int] | None) -> Iterator[Finding]:
    count = 2 if m["count"] == "两" else number(m["count"])
    if listed is None or listed[2] == count or listed[2] < 2:
        return
    right = str(listed[2]) if m["count"].isdigit() else "两" if listed[2] == 2 else numeral(listed[2])
    yield Finding(
        m.start("count"),
        m.end("count"),
        {"count": count, "listed": listed[2]},
        suggestions=(right,),
        related=(Related(listed[0], listed[1]),),
    )


def _before(text: str, start: int, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The list that ends where the number begins; every name must end like the thing counted."""
    found = re.search(_BEFORE, text[start : m.start()]) if "、" in text[max(0, m.start() - 16) : m.start()] else None
    if found is None or found[0].endswith(("等", "和", "及", "与")):
        return None
    names = _names(found[0])
    # the first name may have words of its sentence before it; a list that begins at the edge of reach is cut
    if len(names) < 2 or not _alike(names, m["thing"]) or (found.start() == 0 and start + _REACH <= m.start()):
        return None
    return start + found.start(), start + found.end(), len(names)


def _founded(text: str, start: int, m: re.Match[str]) -> tuple[int, int, int] | None:
    """The list of short names between a verb of founding and the number."""
    found = re.search(_FOUNDED, text[start : m.start()]) if "、" in text[max(0, m.start() - 10) : m.start()] else None
    if found is None or re.search("等|的$", found["list"]) or m["unit"] not in _FOUNDED_UNITS:
        return None
    return start + found.start("list"), start + found.end("list"), len(_names(found["list"]))


def _behind(text: str, m: re.Match[str]) -> tuple[int, int, int] | None:
    found = re.compile(_BEHIND).match(text, m.end()) if "、" in text[m.end() : m.end() + 24] else None
    if found is None or "等" in found["list"]:
        return None
    names = _names(found["list"])
    # 即甲清单、乙清单、丙清单制度: what follows the last name is not part of it
    end = names[0][-1]
    names[-1] = names[-1][: names[-1].rfind(end) + 1] or names[-1]
    if not _alike(names, m["thing"]):
        return None
    return found.start("list"), found.end("list"), len(names)


def _ones(m: re.Match[str]) -> tuple[int, int, int] | None:
    """The things each named with one 一, up to the first that is not."""
    text = m["list"]
    if "、" in text:
        text = text.partition("，")[0]
    names = re.split("[、，]", text)
    if "等" in text or len(names) < 2 or any(len(re.findall(_ONE, name)) != 1 for name in names):
        return None
    return m.start("list"), m.start("list") + len(text), len(names)


def _names(text: str) -> list[str]:
    names = text.split("、")
    last = re.split("以及|和|及|与", names[-1])
    return [*names[:-1], *(name for name in last if name)]


def _alike(names: list[str], thing: str) -> bool:
    """Whether all names end with one character that the thing has too (宣讲队 … 队伍), so they are what is counted."""
    return len({name[-1] for name in names}) == 1 and names[0][-1] in thing
