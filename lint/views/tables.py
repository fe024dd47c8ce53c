"""The form of the tables of dated facts: what is wrong with a file of them, and by which words its rows wake rules."""

from __future__ import annotations

from lint import config
from lint.record import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from lint.config import Path, Problem, Source

_MEETING = {"term": "number!", "session": "number!", "start": "day!", "end": "day!"}
_REPLACED = {"old": "name!", "new": "name!", "from": "day!"}
# table -> key -> form of its value; `!` marks one that is required
FORMS: Mapping[str, Mapping[str, str]] = {
    "congresses": {"term": "number!", "start": "day!", "end": "day!"},
    "plenums": {**_MEETING, "topics": "names", "adopted": "names"},
    "ccdi_plenums": _MEETING,
    "npc": _MEETING,
    "cppcc": _MEETING,
    "economic_conferences": {"year": "year!", "start": "day!", "end": "day!"},
    "sessions": {"kind": "kind!", "term": "number!", "most": "number!"},
    "thresholds": {"kind": "kind!", "grace_days": "days!", "error_after_days": "days!"},
    "five_year_plans": {"name": "name!", "start": "year!", "end": "year!"},
    "multi_year_actions": {"names": "names!", "start": "year!", "end": "year!"},
    "campaigns": {"official": "name!", "short": "names", "start": "day!", "end": "day", "announced": "day"},
    "agencies": {**_REPLACED, "not_before": "text", "not_after": "text"},
    "laws": _REPLACED,
    "enacted": {"name": "name!", "adopted": "day!", "from": "day!"},
    "revisions": {"name": "name!", "versions": "list!"},
    "terms": _REPLACED,
    "first_use": {"term": "name!", "from": "day!", "unless": "names"},
    "anniversaries": {"names": "names!", "year": "year!"},
}
_META = {"known_until": "day!", "compiled": "day", "source": "text"}
_EVERY_ROW = {"sure": "sure", "source": "text"}
_KINDS = {
    "sessions": ("plenum", "ccdi", "npc", "cppcc"),
    "thresholds": (
        *("plenum", "congress", "ccdi", "npc", "cppcc", "economic"),
        *("plan", "campaign", "agency", "law", "revision", "term"),
    ),
}
# least and most of each form of number
_RANGES = {"number": (1, 99), "year": (1800, 2200), "days": (0, 10_000)}
# by these keys a row of a table is the same fact as another one of its file
_SAME = ("kind", "term", "session", "year", "name", "official", "old", "names")


def problems(source: Source) -> Iterator[Problem]:
    """Every mistake in a file of tables."""
    if not isinstance(source.data, dict):
        yield source.problem((), "config_mapping")
        return
    for table, rows in source.data.items():
        at: Path = (table,)
        if table != "meta" and table not in FORMS:
            close = config.nearest(table, (*FORMS, "meta"))
            yield source.problem(at, "config_unknown", value=table, nearest=close)
        elif table == "meta":
            yield from _row(source, at, rows, table, _META)
        elif not isinstance(rows, list):
            yield source.problem(at, "config_list")
        else:
            seen: list[tuple[Any, ...]] = []
            for n, row in enumerate(rows):
                found = [*_row(source, (table, n), row, table, {**FORMS[table], **_EVERY_ROW})]
                yield from found
                if not found:
                    same = tuple(row.get(key) for key in _SAME)
                    if same in seen:
                        yield source.problem((table, n), "config_twice")
                    seen.append(same)


def words(tables: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[str]:
    """What stands in some columns (`campaigns.official`) of all tables; of a congress its short name.

    The congress after the last one is among them: a text may name it too early.
    """
    from lint.views.outline import numeral

    found: list[str] = []
    for column in columns:
        table, _, key = column.partition(".")
        values = [row[key] for facts in tables for row in facts.get(table) or () if row.get(key)]
        if table == "congresses":
            found += [f"{numeral(term)}大" for term in (*values, max(values) + 1)]
        else:
            found += [str(v) for value in values for v in (value if isinstance(value, list) else (value,))]
    return list(dict.fromkeys(found))


def _row(source: Source, at: Path, row: Any, table: str, forms: Mapping[str, str]) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield source.problem(at, "config_mapping")
        return
    for key, form in forms.items():
        if form.endswith("!") and row.get(key) is None:
            yield source.problem(at, "config_missing", value=key)
    for key, value in row.items():
        if key not in forms:
            yield source.problem((*at, key), "config_unknown", value=key, nearest=config.nearest(key, forms))
        elif value is not None:
            yield from _value(source, (*at, key), value, forms[key].rstrip("!"), table)
    # of two days the later one must not be the first
    start, end = row.get("start"), row.get("end")
    if _is_day(start) and _is_day(end) and str(end)[: len(str(start))] < str(start)[: len(str(end))]:
        yield source.problem((*at, "end"), "config_order", value=end, start=start)


def _value(source: Source, at: Path, value: Any, form: str, table: str) -> Iterator[Problem]:
    if form == "day":
        if not _is_day(value):
            yield source.problem(at, "config_day", value=value)
    elif form in _RANGES:
        least, most = _RANGES[form]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield source.problem(at, "config_range", value=value, least=least, most=most)
    elif form in ("names", "list"):
        if not isinstance(value, list) or not value:
            yield source.problem(at, "config_list")
            return
        for n, item in enumerate(value):
            yield from _value(source, (*at, n), item, "name" if form == "names" else "day", table)
    elif form in ("sure", "kind"):
        allowed = _KINDS.get(table, ()) if form == "kind" else ("yes", "mid")
        if value not in allowed and not (form == "sure" and value is True):
            stated = "no" if value is False else str(value)
            close = config.nearest(stated, allowed)
            yield source.problem(at, "config_choice", value=stated, choices=tuple(allowed), nearest=close)
    elif isinstance(value, (dict, list, bool)):
        yield source.problem(at, "config_text")
    elif form == "name" and len(str(value)) < 2:
        # a single character would wake its rule in every text
        yield source.problem(at, "config_short", value=value)


def _is_day(value: Any) -> bool:
    text = str(value)
    return not isinstance(value, bool) and ".." not in text and config.is_date(text) and 1800 <= int(text[:4]) <= 2200
