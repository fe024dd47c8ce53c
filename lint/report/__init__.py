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


def told(d: Diagnostic) -> str:
    """A finding's message with its place in words in front, which holds for Word files too."""
    return f"{d.place.label}｜{d.message}" if d.place.label else d.message


def page(code: str) -> str:
    """The address of a rule's manual page."""
    return f"{PAGES}#{code.lower()}"
