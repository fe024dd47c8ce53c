"""The tables of dated facts: sourced, sorted, consistent, and known to the rules that use them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lint import config, ruleset, store
from lint.views import tables
from lint.views.timeline import day

_CATALOGUE = ruleset.load(None, cache=False)
_TABLES = {name: rows for name, rows in _CATALOGUE.timelines[0].items() if name != "meta"}
_ROWS = [(name, n, row) for name, rows in _TABLES.items() for n, row in enumerate(rows)]
_MEETINGS = ("congresses", "plenums", "ccdi_plenums", "npc", "cppcc")


def _rule(code: str) -> ruleset.Rule:
    return next(r for r in _CATALOGUE.rules if r.code == code)


@pytest.mark.parametrize(("table", "number", "row"), _ROWS)
def test_every_row_has_a_source_and_says_how_sure_it_is(table: str, number: int, row: dict[str, object]) -> None:
    assert row["source"] and row["sure"] in (True, "mid")


@pytest.mark.parametrize("table", _MEETINGS)
def test_meetings_are_sorted(table: str) -> None:
    rows = _TABLES[table]
    assert all(day(r["start"]) <= day(r["end"], last=True) for r in rows)
    assert all(day(a["start"]) < day(b["start"]) for a, b in pairwise(rows))
    numbers = [(int(r["term"]), int(r.get("session", 0))) for r in rows]
    assert numbers == sorted(set(numbers))


def test_nothing_is_stated_beyond_what_is_known() -> None:
    known = day(_CATALOGUE.timelines[0]["meta"]["known_until"])
    assert [r for t in _MEETINGS for r in _TABLES[t] if day(r["end"], last=True) > known] == []


@pytest.mark.parametrize("table", ["agencies", "laws", "terms"])
def test_no_new_name_is_old_itself(table: str) -> None:
    # 国家乡村振兴局 would be one: a suggestion that is out of date is worse than none
    old = {str(r["old"]) for r in _TABLES[table]}
    assert len(old) == len(_TABLES[table])
    assert [r["new"] for r in _TABLES[table] if r["new"] in old] == []


@pytest.mark.parametrize(
    ("code", "table", "keys"),
    [
        ("REF202", "five_year_plans", ("name",)),
        ("REF301", "campaigns", ("official", "short")),
        ("REF302", "campaigns", ("official", "short")),
        ("REF311", "agencies", ("old",)),
        ("REF321", "laws", ("old",)),
        ("REF331", "terms", ("old",)),
        ("REF341", "first_use", ("term",)),
    ],
)
def test_names_wake_their_rules(code: str, table: str, keys: tuple[str, ...]) -> None:
    names = set()
    for row in _TABLES[table]:
        for key in keys:
            names.update(row[key] if isinstance(row[key], list) else [row[key]])
    assert names - set(_rule(code).terms) == set()


def test_the_congresses_and_the_next_one_wake_their_rules() -> None:
    assert {"十五大", "二十大", "二十一大"} <= set(_rule("REF101").terms)


def test_the_shipped_tables_have_the_form_asked_of_a_user() -> None:
    source = config.parse(ruleset._TIMELINE, store.current(ruleset._TIMELINE))
    assert list(tables.problems(source)) == []


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12-05", "2024-12-05", "2024-12-05"),
    ],
)
def test_day(value: str, first: str, last: str) -> None:
    assert (day(value).isoformat(), day(value, last=True).isoformat()) == (first, last)
