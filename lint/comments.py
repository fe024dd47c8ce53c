"""Word comments: put at characters, taken away again, and the answers people gave to them.

ISO/IEC 29500-1, 17.13.4; replies after [MS-DOCX] 2.5.1.3 (commentEx). Bytes are spliced as fixes are; a package without
comments gets the part, its relation and its content type.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left

from lint.model import ReadOnly, Said
from lint.office import escape
from lint.readers import package
from lint.readers.docx_origin import DocxOrigin, between, spliced
from lint.readers.story import AUTHOR
from lint.readers.xml import Reader, is_utf8, relations
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from lint.model import Document
    from lint.readers.docx_origin import Piece, Pieces
    from lint.readers.xml import Attributes

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CODE = re.compile(r"([A-Z]{3,}\d{3})\s*$")
# what a person writes under a comment that is not to be followed
ANSWERS = ("不改", "忽略")
_ID = re.compile(rb'[: ]id="(\d{1,9})"')
_ELEMENT = re.compile(rb"<(\w+:)?comment[ >].*?</\1comment>", re.S)
_MARK = re.compile(rb"<(\w+:)?comment(?:RangeStart|RangeEnd|Reference) (?:[^>]*?[: ])?id=\"(\d+)\"[^>]*/>")
_REFERENCE = re.compile(
    rb"<(\w+:)?r(?: [^>]*)?>(?:<\1rPr/>|<\1rPr>(?:(?!</\1rPr>).)*</\1rPr>)?"
    rb"<\1commentReference (?:[^>]*?[: ])?id=\"(\d+)\"[^>]*/></\1r>",
    re.S,
)
_RUN = re.compile(rb"<(\w+:)?r(?: [^>]*)?>(<\1rPr/>|<\1rPr>(?:(?!</\1rPr>).)*</\1rPr>|)", re.S)
_SAME_RUN = re.compile(
    rb"</(\w+:)?t></\1r>\0+<\1r >(<\1rPr/>|<\1rPr>(?:(?!</\1rPr>).)*</\1rPr>|)<\1t xml:space=\"preserve\">", re.S
)


class Comment(NamedTuple):
    """A comment to be written: the range it lies on and its paragraphs."""

    start: int
    end: int
    lines: tuple[str, ...]


class Written(NamedTuple):
    """A comment as it stands in a package."""

    number: str
    author: str
    lines: tuple[str, ...]
    marks: tuple[str, ...]  # the ids of its paragraphs
    answers: str  # the mark of the comment that it answers


class Answer(NamedTuple):
    """A finding that a person does not want to hear of again: its rule, its text and what the person wrote."""

    code: str
    text: str
    said: str


def add(doc: Document, comments: Iterable[Comment]) -> bytes:
    """The package with further comments, by this program.

    A comment is anchored at the characters it speaks of. Headers, notes and text boxes take none in Word: there, and
    for what is computed, it stands at the nearest text of the body.

    Raises:
        ReadOnly: for a document without text, or one that cannot be spliced.
    """
    origin = _origin(doc)
    story = origin.stories[0]
    if not is_utf8(story.data):
        raise ReadOnly(Said("readonly_encoding", {"value": story.name}))
    pieces = origin.pieces
    taking = [n for n in range(len(pieces)) if _takes_comments(pieces[n])]
    if not taking:
        raise ReadOnly(Said("readonly_empty"))
    p = pieces[taking[0]].run.prefix
    if not p:
        raise ReadOnly(Said("readonly_namespace"))
    part = _part(origin)
    existing = origin.package.read(part)
    taken = [int(m[1]) for data in (existing, *(s.data for s in origin.stories)) for m in _ID.finditer(data)]
    number = max(taken, default=0)
    places: list[tuple[int, int, Piece, int, bytes]] = []  # text offset, ends first, piece, its offset, mark
    elements: list[bytes] = []
    whole: dict[Piece, bool] = {}  # a text with a section or comment in it is not parted
    for comment in sorted(comments):
        number += 1
        first, last = _anchor(doc, pieces, taking, comment)
        start, end = max(comment.start, first.start), min(comment.end, last.end)
        if not first.start <= start <= first.end or not last.start < end <= last.end or end <= start:
            start, end = first.start, last.end  # beside what it speaks of
        for piece in (first, last):
            if piece not in whole:
                whole[piece] = story.data.find(b"<", piece.first, piece.last) >= 0
        start = first.start if whole[first] else start
        end = last.end if whole[last] else end
        opening = b'<%bcommentRangeStart %bid="%d"/>' % (p, p, number)
        closing = b'<%bcommentRangeEnd %bid="%d"/><%br><%bcommentReference %bid="%d"/></%br>'
        places.append((start, 1, first, start - first.start, opening))
        places.append((end, 0, last, end - last.start, closing % (p, p, number, p, p, p, number, p)))
        elements.append(_element(comment, number))
    splices: dict[Piece, dict[int, bytes]] = {}
    for _, _, piece, offset, mark in sorted(places, key=lambda place: place[:2]):
        marks = splices.setdefault(piece, {})
        marks[offset] = marks.get(offset, b"") + mark
    made: dict[tuple[int, int], bytes] = {}
    for piece, marks in splices.items():
        for first_byte, after, new in between(story.data, piece, pieces.text(piece), marks):
            made[first_byte, after] = made.get((first_byte, after), b"") + new
    members = {story.name: spliced(story.data, [(*span, new) for span, new in made.items()])}
    members |= _listed(origin, part, existing, elements)
    return package.replace(origin.package.data, members)


def clear(doc: Document, answered: bool) -> bytes:
    """The package without the comments of this program.

    Args:
        doc: the document.
        answered: whether those that a person has answered go too, with their answers.
    """
    origin = _origin(doc)
    part = _part(origin)
    data = origin.package.read(part)
    found = written(doc)
    mine = [c for c in found if c.author == AUTHOR]
    replies = {c.answers for c in found if c.answers and c.author != AUTHOR}
    kept = set() if answered else {c.number for c in mine if replies.intersection(c.marks) or _said(c.lines)}
    gone = {c.number: c for c in mine if c.number not in kept}
    marks = {mark for c in gone.values() for mark in c.marks}
    gone |= {c.number: c for c in found if c.answers in marks}
    if not gone:
        return origin.package.data
    members = {part: _ELEMENT.sub(lambda m: b"" if _number(m[0]) in gone else m[0], data)}
    for story in origin.stories:
        bare = _unmarked(story.data, gone.keys())
        if bare != story.data:
            members[story.name] = bare
    # what other parts say of a comment, they say by its paragraphs
    marks = {mark for c in gone.values() for mark in c.marks}
    folder = posixpath.dirname(part)
    for name in origin.package.names:
        if posixpath.dirname(name) == folder and posixpath.basename(name).startswith("comments") and name != part:
            content = origin.package.read(name)
            fewer = re.sub(
                rb'<\w+:\w+ [^>]*paraId="(\w+)"[^>]*/>', lambda m: b"" if m[1].decode() in marks else m[0], content
            )
            if fewer != content:
                members[name] = fewer
    return package.replace(origin.package.data, members)


def answers(doc: Document) -> list[Answer]:
    """The comments of this program to which a person answered 不改 or 忽略, below them or in them."""
    origin = _origin(doc)
    found = written(doc)
    said: list[Answer] = []
    replies: dict[str, list[Written]] = {}  # by the mark of what they answer
    for comment in found:
        replies.setdefault(comment.answers, []).append(comment)
    for comment in found:
        code = next((m[1] for line in comment.lines if (m := _CODE.search(line))), "")
        if comment.author != AUTHOR or not code or comment.number not in origin.comments:
            continue
        below = [c for mark in comment.marks for c in replies.get(mark, ())]
        answer = next((text for c in (*below, comment) if (text := _said(c.lines))), "")
        start, end = origin.comments[comment.number]
        if answer and doc.text[start:end].strip():
            said.append(Answer(code, doc.text[start:end], answer))
    return said


def written(doc: Document) -> tuple[Written, ...]:
    """The comments of a Word file, with which of them answers which."""
    origin = _origin(doc)
    parents = _parents(origin)
    found: list[Written] = []
    lines: list[str] = []
    marks: list[str] = []
    about: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "comment":
            about.update(id="", author="")
            about.update(reader.values(attributes))
            lines.clear()
            marks.clear()
        else:
            lines.append("")
            marks.append(reader.values(attributes).get("paraId", ""))

    def end(name: str) -> None:
        own = tuple(mark for mark in marks if mark)
        parent = next((parents[mark] for mark in own if mark in parents), "")
        found.append(Written(about["id"], about["author"], tuple(lines), own, parent))

    def text(characters: str) -> None:
        if lines:
            lines[-1] += characters

    part = _part(origin)
    data = origin.package.read(part)
    reader = Reader(part, data, {"comment": start, "p": start}, {"comment": end}, text)
    if data:
        reader.run()
    return tuple(found)


def _origin(doc: Document) -> DocxOrigin:
    assert isinstance(doc.origin, DocxOrigin)
    return doc.origin


def _part(origin: DocxOrigin) -> str:
    """The name of the comments' part, there or to be made."""
    related = relations(origin.package, origin.main).values()
    made = posixpath.join(posixpath.dirname(origin.main), "comments.xml")
    return next((target for kind, target in related if kind == "comments"), made)


