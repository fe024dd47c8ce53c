"""A file of findings that are known and left for later, keyed by content; it is made once and only shrinks.

    {"gongwen-lint baseline": 1, "files": {"reports/2023.txt": {"PLH101:0123456789abcdef": 2}}}

A key is the rule's code and the fingerprint of the text found and its neighbourhood, so lines may move; the number says
how many equal ones there were. Paths are as seen from the baseline's folder. No text can be read back from it.
"""

from __future__ import annotations

import json
import os

from lint import disk, store
from lint.fingerprint import fingerprint
from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from lint.model import Diagnostic

NAME = ".gongwen-lint-baseline.json"
_FORM = "gongwen-lint baseline"
_VERSION = 1


class Unusable(Exception):
    """A baseline that cannot be used: the name of the sentence that says why, and its values."""

    def __init__(self, name: str, **values: Any) -> None:
        super().__init__(name)
        self.name, self.values = name, values


class Baseline(NamedTuple):
    """The known findings of each file; `folder` is where its paths begin, `path` its file."""

    path: str
    folder: str
    files: Mapping[str, Mapping[str, int]]


class Parted(NamedTuple):
    """The findings of a file, apart: new ones, known ones, and how often each key of the baseline was met."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    met: Mapping[str, int]


def load(path: str) -> Baseline:
    """The baseline of a file.

    Raises:
        Unusable: when it cannot be read or has another form, with place and remedy.
    """
    try:
        data = store.content(path)
    except OSError as error:
        raise Unusable("baseline_unread", path=path, detail=error.strerror or str(error)) from None
    return Baseline(path, os.path.dirname(os.path.abspath(path)), parse(data, path))


def parse(content: bytes, path: str) -> Mapping[str, Mapping[str, int]]:
    """The counts of each file in the content of a baseline.

    Raises:
        Unusable: when it has another form, with place and remedy.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        where = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "1:1"
        name = "baseline_conflict" if b"<<<<<<< " in content else "baseline_broken"
        raise Unusable(name, path=path, place=where) from None
    files = data.get("files") if isinstance(data, dict) and data.get(_FORM) == _VERSION else None
    if not isinstance(files, dict) or not all(_is_counts(counts) for counts in files.values()):
        raise Unusable("baseline_broken", path=path, place="1:1")
    return files


def _is_counts(counts: Any) -> bool:
    return isinstance(counts, dict) and all(type(n) is int and n > 0 for n in counts.values())


def dump(path: str, files: Mapping[str, Mapping[str, int]]) -> None:
    """Write a baseline in the place of the one before.

    Raises:
        OSError: when it cannot be written; the one before stays.
    """
    kept = {name: dict(sorted(counts.items())) for name, counts in sorted(files.items()) if counts}
    said = json.dumps({_FORM: _VERSION, "files": kept}, ensure_ascii=False, indent=1)
    disk.put(path, f"{said}\n".encode("utf-8", "surrogatepass"))


def place(path: str, folder: str) -> str:
    """A file's path as the baseline of a folder names it."""
    try:
        shown = os.path.relpath(os.path.abspath(path), folder)
    except ValueError:  # another drive
        shown = os.path.abspath(path)
    return shown.replace(os.sep, "/")


def counts(text: str, diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings of each key there are; failures to check are never known."""
    found: dict[str, int] = {}
    for d in diagnostics:
        if not d.broken:
            key = _key(text, d)
            found[key] = found.get(key, 0) + 1
    return found


def part(text: str, diagnostics: Iterable[Diagnostic], known: Mapping[str, int]) -> Parted:
    """The findings of a file, those that its baseline counts apart."""
    left = dict(known)
    new: list[Diagnostic] = []
    old: list[Diagnostic] = []
    met: dict[str, int] = {}
    for d in diagnostics:
        key = "" if d.broken else _key(text, d)
        if left.get(key, 0) > 0:
            left[key] -= 1
            met[key] = met.get(key, 0) + 1
            old.append(d)
        else:
            new.append(d)
    return Parted(tuple(new), tuple(old), met)


def idle(known: Mapping[str, int], met: Mapping[str, int], ran: frozenset[str]) -> int:
    """How many entries of a file lost their finding; entries of rules that did not run say nothing."""
    return sum(n - met.get(key, 0) for key, n in known.items() if key.partition(":")[0] in ran)


def shrunk(known: Mapping[str, int], found: Mapping[str, int], ran: frozenset[str]) -> dict[str, int]:
    """The entries of a file that still have their finding, or whose rule did not run."""
    left = {key: min(n, found.get(key, 0)) if key.partition(":")[0] in ran else n for key, n in known.items()}
    return {key: n for key, n in left.items() if n}


def _key(text: str, d: Diagnostic) -> str:
    return f"{d.code}:{fingerprint(text, d)}"
