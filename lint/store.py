"""A file of plain data keyed by content: what was compiled from YAML once need not be parsed again.

The data is `marshal` behind a length and a checksum, in a folder only its owner can write to. A file that is missing,
torn or of another interpreter is no error: the caller compiles anew.
"""

from __future__ import annotations

import errno
import marshal
import os
import stat
import sys
import zlib

from lint.model import Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_MAGIC = b"gongwen-lint 1\n"


# what a process was given open: a pipe here (`<(…)` of a shell) has a writer
_OPENED = ("/dev/fd/", "/dev/stdin", "/proc/")


class NoFile(OSError):
    """A path that leads to a device, which may never end, or to a pipe or socket, which may be waited for."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ENODEV, Said("device"), path)


def content(path: str) -> bytes:
    """The bytes of a file, or of a pipe that was given open.

    Raises:
        OSError: when it cannot be read.
    """
    mode = os.stat(path).st_mode
    opened = stat.S_ISFIFO(mode) and os.path.abspath(path).startswith(_OPENED)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or opened):  # of a folder the system says what it is
        raise NoFile(path)
    with open(path, "rb", buffering=0) as file:
        return file.readall()


def current(path: str) -> bytes:
    """The bytes of a file that is read more than once, or replaced.

    Raises:
        OSError: when it cannot be read, or is a pipe, which is empty the second time.
    """
    mode = os.stat(path).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise NoFile(path)
    return content(path)


def folder() -> str:
    """The cache folder of this user: GONGWEN_LINT_CACHE_DIR, else the platform's place for caches."""
    stated = os.environ.get("GONGWEN_LINT_CACHE_DIR")
    if stated:
        return stated
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        stated = os.environ.get("XDG_CACHE_HOME", "")
        base = stated if os.path.isabs(stated) else os.path.expanduser("~/.cache")
    # who has no home has no such folder; it must not stand beside the documents as one named ~
    return os.path.join(base if os.path.isabs(base) else os.devnull, "gongwen-lint")


def load(name: str) -> Any:
    """The data stored under a name, or None."""
    try:
        with open(os.path.join(folder(), name), "rb") as file:
            data = file.read()
    except OSError:
        return None
    head, body = data[: len(_MAGIC) + 12], data[len(_MAGIC) + 12 :]
    if head != _header(body):
        return None
    try:
        return marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return None


def save(name: str, value: Any) -> None:
    """Store plain data under a name; a cache that cannot be written is left alone."""
    body = marshal.dumps(value)
    path = os.path.join(folder(), name)
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        with open(beside, "xb") as file:
            os.chmod(beside, 0o600)
            file.write(_header(body) + body)
        os.replace(beside, path)
    except OSError:
        try:
            os.unlink(beside)
        except OSError:
            pass


def _header(body: bytes) -> bytes:
    return _MAGIC + len(body).to_bytes(8, "little") + zlib.crc32(body).to_bytes(4, "little")
