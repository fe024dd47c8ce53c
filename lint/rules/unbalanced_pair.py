"""Quotation marks, brackets and title marks without their other half."""

from __future__ import annotations

from lint.model import Finding
from lint.patterns import M
from lint.record import TYPE_CHECKING, NamedTuple
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Document, Hits

_CLOSERS = {"“": "”", "（": "）", "《": "》", "【": "】", "〔": "〕", "「": "」"}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}
# what is typed for another closing mark (“外松内紧’)
_OTHERS = {**_OPENERS, "’": "‘", "〉": "〈", "』": "『", "］": "［", "]": "["}
_CLOSED_WITHIN = 24
_WIDE = {"(": "（", ")": "）"}
_MARK = Pattern(r"[“”（）()《》【】〔〕「」\"\n]")
# 1）a）①） at the head of an item, and the numbers of a list in running text
_ITEM = Pattern(r"(?:^|(?<=[。；：，、\s]))[ \u3000]*(?:[0-9]{1,3}|[A-Za-z]|[①-⑳]|[一二三四五六七八九十]{1,3})$", M)
# a quotation of several paragraphs, such as the new wording of an article, begins a line or follows a colon
_BLOCK = Pattern(r"(?:^|[：:])[ \u3000]*$", M)
_WORD = Pattern(r"\S")
# otherwise the other half is looked for so many lines with text further on: soft line breaks
_NEAR = 3
# so many open marks are tried for one that closes
_TRIED = 8
# the history under a law's title, whose first line stands elsewhere
_HISTORY = Pattern(r"[ \u3000]*[12]\d{3}年\d{1,2}月\d{1,2}日")


class _Loose(NamedTuple):
    """A mark that has no other half in its paragraph."""

    at: int
    line: int
    mark: str


def check(doc: Document, hits: Hits) -> Iterator[Finding]:
    """The marks that stay alone in their paragraph and find no partner in the paragraphs that follow."""
    text = doc.prose
    loose = [m for m in _joined(text, _loose(text)) if not _goes_on(doc, m) and not _ends_history(text, m)]
    left = {m.at for m in loose}
    for opener in [m for m in loose if m.mark in _CLOSERS]:
        at = _closed_otherwise(text, opener, left)
        if at:
            yield Finding(at, at + 1, {"mark": text[at], "partner": _OTHERS[text[at]]}, _CLOSERS[opener.mark])
            left -= {opener.at, at}
    loose = [m for m in loose if m.at in left]
    lines: dict[tuple[int, str], list[_Loose]] = {}
    for mark in loose:
        lines.setdefault((mark.line, _OPENERS.get(mark.mark, mark.mark)), []).append(mark)
    for same in lines.values():
        for mark in same:
            values = {"mark": mark.mark, "partner": _CLOSERS.get(mark.mark) or _OPENERS[mark.mark]}
            if len(same) != 2 or same[0].mark != same[1].mark:
                yield Finding(mark.at, mark.at + 1, values)
            # “…“ or ”…”: one of the two is the wrong half
            elif mark == (same[1] if mark.mark in _CLOSERS else same[0]):
                yield Finding(mark.at, mark.at + 1, values, values["partner"])


def _loose(text: str) -> list[_Loose]:
    """The marks without their other half in the same paragraph, in order."""
    found: list[_Loose] = []
    closers: list[_Loose] = []
    openers: dict[str, list[_Loose]] = {mark: [] for mark in _CLOSERS}
    line, quotes = 0, ""
    for m in _MARK.finditer(text + "\n"):
        mark, at = m[0], m.start()
        if mark == "\n":
            left = [*closers, *(opener for stack in openers.values() for opener in stack)]
            if left:
                # a straight quotation mark that has no partner of its own may be the other half
                straight = '"' in quotes.replace('""', "")
                found += sorted(o for o in left if not (straight and o.mark in "“”") and text[o.at] not in "()")
                closers.clear()
                for stack in openers.values():
                    stack.clear()
            line += at > 0 and text[at - 1] != "\n"
            quotes = ""
            continue
        mark = _WIDE.get(mark, mark)
        if mark in '"“”':
            quotes += mark
        if mark == '"':
            continue
        if mark in _CLOSERS:
            openers[mark].append(_Loose(at, line, mark))
        elif openers[_OPENERS[mark]]:
            openers[_OPENERS[mark]].pop()
        elif mark != "）" or not _ITEM.search(text, max(text.rfind("\n", max(0, at - 8), at) + 1, at - 8), at):
            closers.append(_Loose(at, line, mark))
    return found


def _closed_otherwise(text: str, opener: _Loose, loose: set[int]) -> int:
    """Where a mark of another kind that is loose too closes a name that a mark opens; 0 where none does."""
    own = _CLOSERS[opener.mark]
    for at in range(opener.at + 2, min(opener.at + _CLOSED_WITHIN, len(text))):
        char = text[at]
        if char in "。\n" or char == own or char in _CLOSERS or char in _OTHERS.values():
            return 0
        if char in _OTHERS:
            # an English apostrophe, and what closes a name that was opened before
            own_half = text[at - 1].isascii() if char == "’" else char in _OPENERS and at not in loose
            return 0 if own_half else at
    return 0


def _joined(text: str, loose: list[_Loose]) -> list[_Loose]:
    """The marks that are left when halves in different paragraphs are put together."""
    openers: dict[str, list[_Loose]] = {mark: [] for mark in _CLOSERS}
    closers: list[_Loose] = []
    for mark in loose:
        if mark.mark in _CLOSERS:
            openers[mark.mark].append(mark)
            continue
        stack = openers[_OPENERS[mark.mark]]
        near = [n for n in range(max(0, len(stack) - _TRIED), len(stack)) if _spans(text, stack[n], mark)]
        if not near:
            closers.append(mark)
            continue
        del stack[near[-1]]
        # every paragraph of a long quotation may have opened it anew
        while mark.mark == "”" and stack and near[-1] == len(stack) and _opens_block(text, stack[-1]):
            stack.pop()
            near[-1] -= 1
    return sorted([*closers, *(opener for stack in openers.values() for opener in stack)])


def _spans(text: str, opener: _Loose, closer: _Loose) -> bool:
    return opener.line != closer.line and (closer.line - opener.line <= _NEAR or _opens_block(text, opener))


def _opens_block(text: str, mark: _Loose) -> bool:
    return _BLOCK.search(text, max(0, mark.at - 8), mark.at) is not None


def _goes_on(doc: Document, mark: _Loose) -> bool:
    """Whether a quotation goes on in the next paragraph, which opens it anew; only its last paragraph closes it."""
    if mark.mark != "“":
        return False
    following = _WORD.search(doc.prose, doc.line(mark.at)[1])
    return following is not None and following[0] == "“"


def _ends_history(text: str, mark: _Loose) -> bool:
    if mark.mark != "）" or text[mark.at + 1 : mark.at + 2] not in ("", "\n"):
        return False
    return _HISTORY.match(text, text.rfind("\n", 0, mark.at) + 1) is not None
