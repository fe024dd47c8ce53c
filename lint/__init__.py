"""gongwen-lint: checks Chinese official documents before they go out."""

from lint.api import check_text
from lint.model import (
    Diagnostic,
    Document,
    Edit,
    Finding,
    Mark,
    Place,
    Related,
    Rule,
    Said,
    Segment,
    Span,
)

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
