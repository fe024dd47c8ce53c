"""Text for XML: escaped, and without the characters that XML 1.0 cannot hold. No format of its own."""

from __future__ import annotations

import re

# a set of code points is cheaper to compile than it looks: this module is loaded for XML reports only
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """A text between tags."""
    return _FORBIDDEN.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """A text as a quoted value of an attribute."""
    escaped = content(text).replace('"', "&quot;")
    return '"' + escaped.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'
