"""The list of attachments of a document, and the numbers of the attachments themselves."""

from __future__ import annotations

from lint.record import TYPE_CHECKING
from lint.views.outline import number

if TYPE_CHECKING:
    from lint.model import Document

BLANKS = " \t　\ufffc"
_HAN = "一二三四五六七八九十"


def listed(doc: Document, start: int) -> dict[int, tuple[int, int]]:
    """The numbered names of the list that begins at `start`; {} where it has none or is not numbered in order."""
    text = doc.prose
    found: dict[int, tuple[int, int]] = {}
    for first, end in doc.lines:
        if end <= start:
            continue
        at = first
        if first <= start < end:
            at = max(text.find("：", first, end), text.find(":", first, end)) + 1
        line = text[at:end]
        name = line.strip(BLANKS)
        if not name and found:
            break
        value = number_at(name, 0)
        mark = name[len(str(value)) : len(str(value)) + 1]
        if not value or mark not in (".", "．", "、") or value != len(found) + 1:
            # the name of an attachment may run over two lines, a signature ends the list
            if len(found) == 0 or not line.startswith(("　　　", "    ")):
                break
            continue
        begin = at + line.index(name)
        found[value] = (begin, begin + len(name))
    return found if len(found) > 1 else {}


def numbered(text: str, start: int) -> int:
    """The number of an attachment by its first line, 0 for none."""
    at = text.find("件", start, start + 8)
    return number_at(text, at + 1 + text.startswith((" ", "　"), at + 1)) if at >= 0 else 0


def number_at(text: str, at: int) -> int:
    """The number in digits or Chinese numerals that stands at an offset, 0 for none."""
    end = at
    while end < at + 3 and text[end : end + 1] in tuple("0123456789"):
        end += 1
    if end > at:
        return int(text[at:end])
    while end < at + 3 and text[end : end + 1] in tuple(_HAN):
        end += 1
    return number(text[at:end])
