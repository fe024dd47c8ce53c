"""The tables of dated facts in force for a document: the shipped ones, then those of the configuration."""

from __future__ import annotations

from datetime import date, timedelta

from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from lint.model import Document, Hits, Timeline


def rows(doc: Document, table: str) -> list[Mapping[str, Any]]:
    """The rows of a table, the shipped ones first."""
    return doc.given.timeline.fact(rows_of, table)


def rows_of(timeline: Timeline, table: str) -> list[Mapping[str, Any]]:
    """The rows of a table in some tables, the first ones first."""
    return [row for facts in timeline for row in facts.get(table) or ()]


def by_name(doc: Document, table: str, key: str) -> Mapping[str, Mapping[str, Any]]:
    """The rows of a table under the values, or each of the values, that they have in a column."""
    return doc.given.timeline.fact(_by_name, table, key)


def _by_name(timeline: Timeline, table: str, key: str) -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for row in rows_of(timeline, table):
        names = row.get(key) or ()
        for name in names if isinstance(names, list) else (names,):
            found[str(name)] = row
    return found


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
    return doc.given.timeline.fact(thresholds_of)


def thresholds_of(timeline: Timeline) -> dict[str, tuple[int, int]]:
    """The thresholds of some tables."""
    found = rows_of(timeline, "thresholds")
    return {str(r["kind"]): (int(r["grace_days"]), int(r["error_after_days"])) for r in found}


def named(doc: Document, hits: Hits, table: str, key: str) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """The places of a table's names among the hits, each with its row; of overlapping names the longest."""
    names = by_name(doc, table, key)
    reach = -1
    for start, end in sorted(hits, key=lambda h: (h.start, -h.end)):
        row = names.get(doc.prose[start:end])
        if row is not None and start >= reach:
            reach = end
            yield start, end, row


def campaigns(doc: Document, hits: Hits) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """The campaigns named at the hits with their rows: at each place the longest name that fits."""
    text = doc.prose
    names = doc.given.timeline.fact(_campaigns)
    reach = -1
    for start, end in sorted(hits, key=lambda h: (h.start, -h.end)):
        row = names.get(text[start:end])
        if row is not None and start >= reach:
            reach = end
            yield start, end, row


def _campaigns(timeline: Timeline) -> Mapping[str, Mapping[str, Any]]:
    return {**_by_name(timeline, "campaigns", "official"), **_by_name(timeline, "campaigns", "short")}
