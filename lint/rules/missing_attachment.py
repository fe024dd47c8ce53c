"""附件：1. … 2. …, 见附件3, and the attachments themselves: three places that must agree."""

from __future__ import annotations

from lint.model import Finding, Related
from lint.record import TYPE_CHECKING
from lint.views.outline import number
from lint.views.parts import lines, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_BLANKS = " \t　\ufffc"
_HAN = "一二三四五六七八九十"


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """Compare the list of attachments with the parts that follow and with the mentions in the text."""
    text, found = doc.prose, parts(doc).parts
    lists = [p for p in found if p.name == "附件说明"]
    attached = [p for p in found if p.name == "附件"]
    if len(lists) != 1:
        return
    listed = _listed(doc, lists[0].start)
    if not listed or (attached and attached[0].start < lists[0].start):
        return
    numbers = [_numbered(text, p.start) for p in attached]
    if attached and 0 not in numbers and len(set(numbers)) == len(numbers):
        for value, (start, end) in listed.items():
            if value not in numbers:
                yield _finding(doc, start, end, len(listed), len(attached), [(p.start, p.start + 3) for p in attached])
                return
        for p, value in zip(attached, numbers, strict=True):
            if value not in listed:
                end = text.find("\n", p.start)
                places = list(listed.values())
                yield _finding(doc, p.start, end if end > 0 else p.end, len(listed), len(attached), places)
                return
    for at, _ in hits:
        value = _number_at(text, at + 2)
        if at < lists[0].start and value and value not in listed and _is_own(text, at):
            end = at + 2 + len(str(value) if text[at + 2].isdigit() else text[at + 2])
            yield _finding(doc, at, end, len(listed), len(attached) or len(listed), list(listed.values()))


def _finding(doc: Document, start: int, end: int, listed: int, attached: int, places: list[tuple[int, int]]) -> Finding:
    return Finding(
        start,
        end,
        {"name": doc.text[start:end].strip(_BLANKS), "listed": listed, "attached": attached},
        related=tuple(Related(*p) for p in places),
    )


def _listed(doc: Document, start: int) -> dict[int, tuple[int, int]]:
    """The numbered names of the list that begins at `start`; {} where it has none or is not numbered in order."""
    text = doc.prose
    found: dict[int, tuple[int, int]] = {}
    for first, end in lines(doc):
        if end <= start:
            continue
        at = first
        if first <= start < end:
            at = max(text.find("：", first, end), text.find(":", first, end)) + 1
        line = text[at:end]
        name = line.strip(_BLANKS)
        if not name and found:
            break
        value = _number_at(name, 0)
        mark = name[len(str(value)) : len(str(value)) + 1]
        if not value or mark not in (".", "．", "、") or value != len(found) + 1:
            # the name of an attachment may run over two lines, a signature ends the list
            if len(found) == 0 or not line.startswith(("　　　", "    ")):
                break
            continue
        begin = at + line.index(name)
        found[value] = (begin, begin + len(name))
    return found if len(found) > 1 else {}


def _numbered(text: str, start: int) -> int:
    """The number of an attachment by its first line, 0 for none."""
    at = text.find("件", start, start + 8)
    return _number_at(text, at + 1 + text.startswith((" ", "　"), at + 1)) if at >= 0 else 0


def _number_at(text: str, at: int) -> int:
    end = at
    while end < at + 3 and text[end : end + 1] in tuple("0123456789"):
        end += 1
    if end > at:
        return int(text[at:end])
    while end < at + 3 and text[end : end + 1] in tuple(_HAN):
        end += 1
    return number(text[at:end])


def _is_own(text: str, at: int) -> bool:
    """Whether a mention is of this document's own attachments: 见附件3, （附件3）."""
    return text[at - 1 : at] in ("见", "照", "按", "（", "(", "写") and text[at - 3 : at - 1] not in ("》的", "号）")
