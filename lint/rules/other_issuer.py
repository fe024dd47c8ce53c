"""A red head, signature or addressee of another office than the title's: left over from a copied document."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.offices import OFFICE, place
from lint.views.parts import parts
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.model import Document, Hits

# the office that a title begins with
_ISSUER = Pattern(r"(?P<issuer>[^\s，。、：“”《》（）]{4,24}?)(?=关于|转发|印发|批转)")
# the red head of a document, 青山县水利局文件, by its first lines
_HEAD = Pattern(r"(?:[ \t　]*\n)*[ \t　]*(?P<head>[^\n，。、：；“”《》（）]{4,50}?)[ 　]*文[ 　]*件[ \t　]*(?=\n)")
# a city writes to the cities below it, a district to the development zones beside it
_OWN_LEVELS = frozenset("省县旗镇乡")
# documents that go down to one's own offices; a letter goes to another place
_DOWN = ("通知", "通报", "意见", "方案", "办法", "规定", "决定", "要点", "预案")
# the offices that sign together stand in lines above each other, so far apart at most
_TOGETHER = 200


class _Named(NamedTuple):
    """An office that some part of the document names."""

    name: str
    start: int
    end: int


def check(doc: Document, hits: Hits, *, unit: Sequence[str] = ()) -> Iterator[Finding]:
    """The parts that name another office than the title, or where it names none the red head, or the own unit.

    Args:
        unit: names of the own unit; `unit:` states them.
    """
    found, text = parts(doc), doc.prose
    title = next((p for p in found.parts if p.name == "标题"), None)
    if title is None:
        return
    head = _head(doc, title.start)
    m = _ISSUER.match(found.title)
    named = [_Named(m["issuer"], title.start, title.end)] if m and m["issuer"].endswith(OFFICE) else []
    named += [head] if head else []
    named += [_Named(name, title.start, title.end) for name in unit[:1]]
    issuer = next((one for one in named if place(one.name)[0]), None)
    if issuer is None:
        return
    if head and head != issuer and _is_other(head.name, issuer.name):
        yield _finding("版头", head, issuer)
    home = place(issuer.name)
    for part in found.parts:
        down = part.name == "主送" and found.kind in _DOWN and home[1] in _OWN_LEVELS
        if not (down or part.name == "落款"):
            continue
        line = text[part.start : part.end]
        start = part.start + len(line) - len(line.lstrip(" 　\t"))
        name = line.strip(" 　\t：:")
        one = _Named(name, start, start + len(name))
        if down:
            there = place(name)
            other = there[1] == home[1] and there[0] and there[0] != home[0]
        else:
            signed = " " not in name and "　" not in name and name.endswith(OFFICE)
            together = issuer.name in text[max(title.end, start - _TOGETHER) : start]
            other = signed and not together and _is_other(name, issuer.name)
        if other:
            yield _finding(part.name, one, issuer)


def _head(doc: Document, before: int) -> _Named | None:
    m = _HEAD.match(doc.prose, 0, before)
    return _Named("".join(m["head"].split()), *m.span("head")) if m else None


def _is_other(name: str, issuer: str) -> bool:
    """Whether an office is of another place of the same level, or another bureau of the same place."""
    there, home = place(name), place(issuer)
    if not there[0] or there[1] != home[1]:
        return False
    return there[0] != home[0] or (name.endswith("局") and issuer.endswith("局") and name != issuer)


def _finding(part: str, one: _Named, issuer: _Named) -> Finding:
    values = {"part": part, "found": one.name, "issuer": issuer.name}
    return Finding(one.start, one.end, values, related=(Related(issuer.start, issuer.end),))
