"""gongwen-lint: checks Chinese official documents before they go out.

The public names are imported when first used, so that the command line starts without what it does not need.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lint.api import check_text
    from lint.model import Diagnostic, Document, Edit, Finding, Mark, Place, Related, Rule, Said, Segment, Span

__version__ = "0.1.0"
__all__ = [
    "Diagnostic",
    "Document",
    "Edit",
    "Finding",
    "Mark",
    "Place",
    "Related",
    "Rule",
    "Said",
    "Segment",
    "Span",
    "check_text",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("lint.api" if name == "check_text" else "lint.model"), name)
