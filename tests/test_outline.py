"""Places have labels that hold in Word; numbered lines are put together level by level."""

from __future__ import annotations

import pytest

from lint.model import Document, Given
from lint.readers import read as read_bytes
from lint.views.outline import items, label, number, numeral, runs

TEXT = """关于工作的报告
前言一段。
一、主要做法
（一）抓学习。每月一次。
1.定计划。
2.抓落实。
（二）抓作风
第一段。
第二段。
二、存在问题
三段。
"""


def read(text: str, path: str = "a.txt") -> Document:
    return read_bytes(text.encode(), path, Given())


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("前言", "第2段"),
        ("一、主要", "一标题"),
        ("每月", "一（一）第1段"),
        ("定计划", "一（一）1标题"),
        ("第二段", "一（二）第2段"),
        ("三段", "二第1段"),
    ],
)
def test_labels(piece: str, expected: str) -> None:
    doc = read(TEXT)
    assert label(doc, TEXT.index(piece)) == expected


@pytest.mark.parametrize("value", [1, 2, 9, 10, 11, 19, 20, 21, 99, 100, 105, 110, 119, 120, 999])
def test_numerals_there_and_back(value: int) -> None:
    assert number(numeral(value)) == value


def test_numbered_lines() -> None:
    doc = read(TEXT)
    assert [i.label for i in items(doc)] == ["一", "（一）", "1", "2", "（二）", "二"]
    assert [[i.label for i in run] for run in runs(doc)] == [["一", "二"], ["（一）", "（二）"], ["1", "2"]]


def test_lines_run_on_over_headings() -> None:
    doc = read("一、甲\n（一）子\n（二）丑\n二、乙\n（三）寅\n（四）卯\n")
    assert ["（一）", "（二）", "（三）", "（四）"] in [[i.label for i in run] for run in runs(doc)]


def test_a_markdown_heading_is_a_numbered_line() -> None:
    doc = read("## 一、甲\n\n## 二、乙\n", "a.md")
    assert [i.label for i in items(doc)] == ["一", "二"]
