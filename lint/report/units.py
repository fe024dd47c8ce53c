"""Columns that count other units than code points; no format of its own."""

from __future__ import annotations

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# a block of so many characters is counted again for each place in it
_BLOCK = 256


class Units:
    """How many units of an encoding stand before each place of a text, which is counted once."""

    __slots__ = ("_before", "_count", "_text")

    def __init__(self, text: str, count: Callable[[str], int]) -> None:
        """Count a text, in blocks.

        Args:
            text: the text.
            count: tells how many units a piece of it takes.
        """
        self._text, self._count = text, count
        self._before = [0]
        for at in range(0, len(text), _BLOCK):
            self._before.append(self._before[-1] + count(text[at : at + _BLOCK]))

    def before(self, offset: int) -> int:
        """The units in front of an offset of the text."""
        block = offset // _BLOCK
        return self._before[block] + self._count(self._text[block * _BLOCK : offset])
