"""Set phrases: the tables are in order, and the matching of enumerations."""

from __future__ import annotations

import pathlib

import pytest

from lint import ruleset
from lint.kinds import phrase
from lint.model import Span

DATA = pathlib.Path(__file__).parent.parent / "lint" / "data"
TABLES = {"phrases.tsv": 3, "formulations.tsv": 4, "formulation_swaps.tsv": 4, "titles.tsv": 4, "agencies.tsv": 4}


def rows(name):
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
    assert lines[-1] == ""
    return [line.split("\t") for line in lines[1:-1]]


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_sorted_unique_and_sourced(name):
    words = [row[0] for row in rows(name)]
    assert words == sorted(set(words))
    assert all(len(row) == TABLES[name] and row[-1].strip() for row in rows(name))


def test_each_wrong_form_stands_in_one_table():
    found = [
        row[0] for name in ("typos", "formulations", "formulation_swaps", "agencies") for row in rows(f"{name}.tsv")
    ]
    assert len(found) == len(set(found))


def test_nothing_right_is_called_wrong():
    wrong = {row[0] for name in ("formulations.tsv", "formulation_swaps.tsv", "agencies.tsv") for row in rows(name)}
    right = {row[1] for name in ("formulations.tsv", "formulation_swaps.tsv", "agencies.tsv") for row in rows(name)}
    assert not wrong & right
    assert not [w for w in wrong for row in rows("phrases.tsv") if w in row[0]]


class Prose:
    def __init__(self, text):
        self.prose = text


def mended(text, **phrases):
    terms, check = phrase(**phrases)
    hits = sorted(Span(n, n + len(t)) for t in terms for n in range(len(text)) if text.startswith(t, n))
    return [(f.values["found"], f.values["fix"]) for f in check(Prose(text), tuple(hits))]


TABLE = [["学甲乙、悟丙丁、办实事、开新局", "short"], ["把方向、管大局、保落实", ""]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("做到学甲乙、悟丙丁、办实事、开新局。", []),
        (
            "做到学甲乙、办实事、悟丙丁、开新局。",
            [("学甲乙、办实事、悟丙丁、开新局", "学甲乙、悟丙丁、办实事、开新局")],
        ),
        ("做到学甲乙，悟丙丁，办事实，开新局。", [("办事实", "办实事")]),  # the member alone
        ("做到学甲乙、办实事、开新局。", [("学甲乙、办实事、开新局", "学甲乙、悟丙丁、办实事、开新局")]),
        ("做到学甲乙、悟丙丁、悟丙丁、办实事、开新局。", [("学甲乙、悟丙丁、悟丙丁、办实事、开新局", TABLE[0][0])]),
        ("“把方向、管大局、促落实”", [("促落实", "保落实")]),
        ("把方向，管大局，落实", []),
        ("把方向、管大局、促落实处处走在前", []),  # where the last member ends is not certain
        ("把方向、保落实", []),  # quoted in part
        ("学甲乙、守初心、担使命", []),  # another enumeration
        ("学甲乙、办实事、开新局等", []),
        ("办实事、开新局", []),
    ],
)
def test_enumerations(text, expected):
    assert mended(text, table=TABLE) == expected


def test_members_without_an_order():
    assert mended("丙丁、甲乙、戊己", members=["甲乙", "丙丁", "戊己"], ordered=False) == []
    assert mended("丙丁、甲乙、戊己", members=["甲乙", "丙丁", "戊己"]) == [("丙丁、甲乙、戊己", "甲乙、丙丁、戊己")]


def test_places_are_sorted_and_sourced():
    found = rows("places.tsv")
    assert [row[0] for row in found] == sorted({row[0] for row in found})
    for province, names, others, source in found:
        assert source.strip() and not set(names.split(" ")) & set(others.split(" ")), province
        assert names.split(" ") == sorted(set(names.split(" "))), province


def test_counties_are_sorted_and_wake_their_rule():
    found = rows("counties.tsv")
    provinces = {row[0] for row in rows("places.tsv")} | {"北京市", "天津市", "上海市", "重庆市"}
    assert [row[0] for row in found] == sorted({row[0] for row in found})
    for place, province, names, source in found:
        assert source.strip() and names.split(" ") == sorted(set(names.split(" "))), place
        assert all(name.endswith(("县", "旗", "市")) and len(name) > 1 for name in names.split(" ")), place
        assert place == province or province in provinces, place
    (terms,) = [rule.terms for rule in ruleset.load().rules if rule.code == "PHR108"]
    assert set(terms) == provinces | {row[0] for row in found}
