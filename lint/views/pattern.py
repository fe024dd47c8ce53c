"""A regular expression that is compiled when it is first used: most patterns of a run never are."""

from __future__ import annotations

from lint.patterns import compiled
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from typing import Any

    Match = re.Match[str]


class Pattern:
    """Stands for `re.compile(source, flags)`; its methods appear with the first call, and cost nothing after it.

    Positions must not be negative: `regex` counts those from the end, `re` takes them as 0.
    """

    __slots__ = ("finditer", "flags", "fullmatch", "match", "search", "source", "sub")
    finditer: Callable[..., Iterator[Match]]
    fullmatch: Callable[..., Match | None]
    match: Callable[..., Match | None]
    search: Callable[..., Match | None]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        # an empty slot: nothing was compiled yet
        pattern = compiled(self.source, self.flags)
        for method in ("finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)
