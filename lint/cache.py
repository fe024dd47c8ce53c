"""What earlier runs said of files that are the same: records of results in the store, keyed by hashes.

The records of one set of rules, settings and flags lie in a few files (shards) of the store, each replaced whole; what
is torn, foreign or of another version of anything is no error, its documents are checked anew. Two runs at once may
drop each other's newest records, never mix them. Paths and contents stand there as hashes only.
"""

from __future__ import annotations

import os
import sys
import zlib

from lint import store
from lint.record import TYPE_CHECKING, once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# files of a set; a run over few documents reads few of them
_SHARDS = 64
# so many new records are written at once: what a run that is killed loses
_UNSAVED = 500
# a shard keeps so many records, the newest
_MOST = 4096
_PLACE = 16
_NAME = "results"


class Cache:
    """The records of one set of rules, settings and flags."""

    __slots__ = ("_fresh", "_key", "_lasting", "_name", "_shards")

    def __init__(self, name: str, key: str, lasting: bool = True) -> None:
        """Records kept under a name for as long as the key stays the same.

        Args:
            name: tells sets apart that are in use side by side.
            key: everything that the results depend on besides a document and its name.
            lasting: whether records are taken from and put into the store; else they live as long as the run.
        """
        self._name = f"{_NAME}-{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"
        self._key = key
        self._lasting = lasting
        self._shards: dict[int, dict[bytes, bytes]] = {}
        self._fresh: dict[bytes, bytes] = {}  # not yet taken or saved

    def get(self, place: bytes, digest: bytes) -> bytes | None:
        """The record of a document, if it is known as it is now.

        Args:
            place: the hash of where it lies, from `place`.
            digest: the hash of what it holds and of what is said about it, from `digest`.
        """
        found = self._fresh.get(place) or (self._shard(place[0] % _SHARDS).get(place) if self._lasting else None)
        return found[len(digest) :] if found is not None and found.startswith(digest) else None

    def put(self, place: bytes, digest: bytes, record: bytes) -> None:
        """Remember a record."""
        self.add(((place, digest + record),))

    def take(self) -> list[tuple[bytes, bytes]]:
        """The records that were put since the last time, for another process to `add`."""
        taken = list(self._fresh.items())
        self._fresh.clear()
        return taken

    def add(self, taken: Iterable[tuple[bytes, bytes]]) -> None:
        """Remember the records that another process took."""
        self._fresh.update(taken)
        if self._lasting and len(self._fresh) >= _UNSAVED:
            self.save()

    def drop(self, place: bytes) -> None:
        """Forget a record that nobody asks for again in this run."""
        if not self._lasting:
            self._fresh.pop(place, None)

    def save(self) -> None:
        """Write what is new; a store that cannot be written is left alone."""
        if not self._lasting:
            return
        parted: dict[int, dict[bytes, bytes]] = {}
        for place, record in self._fresh.items():
            parted.setdefault(place[0] % _SHARDS, {})[place] = record
        self._fresh.clear()
        for number, records in parted.items():
            # another run may have written meanwhile
            shard = {place: old for place, old in self._stored(number).items() if place not in records}
            shard.update(records)
            for place in list(shard)[: max(0, len(shard) - _MOST)]:
                del shard[place]
            self._shards[number] = shard
            store.save(self._file(number), {"key": self._key, "records": shard})

    def _shard(self, number: int) -> dict[bytes, bytes]:
        if number not in self._shards:
            self._shards[number] = self._stored(number)
        return self._shards[number]

    def _stored(self, number: int) -> dict[bytes, bytes]:
        found = store.load(self._file(number))
        records: dict[bytes, bytes] = found["records"] if found and found["key"] == self._key else {}
        return records

    def _file(self, number: int) -> str:
        return f"{self._name}-{number:02x}.bin"


def place(path: str, *what: str) -> bytes:
    """The hash of where a file lies, and of what is kept of it besides its result."""
    from hashlib import blake2b

    said = "\0".join((os.path.abspath(path), *what))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_PLACE).digest()


def digest(data: bytes, *said: str) -> bytes:
    """The hash of what a file holds and of what is said about it: its name, its date and the like."""
    from hashlib import blake2b

    made = blake2b("\0".join(said).encode("utf-8", "surrogatepass"), digest_size=_PLACE)
    made.update(b"\0\0")
    made.update(data)
    return made.digest()


@once
def tool(plugins: tuple[str, ...] = ()) -> str:
    """What tells versions of the tool, of its libraries and of its plugins apart: sizes and times of their files."""
    here = os.path.dirname(os.path.abspath(__file__))
    facts = list(_facts(here))
    # installing anything touches the folder it is installed into
    facts += [f"{p} {os.stat(p).st_mtime_ns}" for p in sys.path if p.endswith("-packages") and os.path.isdir(p)]
    for name in plugins:
        path = sys.modules[name].__file__ or ""
        folder = os.path.dirname(path)
        facts += _facts(folder) if os.path.basename(path) == "__init__.py" else [_fact(path, os.stat(path))]
    return "\n".join(facts)


def _facts(folder: str) -> Iterator[str]:
    """Every file below a folder with its size and time."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _facts(entry.path)
        else:
            yield _fact(entry.path, entry.stat())


def _fact(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"


def clean() -> tuple[int, int]:
    """Take everything of this tool out of the store: how many files there were, and how many bytes."""
    files = size = 0
    folder = store.folder()
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        # whole ones, and those of runs that were killed while writing
        if name.startswith((f"{_NAME}-", "rules-", "patterns-")) and ".bin" in name:
            path = os.path.join(folder, name)
            size += os.path.getsize(path)
            files += 1
            os.unlink(path)
    return files, size