def _parents(origin: DocxOrigin) -> dict[str, str]:
    """Mark of a comment's paragraph -> mark of the comment that it answers."""
    found: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        values = reader.values(attributes)
        if values.get("paraIdParent"):
            found[values.get("paraId", "")] = values["paraIdParent"]

    folder = posixpath.dirname(origin.main)
    name = posixpath.join(folder, "commentsExtended.xml")
    data = origin.package.read(name)
    reader = Reader(name, data, {"w15:commentEx": start})
    if data:
        reader.run()
    return found


def _said(lines: Sequence[str]) -> str:
    """The answer in a comment that a person wrote or added to."""
    return next((line.strip() for line in reversed(lines) if line.strip().startswith(ANSWERS)), "")


def _takes_comments(piece: Piece) -> bool:
    """Whether Word takes a comment on a piece: in the body, outside text boxes."""
    return piece.story == 0 and not piece.run.boxed


def _anchor(doc: Document, pieces: Pieces, taking: Sequence[int], comment: Comment) -> tuple[Piece, Piece]:
    """The first and the last piece that a comment lies on, or the nearest one, of those that take comments."""
    touched = [piece for piece, _, _ in _origin(doc).touched(comment.start, comment.end) if _takes_comments(piece)]
    if touched and comment.end > comment.start:
        return touched[0], touched[-1]
    if comment.start >= doc.proper:
        return pieces[taking[0]], pieces[taking[0]]  # a header, a note: said at the beginning
    n = bisect_left(taking, bisect_left(pieces.starts, comment.start))
    behind = pieces[taking[n]] if n < len(taking) else None
    before = pieces[taking[n - 1]] if n else None
    line = doc.line(comment.start)[0]
    if behind is None or (before and before.start >= line and "\n" in doc.text[comment.start : behind.start]):
        behind = before
    assert behind
    return behind, behind


