"""Bytes into place, whole or not at all: written beside, made durable, then renamed.

Whatever stops a run (a signal, a full disk, loss of power), a path holds what it held before or all of the new bytes.
What a killed run leaves beside it begins with `LEFT` and can be deleted.
"""

from __future__ import annotations

import os

from lint.record import TYPE_CHECKING
from lint.store import content, current

if TYPE_CHECKING:
    from typing import BinaryIO

LEFT = ".gongwen-lint-tmp-"


class Changed(Exception):
    """The file on disk is no longer the one that was read; it is not overwritten."""


def create(path: str, new: bytes) -> None:
    """Write a file that is not there yet; one that holds just these bytes is left alone.

    Raises:
        FileExistsError: when there is another file of this name.
        OSError: when it cannot be written.
    """
    try:
        _move(path, new, None, fresh=True)
    except FileExistsError:
        if not os.path.isfile(path) or content(path) != new:
            raise


def put(path: str, new: bytes) -> None:
    """Write a file of our own, whether or not there is one already.

    Raises:
        OSError: when it cannot be written; the file is as it was.
    """
    _move(os.path.realpath(path), new, None, fresh=False)


def write(path: str, old: bytes, new: bytes) -> None:
    """Put new bytes in the place of old ones, keeping owner, mode and attributes; a link stays a link.

    Of a file with several names (hard links) only this one gets the new bytes.

    Raises:
        Changed: when the file no longer holds `old`.
        OSError: when it cannot be written; the file is as it was.
    """
    path = os.path.realpath(path)
    _compare(path, old)
    if not os.access(path, os.W_OK):  # a rename would not ask
        raise PermissionError(13, os.strerror(13), path)
    _move(path, new, old, fresh=False)


def _compare(path: str, old: bytes) -> None:
    if current(path) != old:
        raise Changed(path)


def begin(path: str) -> BinaryIO:
    """A new file beside another, which it replaces once it is whole: `finish` or `drop` it.

    Raises:
        OSError: when it cannot be made.
    """
    return _begin(path, os.path.exists(path))


def finish(file: BinaryIO, path: str) -> None:
    """Put what was written into a file from `begin` in the place of another.

    Raises:
        OSError: when it cannot be done; `drop` it.
    """
    _fill(file, b"", path if os.path.exists(path) else "")
    file.close()
    os.replace(file.name, path)
    _sync(os.path.dirname(path) or ".")


def drop(file: BinaryIO) -> None:
    """Take a file from `begin` away."""
    try:
        file.close()
    finally:  # on a full disk what is still held back cannot be written
        os.unlink(file.name)


def _begin(path: str, there: bool) -> BinaryIO:
    import time  # only where something is written

    beside = os.path.join(os.path.dirname(path) or ".", f"{LEFT}{os.getpid()}-{time.time_ns():x}")

    def private(name: str, flags: int) -> int:
        # nobody else may read what is not theirs to read, not even while it is written
        return os.open(name, flags, 0o600 if there else 0o666)

    return open(beside, "xb", opener=private)


def _move(path: str, new: bytes, old: bytes | None, fresh: bool) -> None:
    there = not fresh and os.path.exists(path)
    file = _begin(path, there)
    try:
        with file:
            _fill(file, new, path if there else "")
        if old is not None:  # as late as can be
            _compare(path, old)
        if fresh:
            _name(file.name, path)
        else:
            os.replace(file.name, path)
    except BaseException:
        os.unlink(file.name)
        raise
    _sync(os.path.dirname(path) or ".")


def _fill(file: BinaryIO, new: bytes, like: str) -> None:
    """Write and make durable; with the owner, mode and attributes of another file, and the time of now."""
    file.write(new)
    file.flush()
    if like:
        import shutil

        status = os.stat(like)
        if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            os.chown(file.name, status.st_uid, status.st_gid)
        shutil.copystat(like, file.name)
        os.utime(file.name)
    os.fsync(file.fileno())


def _name(beside: str, path: str) -> None:
    """Give a finished file its name, which must be free.

    Raises:
        FileExistsError: when it is taken.
    """
    if os.name == "nt":
        os.rename(beside, path)  # refuses a name that is taken
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as FAT
        if os.path.lexists(path):
            raise FileExistsError(17, os.strerror(17), path) from None
        os.rename(beside, path)
    else:
        os.unlink(beside)


def _sync(folder: str) -> None:
    """Make the new name durable; Windows and some network drives have no such call."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
