"""Old Word, WPS and RTF files: an installed LibreOffice makes them .docx, which is read; they are never written.

Each call has a profile folder of its own (two at once on one profile fail without a word) and a time limit. Macros are
not run by a conversion, and the file is converted from a copy under a plain name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile

from lint.model import Document, Given
from lint.readers import Unreadable, docx
from lint.readers import suffix as suffix_of
from lint.readers.fixed import FixedOrigin

# seconds; ten .doc take one
_LIMIT = 120
_ZIP = b"PK\x03\x04"
_PLACES = {
    "darwin": "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "win32": r"C:\Program Files\LibreOffice\program\soffice.exe",
}


def read(data: bytes, path: str, given: Given) -> Document:
    """The document of a file that LibreOffice can open.

    Args:
        data: the file's content.
        path: its name; its suffix tells LibreOffice the format.
        given: what was stated about it.

    Raises:
        Unreadable: E909 without LibreOffice, E910 for what it cannot convert.
        Broken: for a damaged package.
    """
    doc = docx.read(converted(data, suffix_of(path)), path, given)
    return Document(doc.path, doc.text, doc.segments, doc.marks, FixedOrigin(doc.text), given)


def converted(data: bytes, suffix: str) -> bytes:
    """The file as .docx.

    Raises:
        Unreadable: as `read`.
    """
    if data.startswith(_ZIP):
        return data  # many a .doc is a .docx under an old name
    program = _program()
    if not program:
        raise Unreadable("E909", suffix=suffix, need="LibreOffice", command="https://www.libreoffice.org")
    with tempfile.TemporaryDirectory(prefix="gongwen-lint-", ignore_cleanup_errors=True) as folder:
        source = os.path.join(folder, f"document{suffix}")
        with open(source, "wb") as file:
            file.write(data)
        profile = "file:///" + os.path.join(folder, "profile").replace(os.sep, "/").lstrip("/")
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
        try:
            subprocess.run([*command, "--outdir", folder, source], capture_output=True, timeout=_LIMIT, check=False)
            with open(os.path.join(folder, "document.docx"), "rb") as file:
                return file.read()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unreadable("E910", suffix=suffix) from error


def _program() -> str | None:
    """LibreOffice, where it is installed."""
    usual = _PLACES.get(sys.platform, "")
    return shutil.which("soffice") or shutil.which("libreoffice") or (usual if os.path.exists(usual) else None)
