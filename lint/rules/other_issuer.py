"""A signature or an addressee of another place than the office in the title: left over from a copied document."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.offices import OFFICE, place
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

# the office that a title begins with
_ISSUER = Pattern(r"(?P<issuer>[^\s，。、：“”《》（）]{4,24}?)(?=关于|转发|印发|批转)")
# a city writes to the cities below it, a district to the development zones beside it
_OWN_LEVELS = frozenset("省县旗镇乡")
# documents that go down to one's own offices; a letter goes to another place
_DOWN = ("通知", "通报", "意见", "方案", "办法", "规定", "决定", "要点", "预案")


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The signature and the addressee, where the title and they name different places of one level."""
    found = parts(doc)
    issuer = _ISSUER.match(found.title)
    if issuer is None or not issuer["issuer"].endswith(OFFICE):
        return
    home = place(issuer["issuer"])
    title = next((p for p in found.parts if p.name == "标题"), None)
    if not home[0] or title is None:
        return
    for part in found.parts:
        down = part.name == "主送" and found.kind in _DOWN and home[1] in _OWN_LEVELS
        if not (down or part.name == "落款"):
            continue
        line = doc.prose[part.start : part.end]
        start = part.start + len(line) - len(line.lstrip(" 　\t"))
        name = line.strip(" 　\t：:")
        there = place(name)
        one = " " not in name and "　" not in name and name.endswith(OFFICE)
        if there[1] == home[1] and there[0] and there[0] != home[0] and (down or one):
            values = {"part": part.name, "found": name, "issuer": issuer["issuer"]}
            yield Finding(start, start + len(name), values, related=(Related(title.start, title.end),))
