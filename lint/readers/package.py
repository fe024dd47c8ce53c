"""Zip packages (OOXML, ODF, OFD): read within bounds, written by splicing so that every other byte stays.

Formats: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lint.model import ReadOnly, Said
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# A document of Word has some dozens of members; a report of 1,000 pages has 60 MB of XML.
MEMBERS_MOST = 5_000
PART_MOST, WHOLE_MOST = 128 << 20, 512 << 20
# deflate cannot do better than 1:1032; real XML that is this repetitive is small
RATIO_MOST = 300
RATIO_FROM = 8 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# bytes of an entry of the directory before its name
_ENTRY = 46


class Broken(ReadOnly):
    """A package that is not read, nor written back; the name says why: `package_…` of messages.yaml, with a detail."""

    def __init__(self, name: str, **values: object) -> None:
        self.said = Said(name, values)
        super().__init__(self.said)


class Package:
    """An open package: the names of its members and their content."""

    __slots__ = ("_read", "_whole", "_zip", "data", "names")

    def __init__(self, data: bytes) -> None:
        """Open a package.

        Raises:
            Broken: for what is none, is encrypted, or is built to exhaust its reader.
        """
        if not data.startswith(_LOCAL):
            raise Broken(_what(data))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise Broken("package_truncated") from error
        self.data = data
        infos = self._zip.infolist()
        if len(infos) > MEMBERS_MOST:
            raise Broken("package_members", count=len(infos), most=MEMBERS_MOST)
        names: set[str] = set()
        for info in infos:
            name = info.filename
            if name.startswith("/") or ".." in name.split("/") or "\\" in name or name in names:
                raise Broken("package_name", value=name)
            if info.flag_bits & 1:
                raise Broken("package_encrypted")
            names.add(name)
        self.names = frozenset(names)
        self._read: set[str] = set()
        self._whole = (0, 0)  # the size of those that were read, and their size in the package

    def read(self, name: str) -> bytes:
        """The content of a member; empty where there is none.

        Raises:
            Broken: for one that is damaged, or too large by itself or with those read before.
        """
        if name not in self.names:
            return b""
        info = self._zip.getinfo(name)
        own = info.file_size, info.compress_size
        if name not in self._read:
            self._read.add(name)
            self._whole = self._whole[0] + own[0], self._whole[1] + own[1]
        for size, packed in (own, self._whole):
            # what the directory says of it may be no truth
            dense = size > RATIO_FROM and size > RATIO_MOST * max(min(packed, len(self.data)), 1)
            if dense or info.file_size > PART_MOST or size > WHOLE_MOST:
                raise Broken("package_bomb", value=name, size=size >> 20)
        try:
            with self._zip.open(info) as member:
                return member.read(PART_MOST)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise Broken("package_damaged", value=name) from error


def _what(data: bytes) -> str:
    """Why bytes are no zip package."""
    if not data.startswith(_OLE):
        return "package_blob" if data else "package_empty"
    # the stream names of a compound file stand in it as UTF-16
    return "package_encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "package_old"


def replace(data: bytes, members: Mapping[str, bytes]) -> bytes:
    """A package with some members changed or added; all other bytes, the order and the compression stay.

    Args:
        data: the package.
        members: name -> new content.

    Raises:
        ReadOnly: for a zip64 package, and for one whose directory is damaged (Broken).
    """
    end = data.rfind(_END)
    count, size, start = struct.unpack_from("<HLL", data, end + 10)
    if start == 0xFFFFFFFF or count == 0xFFFF or data[start : start + 4] != _CENTRAL:
        raise ReadOnly(Said("readonly_zip"))
    entries = _entries(data, start, count)
    # the bytes of an entry run to the next one: a data descriptor may stand between
    order = sorted(entries)
    after = dict(zip(order, [*order[1:], start], strict=True))
    pieces = [data[: order[0]] if order else b""]
    written = len(pieces[0])
    central: dict[int, bytes] = {}
    for offset in order:
        head, name = entries[offset]
        if name in members:
            local, head = _packed(data, offset, head, members[name])
        else:
            local = data[offset : after[offset]]
        central[offset] = head[:42] + struct.pack("<L", written) + head[46:]
        pieces.append(local)
        written += len(local)
    known = {name for _, name in entries.values()}
    listing = [central[offset] for offset in entries]  # in the directory's own order
    for name, content in members.items():
        if name not in known:
            local, head = _new(name, content, written)
            pieces.append(local)
            listing.append(head)
            written += len(local)
    directory = b"".join(listing)
    tail = bytearray(data[end:])
    struct.pack_into("<HHLL", tail, 8, len(listing), len(listing), len(directory), written)
    return b"".join((*pieces, directory, data[start + size : end], tail))


def _entries(data: bytes, at: int, count: int) -> dict[int, tuple[bytes, str]]:
    """Offset of each local header -> its entry of the central directory and its name."""
    found: dict[int, tuple[bytes, str]] = {}
    for _ in range(count):
        if data[at : at + 4] != _CENTRAL or at + _ENTRY > len(data):
            raise Broken("package_truncated")
        flags = struct.unpack_from("<H", data, at + 8)[0]
        sizes = struct.unpack_from("<LL", data, at + 20)
        lengths = struct.unpack_from("<HHH", data, at + 28)
        offset = struct.unpack_from("<L", data, at + 42)[0]
        if 0xFFFFFFFF in (*sizes, offset):
            raise ReadOnly(Said("readonly_zip"))
        after = at + _ENTRY + sum(lengths)
        name = data[at + _ENTRY : at + _ENTRY + lengths[0]].decode("utf-8" if flags & 0x800 else "cp437")
        found[offset] = data[at:after], name
        at = after
    return found


def _packed(data: bytes, offset: int, head: bytes, content: bytes) -> tuple[bytes, bytes]:
    """A changed member's local header with its data, and its entry of the directory."""
    flags, method = struct.unpack_from("<HH", head, 8)
    packed = _deflate(content) if method == zipfile.ZIP_DEFLATED else content
    method = method if method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED) else zipfile.ZIP_STORED
    flags &= ~8  # sizes stand in the header, not behind the data
    sums = struct.pack("<LLL", zlib.crc32(content), len(packed), len(content))
    name, extra = struct.unpack_from("<HH", data, offset + 26)
    local = data[offset : offset + 30 + name + extra]
    local = local[:6] + struct.pack("<HH", flags, method) + local[10:14] + sums + local[26:]
    return local + packed, head[:8] + struct.pack("<HH", flags, method) + head[12:16] + sums + head[28:]


def _new(name: str, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """A new member's local header with its data, and its entry of the directory; dated as zip's first day."""
    packed, raw = _deflate(content), name.encode()
    common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0x21, zlib.crc32(content), len(packed), len(content), len(raw), 0)
    rest = struct.pack("<HHHLL", 0, 0, 0, 0, offset)
    return _LOCAL + common + raw + packed, _CENTRAL + struct.pack("<H", 20) + common + rest + raw


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
