"""Numbers are read exactly, in every way documents write them; what is no amount is told apart."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lint.model import HOLE
from lint.views.canon import plain
from lint.views.numbers import Quantity, han_value, read

HAN = [
    ("二", 2),
    ("两", 2),
    ("十", 10),
    ("十二", 12),
    ("二十", 20),
    ("二十九", 29),
    ("廿八", 28),
    ("一百零五", 105),
    ("一百二十", 120),
    ("三百五", 350),
    ("一千零五", 1005),
    ("二万三", 23000),
    ("三万二千", 32000),
    ("十二亿", 1_200_000_000),
    ("一亿零三百万", 103_000_000),
    ("二〇二三", 2023),
    ("半", Decimal("0.5")),
    ("三个半", None),
    ("三点五", Decimal("3.5")),
    ("三五", None),  # an estimate
    ("甲", None),
]


@pytest.mark.parametrize(("text", "value"), HAN)
def test_chinese_numerals(text: str, value: int | Decimal | None) -> None:
    assert han_value(text) == value


def one(text: str) -> Quantity:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


AMOUNTS = [
    ("1.2万元", 12000, "元"),
    ("12,000人", 12000, "人"),
    ("3亿元", 300_000_000, "元"),
    ("3.5万亿元", 3_500_000_000_000, "元"),
    ("１２人", 12, "人"),
    ("７．５公里", Decimal("7.5"), "公里"),
    ("二十九次", 29, "次"),
    ("一百二十户", 120, "户"),
    ("百分之三十", 30, "%"),
    ("千分之五", Decimal("0.5"), "%"),
    ("12.5％", Decimal("12.5"), "%"),
    ("3‰", Decimal("0.3"), "%"),
    ("2.5个百分点", Decimal("2.5"), "百分点"),
    ("320人次", 320, "人次"),
    ("36件次", 36, "件次"),
    ("18字", 18, "字"),
]


@pytest.mark.parametrize(("text", "value", "unit"), AMOUNTS)
def test_amounts(text: str, value: int | Decimal, unit: str) -> None:
    quantity = one(text)
    assert (quantity.value, quantity.unit, quantity.exact) == (value, unit, True)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("约20家", "约"),
        ("20余家", "余"),
        ("约20余家", "约余"),
        ("100多万人", "多"),
        ("50余万元", "余"),
        ("近300人", "近"),
        ("80%以上", "以上"),
        ("30人左右", "左右"),
        ("不少于15天", "不少于"),
        ("三五个", "三五"),
        ("十几个", "几"),
        ("数十家", "数"),
    ],
)
def test_estimates_are_not_exact(text: str, about: str) -> None:
    quantity = one(text)
    assert (quantity.about, quantity.exact) == (about, False)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("2023年", "date"),
        ("二〇二三年", "date"),
        ("6月", "date"),
        ("5日", "date"),
        ("第3号", "ordinal"),
        ("第十九届", "ordinal"),
        ("12345热线", "name"),
        ("88881234", "name"),
        ("G318", "name"),
        ("80年代", "name"),
        ("3年", "amount"),
        ("6个月", "amount"),
    ],
)
def test_dates_ordinals_and_names_are_no_amounts(text: str, sort: str) -> None:
    assert one(text).sort == sort


@pytest.mark.parametrize("text", ["三会一课", "五一节", "统一思想", "一是", "万家灯火", "一致同意"])
def test_set_words_hold_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["3—5人", "10%—20%", "3至5次", "2019-2021年"])
def test_ranges_are_two_numbers(text: str) -> None:
    assert [q.ranged for q in read(text)] == [True, True]


def test_fractions_are_exact() -> None:
    assert one("三分之二").value == Fraction(2, 3)


@pytest.mark.parametrize(
    ("text", "grain"),
    [("12个", 0), ("12公里", 1), ("1.25万元", 100), ("3亿元", 100_000_000), ("12.5%", Decimal("0.1"))],
)
def test_grain_is_the_size_of_the_last_digit(text: str, grain: int | Decimal) -> None:
    assert one(text).grain == grain


def test_spans_and_noun() -> None:
    text = "共讲授党课29次、走访党员群众1200余户。"
    first, second = read(text)
    assert text[first.start : first.end] == "29次"
    assert (text[second.start : second.end], second.noun) == ("1200余户", "")
    assert one("建成12个党建品牌。").noun == "党建品牌"


def test_the_canonical_form_keeps_every_position() -> None:
    text = "第一，共１２．５万元；\x0e\x85余下〇三项（略）……"
    canonical = plain(text)
    assert len(canonical) == len(text)
    # characters that stand for numerals and marks do not come from the text itself
    assert canonical[text.index("\x0e")] == canonical[text.index("\x85")] == HOLE
    assert "12.5" in canonical


def test_thousands_behind_a_full_width_comma_are_no_number_of_their_own() -> None:
    assert [q.sort for q in read("总额1，753亿元")] == ["amount", "name"]
    assert [q.sort for q in read("12人，753人")] == ["amount", "amount"]


@pytest.mark.parametrize("digit", ["1", "0", "９"])
def test_a_row_of_digits_without_end_is_no_number(digit: str) -> None:
    # Python refuses to turn more than 4,300 digits into a number
    assert read(digit * 5000 + "个") == []
