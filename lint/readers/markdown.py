"""Markdown: the source is the text; markup, code, comments and front matter are segments outside prose.

A line scanner after CommonMark, without a parse tree: rules need to know what is prose, a heading or a table cell, and
where it stands in the source. Indented blocks stay prose, because writers of Chinese indent paragraphs.
"""

from __future__ import annotations

import re

from lint.model import Document, Given, Mark, Segment
from lint.readers import text as plain
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(?:.*\n)*?\1[ \t]*(?:\n|\Z)")
_DATE = re.compile(r"^date:[ \t]*[\"']?([^\s\"'#]+)", re.M)
_FENCE = re.compile(r"[ ]{0,3}(?:>[ ]?)*[ ]*(?:[-*+][ ]+|\d{1,9}[.)][ ]+)?(`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.S)
_DIRECTIVE = "gongwen-lint"
_TICKS = re.compile(r"(?<!`)`+(?!`)")
_ATX = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$")
_INLINE = re.compile(
    r"""
      (?P<escape>\\(?=[!-/:-@\[-`{-~]))
    | (?P<ticks>(?<!`)`+(?!`))
    | (?P<auto><(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>)
    | (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>)
    | (?P<image>!\[(?=[^\]\n]{0,999}\]\())
    | (?P<target>\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)))
    | (?P<note>\[\^[^\]\n]{1,999}\]:?)
    | (?P<url>\b(?:https?|ftp)://[^\s<>()（）“”《》，。；、]+)
    | (?P<run>\*+|_+|~~+)
    """,
    re.X,
)


def read(data: bytes, path: str, given: Given, like: plain.TextOrigin | None = None) -> Document:
    """The document of a Markdown file; the arguments are those of `text.read`.

    Raises:
        Undecodable: when the bytes are no text.
    """
    origin = plain.source(data, like)
    text = origin.text
    marks: list[Mark] = []
    front = _FRONT.match(text)
    if front and (stated := _DATE.search(front[0])):
        marks.append(Mark("date", stated.start(1), stated.end(1), stated[1]))
    pieces = list(_blocks(text, front.end() if front else 0, marks))
    return Document(path, text, tuple(_partition(pieces, len(text))), tuple(marks), origin, given)


def _partition(pieces: list[Segment], length: int) -> Iterator[Segment]:
    """The pieces in order, with whatever lies between them as markup."""
    last = 0
    for piece in sorted(pieces, key=lambda s: s.start):
        if piece.start > last:
            yield Segment("meta", last, piece.start)
        if piece.end > piece.start:
            yield piece
            last = piece.end
    if last < length:
        yield Segment("meta", last, length)


def _blocks(text: str, start: int, marks: list[Mark]) -> Iterator[Segment]:
    """The segments that hold something (prose, code, comments); what is not yielded is markup."""
    lines = _lines(text, start)
    count, n, row = len(lines), 0, -1
    while n < count:
        at, end = lines[n]
        n += 1
        if fence := _FENCE.match(text, at, end):
            close = re.compile(rf"[ \t>]*{re.escape(fence[1][0])}{{{len(fence[1])},}}[ \t]*$")
            inside = _container(text[at : fence.start(1)])
            while n < count and inside(text[slice(*lines[n])]):
                end = lines[n][1]
                n += 1
                if close.match(text[slice(*lines[n - 1])]):
                    break
            yield Segment("code", at, end)
            continue
        opened = -1
        if "<!--" in text[at:end]:
            closing = _closing(text, at, end)
            opened = _comment(text, at, end, closing)
        while opened >= 0:
            comment = _COMMENT.match(text, opened)
            assert comment
            yield from _line(text, at, opened, "", -1)
            yield Segment("comment", opened, comment.end())
            directive = re.match(rf"{_DIRECTIVE}[:：]", comment[1].strip())
            if directive:
                marks.append(Mark("directive", opened, comment.end(), comment[1].strip()[directive.end() :].strip()))
            at = comment.end()
            while n < count and lines[n - 1][1] < at:  # the comment ends on a later line
                end = lines[n][1]
                n += 1
                closing = _closing(text, at, end)
            opened = _comment(text, at, end, closing)
        following = text[slice(*lines[n])] if n < count else ""
        if row < 0 and "|" in text[at:end] and "|" in following and _TABLE_RULE.match(following):
            yield from _row(text, at, end, 0)
            row, n = 1, n + 1
            continue
        if row >= 0 and "|" in text[at:end]:
            yield from _row(text, at, end, row)
            row += 1
            continue
        row = -1
        if _UNDERLINE.match(following) and text[at:end].strip() and not _BULLET.match(text, at, end):
            yield from _inline(text, at, end, "heading", 1 if "=" in following else 2)
            n += 1
            continue
        yield from _line(text, at, end, following, n)


def _container(before: str) -> Callable[[str], bool]:
    """Whether a line is still in the quote or list item that a code fence stands in, given what stands before it."""
    if ">" in before:
        return lambda line: line.lstrip(" ").startswith(">")
    if before.strip():  # a list item: its lines are blank or indented
        return lambda line: not line.strip() or line.startswith((" ", "\t"))
    return lambda line: True


def _comment(text: str, at: int, end: int, closing: Callable[[re.Match[str]], int]) -> int:
    """Where the first comment of a line begins that is neither escaped nor in a code span; -1 without one."""
    opened = text.find("<!--", at, end)
    while opened >= 0:
        while ticks := _TICKS.search(text, at, opened):
            at = closing(ticks) or ticks.end()
        if at <= opened:
            at = opened
            if text[opened - 1 : opened] != "\\":
                break
        opened = text.find("<!--", max(at, opened + 1), end)
    return opened


def _closing(text: str, at: int, end: int) -> Callable[[re.Match[str]], int]:
    """Where the code span that a run of backticks opens ends, in one line; 0 where no other of its length follows."""
    ends: dict[int, list[int]] = {}  # by length, the last one first
    for m in reversed([*_TICKS.finditer(text, at, end)]):
        ends.setdefault(m.end() - m.start(), []).append(m.end())

    def closing(opening: re.Match[str]) -> int:
        same = ends.get(opening.end() - opening.start(), [])
        while same and same[-1] <= opening.end():
            same.pop()
        return same[-1] if same else 0

    return closing


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """The spans of the lines from `start` on, without their line ends."""
    found = []
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        found.append((start, end))
        start = end + 1
    return found


def _line(text: str, at: int, end: int, following: str, number: int) -> Iterator[Segment]:
    """The prose of one line that is neither table nor code: behind its heading, quote and list marks."""
    line = text[at:end]
    if not line.strip() or _RULE.match(line) or _REFERENCE.match(line):
        return
    if heading := _ATX.match(line):
        # closing marks stand behind a blank
        bare = line.rstrip(" \t").rstrip("#")
        stop = len(bare.rstrip(" \t")) if bare.endswith((" ", "\t")) or len(bare) <= heading.end() else len(line)
        yield from _inline(text, at + heading.end(), at + max(stop, heading.end()), "heading", len(heading[1]))
        return
    kind = "body"
    while quote := _QUOTE.match(text, at, end):
        kind, at = "quote", quote.end()
    if (bullet := _BULLET.match(text, at, end)) and not _RULE.match(text[at:end]):
        kind, at = "list", bullet.end()
    yield from _inline(text, at, end, kind)


def _row(text: str, at: int, end: int, row: int) -> Iterator[Segment]:
    """The cells of a table row, without their padding."""
    cells = list(re.finditer(r"(?:\\.|[^|\\])+", text[at:end]))
    if cells and not cells[0][0].strip() and text[at:end].lstrip().startswith("|"):
        cells = cells[1:]  # indentation before the first bar
    for column, cell in enumerate(cells):
        left = len(cell[0]) - len(cell[0].lstrip())
        right = len(cell[0].rstrip())
        if right:
            yield from _inline(text, at + cell.start() + left, at + cell.start() + right, "table", 0, row, column)


def _inline(
    text: str, at: int, end: int, kind: str, level: int = 0, row: int | None = None, column: int | None = None
) -> Iterator[Segment]:
    """The pieces of a line that are prose or code, without emphasis marks, link targets, tags and addresses."""
    hidden: list[tuple[int, int, str]] = []
    runs: list[re.Match[str]] = []
    closing = None
    after = at
    while m := _INLINE.search(text, after, end):
        after = m.end()
        if m["run"]:
            runs.append(m)
        elif not m["ticks"]:
            hidden.append((m.start(), after, "code" if m["url"] or m["auto"] else "meta"))
        else:
            if closing is None:
                closing = _closing(text, m.start(), end)
            if behind := closing(m):
                hidden.append((m.start(), behind, "code"))
                after = behind
    hidden.extend((*span, "meta") for span in _emphasis(text, at, end, runs))
    # the opening bracket of a link is markup where its target is
    opened, looked = -1, at
    for start, _, what in tuple(hidden):
        if what == "meta" and text.startswith("](", start):
            opened = max(opened, text.rfind("[", looked, start))
            looked = start
            if opened >= 0:
                hidden.append((opened, opened + 1, "meta"))
    last = at
    for start, after, what in sorted(hidden):
        if start < last:
            continue
        if start > last:
            yield Segment(kind, last, start, level, row, column)
        if what == "code":
            yield Segment("code", start, after)
        last = after
    if last < end:
        yield Segment(kind, last, end, level, row, column)


def _emphasis(text: str, at: int, end: int, runs: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The delimiters that CommonMark pairs; a mark without a partner stays prose (it may be an unfilled blank)."""
    open_runs: list[list[int]] = []  # start, end of what is left of an opening run
    left = dict.fromkeys("*_~", 0)  # how many of them there are
    for m in runs:
        char, start, after = m[0][0], m.start(), m.end()
        before = text[start - 1] if start > at else " "
        behind = text[after] if after < end else " "
        # beside Han letters and Chinese quotes CommonMark leaves open marks that every writer means as a pair
        opens, closes = not behind.isspace(), not before.isspace()
        if char == "_":
            opens, closes = opens and not _word(before), closes and not _word(behind)
        least = 2 if char == "~" else 1
        while closes and left[char] and after - start >= least:
            while text[open_runs[-1][0]] != char:  # what stands between has no partner any more
                left[text[open_runs.pop()[0]]] -= 1
            partner = open_runs[-1]
            size = 2 if after - start > 1 and partner[1] - partner[0] > 1 else 1
            yield partner[1] - size, partner[1]
            yield start, start + size
            partner[1] -= size
            start += size
            if partner[1] - partner[0] < least:
                open_runs.pop()
                left[char] -= 1
        if opens and after - start >= least:
            open_runs.append([start, after])
            left[char] += 1


def _word(char: str) -> bool:
    """Whether a character is neither punctuation nor blank."""
    return char.isalnum()
