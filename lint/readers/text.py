"""Plain text: any usual encoding and line end in, the same bytes out but for the edits."""

from __future__ import annotations

import codecs
from bisect import bisect_left, bisect_right

from lint.model import Document, Edit, Given, Place, ReadOnly, Segment
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOMS = (
    # the UTF-32 marks begin with the UTF-16 ones
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what holds fewer code units is not taken for UTF-16 without a mark: few small numbers of a binary file look like it
_UNITS = 8
# so many characters tell whether a guess is right
_SAMPLE = 20_000
# GB 2312 rows 16–55: the 3,755 common characters; a text in another encoding read as GB 18030 has few of them
_COMMON = range(0xB0, 0xD8)
# these rows are in the order of their sounds; of so many different characters of a Chinese text 7 and more begin with
# x, y or z, while Korean (EUC-KR) and Japanese (EUC-JP) text read as GB 18030 has none of these rows, or hardly one
_DIFFERENT, _LATE = 80, range(0xD0, 0xD8)
# encodings that hold Han in ASCII, each with what such a text must have; a text of fewer Han may be ASCII after all
_SEVEN_BIT = ((b"+", "utf-7"), (b"~{", "hz"))
_HELD = 4
# ISO 2022 calls a set of two-byte characters with it, and nothing else does
_CALLS = b"\x1b$"


class Undecodable(Exception):
    """The bytes are no text in an encoding that Chinese documents use; the message names what was seen."""


def decode(data: bytes) -> tuple[str, str, bytes]:
    """The text of a file with its encoding and byte-order mark; line ends are left as they are.

    Raises:
        Undecodable: with "binary:OFFSET" (the first NUL), "encoding" or "damaged:OFFSET" (the first bad byte of what is
            in the encoding that the mark states, or UTF-8 else).
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                marked = data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Undecodable(f"damaged:{error.start + len(bom)}") from None
            if "\0" in marked:
                before = marked.partition("\0")[0].encode(encoding)
                raise Undecodable(f"binary:{len(bom) + len(before)}")
            return marked, encoding, bom
    broken = None
    try:
        utf8 = data.decode("utf-8")
        if utf8.isascii() and _holds_han(data):
            raise Undecodable("encoding")
        if "\0" not in utf8:
            return utf8, "utf-8", b""
    except UnicodeDecodeError as error:
        broken = error
    wide = len(data) % 2 == 0 and len(data) >= 2 * _UNITS
    for encoding in ("utf-16-le", "utf-16-be") if wide else ():
        text = _try(data, encoding)
        if text is not None and "\0" not in text and _plausible(text):
            return text, encoding, b""
    if b"\0" in data:
        raise Undecodable(f"binary:{data.index(0)}")
    text = _try(data, "gb18030")
    if text is not None and _plausible(text) and _is_mixed(text):
        return text, "gb18030", b""
    # a few bad bytes in what is UTF-8 otherwise: say where
    if broken and len(data[: broken.start].decode("utf-8")) and _plausible(data.decode("utf-8", "ignore")):
        raise Undecodable(f"damaged:{broken.start}")
    raise Undecodable("encoding")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether a text decoded by guess reads like Chinese: hardly any controls, and the Han mostly common ones."""
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for c in sample
        if (c < " " and c not in "\t\n\r\f") or "\x7f" <= c < "\xa0" or "\ue000" <= c < "\uf900" or c == "\ufffd"
    )
    if odd * 100 > len(sample):
        return False
    han = [c for c in sample if "\u4e00" <= c <= "\u9fff"]
    known = sum(c.isascii() or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" or c in "“”‘’—…·" for c in sample)
    common = sum(_is_common(c) for c in han)
    return common * 4 >= len(han) * 3 and (len(han) + known) * 10 >= len(sample) * 9


def _holds_han(data: bytes) -> bool:
    """Whether ASCII bytes are certainly Chinese, or the like, in an encoding of seven bits."""
    if _CALLS in data:
        return True
    for mark, encoding in _SEVEN_BIT:
        text = _try(data, encoding) if mark in data else None
        if text and sum("\u4e00" <= c <= "\u9fff" for c in text) >= _HELD and _plausible(text):
            return True
    return False


def _is_mixed(text: str) -> bool:
    """Whether the common characters of a text decoded by guess are of all sounds, as far as there are enough."""
    leads = [
        char.encode("gb18030")[0] for char in set(text[:_SAMPLE]) if "\u4e00" <= char <= "\u9fff" and _is_common(char)
    ]
    return len(leads) < _DIFFERENT or sum(lead in _LATE for lead in leads) * 50 >= len(leads)


def _is_common(char: str) -> bool:
    encoded = char.encode("gb18030")
    return len(encoded) == 2 and encoded[0] in _COMMON and encoded[1] >= 0xA1


class Lines:
    """The lines of a text, found when they are first asked for."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def locate(self, offset: int) -> Place:
        """The 1-based line and column of an offset."""
        starts = self._found()
        line = bisect_right(starts, offset)
        return Place(line, offset - starts[line - 1] + 1)

    def offset(self, place: Place) -> int | None:
        """The offset of a 1-based line and column; None behind the last line."""
        starts = self._found()
        return starts[place.line - 1] + place.column - 1 if place.line <= len(starts) else None

    def _found(self) -> list[int]:
        if self._starts is None:
            self._starts = [0]
            at = self._text.find("\n")
            while at >= 0:
                self._starts.append(at + 1)
                at = self._text.find("\n", at + 1)
        return self._starts


class TextOrigin:
    """A decoded file: knows its encoding, byte-order mark and every line end."""

    __slots__ = ("_bom", "_encoding", "_lines", "_pairs", "_raw", "_text")

    def __init__(self, raw: str, encoding: str, bom: bytes) -> None:
        self._raw, self._encoding, self._bom = raw, encoding, bom
        self._text = raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw
        self._lines = Lines(self._text)
        self._pairs: list[int] | None = None

    @property
    def text(self) -> str:
        """The text with LF line ends."""
        return self._text

    def again(self, data: bytes) -> TextOrigin:
        """The origin of a later state of the same file."""
        return TextOrigin(data[len(self._bom) :].decode(self._encoding), self._encoding, self._bom)

    def locate(self, offset: int) -> Place:
        """The 1-based line and column of an offset of the text."""
        return self._lines.locate(offset)

    def takes(self, edit: Edit) -> bool:
        """Every edit of a text can be made."""
        return True

    def _source(self, offset: int) -> int:
        """The offset in the raw text, where CR LF are two characters."""
        if "\r" not in self._raw:
            return offset
        if self._pairs is None:  # the offsets, in the text, of those line ends that are two characters in the source
            self._pairs, at = [], self._raw.find("\r\n")
            while at >= 0:
                self._pairs.append(at - len(self._pairs))
                at = self._raw.find("\r\n", at + 2)
        return offset + bisect_left(self._pairs, offset)

    def rewrite(self, edits: Iterable[Edit]) -> bytes:
        """The file with the edits made; what they do not touch keeps its bytes."""
        end_of_line = "\r\n" if "\r\n" in self._raw else "\r" if "\r" in self._raw and "\n" not in self._raw else "\n"
        pieces, last = [self._bom], 0
        for start, end, text in sorted(edits):
            first, after = self._source(start), self._source(end)
            if first < last:
                raise ValueError(f"overlapping edits at {start}")
            pieces.append(self._raw[last:first].encode(self._encoding))
            try:
                pieces.append(text.replace("\n", end_of_line).encode(self._encoding))
            except UnicodeEncodeError as error:
                raise ReadOnly(f"{self._encoding}: {error.object[error.start : error.end]!r}") from None
            last = after
        pieces.append(self._raw[last:].encode(self._encoding))
        return b"".join(pieces)


def read(data: bytes, path: str, given: Given, like: TextOrigin | None = None) -> Document:
    """The document of a plain text file: a line is a paragraph, a line with tabs a row of a table.

    Args:
        data: the file's content.
        path: its name.
        given: what was stated about it.
        like: the origin of an earlier state of the file, whose encoding holds; a guess could differ after a fix.

    Raises:
        Undecodable: when the bytes are no text.
    """
    origin = source(data, like)
    return Document(path, origin.text, segments(origin.text), (), origin, given)


def source(data: bytes, like: TextOrigin | None = None) -> TextOrigin:
    """The decoded source of a file, in the encoding of an earlier state of it where one is given.

    Raises:
        Undecodable: when the bytes are no text.
    """
    return like.again(data) if like else TextOrigin(*decode(data))


def segments(text: str) -> tuple[Segment, ...]:
    """Lines as body segments, and the cells of tab-separated lines as table segments with row and column."""
    found: list[Segment] = []
    start, row = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        if "\t" in text[start:end].strip():
            at = start
            for column, cell in enumerate(text[start:end].split("\t")):
                after = min(at + len(cell) + 1, end)
                if after > at:
                    found.append(Segment("table", at, after, row=row, column=column))
                at = after
            row += 1
        else:
            row = 0
            found.append(Segment("body", start, end))
        start = end
    return tuple(found)
