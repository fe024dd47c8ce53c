"""The tables of wrong words and variant forms: their form, and that they never speak against themselves."""

from __future__ import annotations

import pathlib
import re

import pytest

from lint.kinds import Rows, pack, substitution
from lint.model import Span

DATA = pathlib.Path(__file__).parent.parent / "lint" / "data"
TABLES = ("typos.tsv", "variants.tsv", "mixed_forms.tsv")


def lines(name):
    return (DATA / name).read_text(encoding="utf-8").split("\n")


def head(name):
    return next(n for n, line in enumerate(lines(name)) if not line.startswith("#"))


def rows(name):
    return [line.split("\t") for line in lines(name)[head(name) + 1 : -1]]


RIGHT = {row[0]: row[1] for name in TABLES for row in rows(name)}


@pytest.mark.parametrize("name", TABLES)
def test_header_names_the_columns(name):
    assert head(name) >= 3  # what it is, where it is from, licence and date
    assert lines(name)[head(name)] == "wrong\tright\tguard\tsource"
    assert any("2026-11" in line for line in lines(name)[: head(name)])


@pytest.mark.parametrize("name", TABLES)
def test_file_is_lf_and_ends_with_one_newline(name):
    data = (DATA / name).read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.endswith(b"\n\n")


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_sorted_and_unique(name):
    words = [row[0] for row in rows(name)]
    assert words == sorted(set(words))


def test_no_word_stands_in_two_tables():
    assert len(RIGHT) == sum(len(rows(name)) for name in TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_whole(name):
    for row in rows(name):
        assert len(row) == 4, row
        wrong, right, _, source = row
        assert wrong and right and source and wrong != right, row
        assert all(cell == cell.strip() for cell in row), row
        assert not re.search(r"[/\\\\]|^[a-z]+\.", source), row  # no path, no address
        assert right not in RIGHT, row  # no a→b→a


@pytest.mark.parametrize("name", TABLES)
def test_guards_are_patterns_that_hold_their_word(name):
    for wrong, _, guard, _ in rows(name):
        if guard:
            assert re.compile(guard, re.M)
            assert wrong in guard


def test_no_right_form_is_found_wrong():
    terms, check = substitution(table=[row for name in TABLES for row in rows(name)], border=False)

    class Text:
        prose = "\n".join(RIGHT.values())

    spans = tuple(Span(m.start(), m.end()) for t in terms for m in re.finditer(re.escape(t), Text.prose))
    assert [Text.prose[f.start : f.end] for f in check(Text(), spans)] == []


def test_packed_rows_are_found_again():
    given = {f"{a}{b}": f"{a}正{b}" for a in "甲乙丙丁戊" for b in ("", "己", "庚辛", "𠮷")}
    packed = Rows(pack([(*pair, "甲" if pair[0] == "甲" else "") for pair in given.items()]))
    assert list(packed) == sorted(given) and len(packed) == len(given)
    assert {word: packed.row(word) for word in packed} == {w: (r, "甲" if w == "甲" else "") for w, r in given.items()}
    for word in ("", "一", "甲乙", "戊𠮷𠮷", "龟"):
        assert word not in packed
        with pytest.raises(KeyError):
            packed.row(word)


def test_of_two_rows_with_one_word_the_later_wins():
    assert Rows(pack([("甲", "乙"), ("甲", "丙", "丁甲")])).row("甲") == ("丙", "丁甲")
    assert list(Rows(pack([]))) == []
