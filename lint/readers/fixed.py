"""Texts that cannot be written back: what another program read for us, and pages."""

from __future__ import annotations

from lint.model import ReadOnly, Said
from lint.readers.text import Lines
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Edit, Place


class FixedOrigin:
    """A text that knows its lines and takes no edits."""

    __slots__ = ("_lines",)

    def __init__(self, text: str) -> None:
        self._lines = Lines(text)

    def locate(self, offset: int) -> Place:
        """The line and column of an offset."""
        return self._lines.locate(offset)

    def takes(self, edit: Edit) -> bool:
        """No edit can be made."""
        return False

    def rewrite(self, edits: Iterable[Edit]) -> bytes:
        """Refuse.

        Raises:
            ReadOnly: always.
        """
        raise ReadOnly(Said("readonly_format"))
