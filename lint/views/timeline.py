"""The tables of dated facts in force for a document: the shipped ones, then those of the configuration."""

from __future__ import annotations

from datetime import date, timedelta

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from lint.model import Document, Hits


def rows(doc: Document, table: str) -> list[Mapping[str, Any]]:
    """The rows of a table, the shipped ones first."""
    return [row for facts in doc.given.timeline for row in facts.get(table) or ()]


def day(value: Any, last: bool = False) -> date:
    """A day of the tables; of a month or a year the first day, or the last one."""
    text = str(value)
    if len(text) == 10:
        return date.fromisoformat(text)
    parts = [int(p) for p in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1) if last else date(year, month, 1)


def sure(row: Mapping[str, Any]) -> bool:
    """Whether a row may carry an error: it rests on two sources, or on one that was seen."""
    return row.get("sure") != "mid"


def thresholds(doc: Document) -> dict[str, tuple[int, int]]:
    """Kind of fact -> days of grace, and days after which an old one is an error."""
    return {str(r["kind"]): (int(r["grace_days"]), int(r["error_after_days"])) for r in rows(doc, "thresholds")}


def named(doc: Document, hits: Hits, table: str, key: str) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """The places of a table's names among the hits, each with its row; of overlapping names the longest."""
    names = {str(row[key]): row for row in rows(doc, table)}
    reach = -1
    for start, end in sorted(hits, key=lambda h: (h.start, -h.end)):
        row = names.get(doc.prose[start:end])
        if row is not None and start >= reach:
            reach = end
            yield start, end, row


def campaigns(doc: Document, hits: Hits) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """The campaigns named at the hits with their rows: at each place the longest name that fits."""
    text = doc.prose
    names = {str(n): row for row in rows(doc, "campaigns") for n in (row["official"], *(row.get("short") or ()))}
    reach = -1
    for start, end in sorted(hits, key=lambda h: (h.start, -h.end)):
        row = names.get(text[start:end])
        if row is not None and start >= reach:
            reach = end
            yield start, end, row
