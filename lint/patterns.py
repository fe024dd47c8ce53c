"""Regular expressions that are compiled once for many runs.

The patterns of a short run take longer to compile than its text to check. What `regex` compiled it tells by the
protocol of `pickle`, as plain numbers from which the pattern is made again in no time; they are kept in the store for
each version of it, of Python and of this tool. Where `regex` is not installed `re` compiles, in every run.

To make a pattern again the part of `regex` that is written in C is enough. Its package, which compiles, takes seven
times as long to import and is left alone while every pattern is known.
"""

from __future__ import annotations

import os
import sys
import zlib

from lint import __version__, store
from lint.record import TYPE_CHECKING, once

if TYPE_CHECKING:
    import re
    from typing import Any

# the numbers of `re.M`, `re.S` and `re.X`, which both engines share
M, S, X = 8, 16, 64
_ESCAPED = {ord(c): f"\\{c}" for c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of the tool's own, by the best engine there is.

    Args:
        source: a pattern that `re` and `regex` read alike.
        flags: M, S and X, joined by |.
    """
    shelf = _shelf()
    if shelf is None:
        import re

        return re.compile(source, flags)
    return shelf.compiled(source, flags)


def escape(text: str) -> str:
    """A pattern that finds just this text; `re.escape`, whose module a short run can do without."""
    return text.translate(_ESCAPED)


def keep() -> None:
    """Put what this process had to compile into the store, for the next one."""
    if _shelf.known and (shelf := _shelf()) is not None:
        shelf.keep()


@once
def _shelf() -> _Shelf | None:
    try:
        return _Shelf()
    except ImportError:
        return None


def _engine() -> Any:
    """The part of `regex` that is written in C, whose `compile` makes a pattern of its numbers.

    Raises:
        ImportError: where `regex` is not installed.
    """
    name = "regex._regex"
    if name in sys.modules:
        return sys.modules[name]
    from importlib.machinery import ExtensionFileLoader, PathFinder

    package = None if "regex" in sys.modules else PathFinder.find_spec("regex")
    spec = package and PathFinder.find_spec(name, package.submodule_search_locations)
    if spec is None or not isinstance(spec.loader, ExtensionFileLoader):
        from regex import _regex

        return _regex
    engine = sys.modules[name] = spec.loader.create_module(spec)
    engine.__spec__, engine.__file__ = spec, spec.origin  # as any import does
    spec.loader.exec_module(engine)
    return engine


class _Shelf:
    """What the store and this process know of compiled patterns."""

    __slots__ = ("_known", "_make", "_name", "_new")

    def __init__(self) -> None:
        engine = _engine()
        at = os.stat(engine.__file__)
        who = f"{sys.version} {at.st_size} {at.st_mtime_ns} {__version__}"
        self._name = f"patterns-{zlib.crc32(who.encode()):08x}.bin"
        self._make: Any = engine.compile
        self._known: dict[tuple[str, int], tuple[Any, ...]] = store.load(self._name) or {}
        self._new = False

    def compiled(self, source: str, flags: int) -> re.Pattern[str]:
        """The pattern, made again from what is known of it where it is known."""
        told = self._known.get((source, flags))
        if told is not None:
            kept: re.Pattern[str] = self._make(*told)
            return kept
        import copyreg

        import regex

        made: re.Pattern[str] = regex.compile(source, flags)
        tell: Any = copyreg.dispatch_table[regex.Pattern]
        self._make, self._known[source, flags] = tell(made)
        self._new = True
        return made

    def keep(self) -> None:
        """Store what is known, if some of it was not."""
        if self._new:
            store.save(self._name, self._known)
            self._new = False
