"""The prose with Chinese numerals and marks as characters below 256, position for position.

A pattern with scattered Chinese characters costs up to a millisecond to compile, more than a short document to check;
the same pattern over this text costs a tenth. The constants below are the insides of character sets.
"""

from __future__ import annotations

from lint.model import HOLE
from lint.record import TYPE_CHECKING
from lint.views.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.model import Document

ORDINAL = r"\x0e-\x16\x18"  # 一 to 九, 十
NUMERAL = r"\x0e-\x1f\x7f"  # these, and 两廿卅百千万亿〇零
MARK = r"\x80-\x8d"  # ，。；：、“”‘’（）《》
# letters of any script and numerals
WORD = rf"(?:[^\W\d]|[\x01-\x04\x06{NUMERAL}])"
_MARKS = "，。；：、“”‘’（）《》…—！？"
_CONTROLS = Pattern(r"[\x01-\x04\x06\x0e-\x1f\x7f-\x9f]")
_CANON = (
    {c: chr(n) for n, c in enumerate("余多来几", 1)}
    | {c: chr(n) for n, c in enumerate("一二三四五六七八九两十廿卅百千万亿〇", 14)}
    | {"半": "\x06", "零": "\x7f", "．": "."}
    # 0x85 is a line end to some
    | {c: chr(n + (n > 132)) for n, c in enumerate(_MARKS, 128)}
    | {c: str(n) for n, c in enumerate("０１２３４５６７８９")}
)


def canon(doc: Document) -> str:
    """The canonical prose of a document."""
    return doc.fact(_canon)


def _canon(doc: Document) -> str:
    return plain(doc.prose)


def plain(text: str) -> str:
    """The canonical form of a text, of the same length."""
    return swapped(_CONTROLS.sub(HOLE, text), _CANON)


def swapped(text: str, table: Mapping[str, str]) -> str:
    """The text with the characters of a table as others, of which none may be a character of the table itself.

    To look for each of them in turn takes a tenth of `str.translate`.
    """
    for char, other in table.items():
        text = text.replace(char, other)
    return text