def _element(comment: Comment, number: int) -> bytes:
    """A comment's element; its prefix is put in by `_listed`."""
    paragraph = b'<{p}p><{p}r><{p}t xml:space="preserve">%b</{p}t></{p}r></{p}p>'
    lines = b"".join(paragraph % escape(line).encode() for line in comment.lines)
    about = b'{p}id="%d" {p}author="%b" {p}initials="GL"' % (number, AUTHOR.encode())
    return b"<{p}comment %b>%b</{p}comment>" % (about, lines)


def _listed(origin: DocxOrigin, part: str, existing: bytes, elements: list[bytes]) -> dict[str, bytes]:
    """The members that list the comments: their part, and where it is new its relation and content type."""
    opened = origin.package
    strict = _STRICT.encode() in origin.stories[0].data
    if existing:
        closing = re.search(rb"</(\w+:)?comments\s*>\s*$", existing)
        if closing is None:  # an empty element: written anew
            existing = re.sub(rb"/>\s*$", b"></w:comments>", existing)
            closing = re.search(rb"</(\w+:)?comments>$", existing)
        assert closing
        if not closing[1]:
            raise ReadOnly(Said("readonly_namespace"))
        inner = b"".join(elements).replace(b"{p}", closing[1])
        return {part: existing[: closing.start()] + inner + existing[closing.start() :]}
    inner = b"".join(elements).replace(b"{p}", b"w:")
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    space = (_STRICT if strict else _MAIN).encode()
    made = {part: b'%b<w:comments xmlns:w="%b">%b</w:comments>' % (head, space, inner)}
    folder, name = posixpath.split(origin.main)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    relation = (_STRICT_RELATION if strict else _RELATION).encode()
    target = posixpath.basename(part).encode()
    link = b'<{p}Relationship Id="gongwen-lint" Type="%b" Target="%b"/>' % (relation, target)
    made[listing] = _with(opened.read(listing), b"Relationships", link)
    kind = b'<{p}Override PartName="/%b" ContentType="%b"/>' % (part.encode(), _CONTENT.encode())
    made["[Content_Types].xml"] = _with(opened.read("[Content_Types].xml"), b"Types", kind)
    return made


def _with(data: bytes, root: bytes, element: bytes) -> bytes:
    """A listing with one more element, before its end; a listing that is missing is made."""
    if not data:
        space = b"http://schemas.openxmlformats.org/package/2006/relationships"
        data = b'<Relationships xmlns="%b"></Relationships>' % space
    closing = re.search(rb"</(\w+:)?%b\s*>\s*$" % root, data)
    if closing is None:  # an empty element
        data = re.sub(rb"/>\s*$", b"></%b>" % root, data)
        closing = re.search(rb"</(\w+:)?%b>$" % root, data)
    assert closing
    return data[: closing.start()] + element.replace(b"{p}", closing[1] or b"") + data[closing.start() :]


def _number(element: bytes) -> str:
    m = re.search(rb'[: ]id="(\d+)"', element[: element.index(b">")])
    return m[1].decode() if m else ""


def _unmarked(data: bytes, numbers: Container[str]) -> bytes:
    """A part without the marks of some comments; runs that were cut for them (`docx_origin.run_start`) are joined."""

    def unmarked(m: re.Match[bytes]) -> bytes:
        return b"\0" if m[2].decode() in numbers else m[0]

    data = _MARK.sub(unmarked, _REFERENCE.sub(unmarked, data))
    opened = [m.start() for m in _RUN.finditer(data)]

    def joined(m: re.Match[bytes]) -> bytes:
        """Nothing, where both runs have the same properties."""
        n = bisect_left(opened, m.start())
        found = _RUN.match(data, opened[n - 1], m.start()) if n else None
        return b"" if found and found[1] == m[1] and found[2] == m[2] else m[0]

    return _SAME_RUN.sub(joined, data).replace(b"\0", b"")
