"""The prose with Chinese numerals and marks as characters below 256, position for position.

A pattern with scattered Chinese characters costs up to a millisecond to compile, more than a short document to check;
the same pattern over this text costs a tenth. The constants below are the insides of character sets.
"""

from __future__ import annotations

from lint.model import HOLE
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.model import Document

ORDINAL = r"\x0e-\x16\x18"  # 一 to 九, 十
NUMERAL = r"\x0e-\x1f\x7f"  # these, and 两廿卅百千万亿〇零
MARK = r"\x80-\x8d"  # ，。；：、“”‘’（）《》
# letters of any script and numerals
WORD = rf"(?:[^\W\d]|[\x01-\x04\x06{NUMERAL}])"
_MARKS = "，。；：、“”‘’（）《》…—！？"
_CANON = (
    dict.fromkeys((1, 2, 3, 4, 6, *range(14, 32), *range(127, 160)), HOLE)
    | {ord(c): n for n, c in enumerate("余多来几", 1)}
    | {ord(c): n for n, c in enumerate("一二三四五六七八九两十廿卅百千万亿〇", 14)}
    | {ord("半"): 6, ord("零"): 127, ord("．"): "."}
    # 0x85 is a line end to some
    | {ord(c): n + (n > 132) for n, c in enumerate(_MARKS, 128)}
    | {ord(c): str(n) for n, c in enumerate("０１２３４５６７８９")}
)


def canon(doc: Document) -> str:
    """The canonical prose of a document."""
    return doc.fact(_canon)


def _canon(doc: Document) -> str:
    return plain(doc.prose)


def plain(text: str) -> str:
    """The canonical form of a text, of the same length."""
    return text.translate(_CANON)
