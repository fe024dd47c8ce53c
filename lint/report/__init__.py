"""Reporters: results in, lines out; one file a format, named as on the command line."""

from __future__ import annotations

from lint.record import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.model import Diagnostic, Rule
    from lint.speech import Speaker

# the manual pages, relative to the root of the project: it has no public address of its own yet
PAGES = "docs/rules.md"
TOOL = "gongwen-lint"


class Style(NamedTuple):
    """How a report is written: in which language, with colour or without, and for whom it carries the rules."""

    speaker: Speaker
    color: bool = False
    rules: Mapping[str, Rule] = {}  # code -> rule with its page; filled for formats that describe the rules
    notes: tuple[str, ...] = ()  # what a reviewer must know besides, for the summary page; the first is a heading


# control characters, and those that turn the direction of writing, drive a terminal
_HIDDEN = {
    **{n: 0x2400 + n for n in range(0x20) if chr(n) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}


def visible(text: str) -> str:
    """A text as a terminal may show it: of what would drive the terminal there is a picture, of the same width."""
    return text if text.isprintable() else text.translate(_HIDDEN)


def shown(path: str) -> str:
    """A path in one line, as a terminal may show it."""
    return visible(path).replace("\n", "\u240a").replace("\t", "\u2409")


def told(d: Diagnostic) -> str:
    """A finding's message with its place in words in front, which holds for Word files too."""
    return f"{d.place.label}｜{d.message}" if d.place.label else d.message


def page(code: str) -> str:
    """The address of a rule's manual page."""
    return f"{PAGES}#{code.lower()}"
