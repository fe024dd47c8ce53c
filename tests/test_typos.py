"""The table of wrong words: its form, and that it never speaks against itself."""

from __future__ import annotations

import pathlib
import re

from lint.kinds import substitution
from lint.model import Span

PATH = pathlib.Path(__file__).parent.parent / "lint" / "data" / "typos.tsv"
LINES = PATH.read_text(encoding="utf-8").split("\n")
HEAD = next(n for n, line in enumerate(LINES) if not line.startswith("#"))
ROWS = [line.split("\t") for line in LINES[HEAD + 1 : -1]]
RIGHT = {row[0]: row[1] for row in ROWS}


def test_header_names_the_columns():
    assert HEAD >= 3  # what it is, where it is from, licence and date
    assert LINES[HEAD] == "wrong\tright\tguard\tsource"
    assert any("2026-11" in line for line in LINES[:HEAD])


def test_file_is_lf_and_ends_with_one_newline():
    data = PATH.read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.endswith(b"\n\n")


def test_rows_are_sorted_and_unique():
    words = [row[0] for row in ROWS]
    assert words == sorted(set(words))


def test_rows_are_whole():
    for row in ROWS:
        assert len(row) == 4, row
        wrong, right, _, source = row
        assert wrong and right and source and wrong != right, row
        assert all(cell == cell.strip() for cell in row), row
        assert not re.search(r"[/\\\\]|^[a-z]+\.", source), row  # no path, no address
        assert right not in RIGHT, row  # no a→b→a


def test_guards_are_patterns_that_hold_their_word():
    for wrong, _, guard, _ in ROWS:
        if guard:
            assert re.compile(guard, re.M)
            assert wrong in guard


def test_no_right_form_is_found_wrong():
    terms, check = substitution(table=ROWS, border=False)

    class Text:
        prose = "\n".join(RIGHT.values())

    spans = tuple(Span(m.start(), m.end()) for t in terms for m in re.finditer(re.escape(t), Text.prose))
    assert [Text.prose[f.start : f.end] for f in check(Text(), spans)] == []
