"""Two papers: every difference of wording is told, and nothing that is filled at sign-off."""

from __future__ import annotations

import json
from difflib import SequenceMatcher, unified_diff
from itertools import product

import pytest
from wordfile import docx, p, table

from lint import differing

DRAFT = """关于做好防汛工作的通知
某政发〔2023〕　号
各乡镇人民政府：
一、加强值守，落实责任，严格执行领导带班制度。
二、备足物资。
　　三、及时报告。
某县人民政府
2023年6月　日
"""
ISSUED = DRAFT.replace("〕　号", "〕12号").replace("6月　日", "6月30日") + "某县人民政府办公室　　2023年6月30日印发\n"


@pytest.fixture
def compare(run, tmp_path):
    def compare(old: str, new: str, *flags: str):
        (tmp_path / "签发稿.txt").write_text(old, encoding="utf-8")
        (tmp_path / "印发件.docx").write_bytes(docx("".join(p(line) for line in new.split("\n")[:-1])))
        return run("compare", "签发稿.txt", "印发件.docx", *flags)

    return compare


def test_what_is_filled_at_sign_off_is_no_difference(compare):
    ran = compare(DRAFT, ISSUED)
    assert (ran.code, ran.out) == (0, "") and "相同" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("落实责任", "压实责任", "一标题｜“一、加强值守，落实责任，严格执行”的“落”改成了“压”。"),
        ("严格执行", "执行", "一标题｜“严格”没有了（值守，落实责任，□执行领导带班制度）。"),
        ("及时报告", "及时如实报告", "三标题｜多了“如实”（三、及时□报告。）。"),
        ("二、备足物资。\n", "", "二标题｜“二、备足物资。”没有了（□）。"),
        (
            "各乡镇人民政府：\n",
            "各乡镇人民政府：\n此件公开发布，请认真贯彻。\n",
            "第4段｜多了“此件公开发布，请认真贯彻。”（□）。",
        ),
    ],
)
def test_differences_are_told(compare, old, new, said):
    assert old in ISSUED
    ran = compare(DRAFT, ISSUED.replace(old, new))
    assert (ran.code, ran.out) == (1, f"{said}\n")
    (found,) = json.loads(compare(DRAFT, ISSUED.replace(old, new), "--output-format", "json").out)
    assert set(found) == {"place", "old", "new", "before", "after"}


def test_tables_are_compared_and_headers_are_not(run, tmp_path):
    for name, number, header in (("a", "3", "送审稿"), ("b", "5", "某县文件")):
        (tmp_path / f"{name}.docx").write_bytes(docx(table(("水利局", number)), header1=p(header)))
    ran = run("compare", "a.docx", "b.docx")
    assert ran.code == 1 and ran.out == "表第1行第1列｜“水利局3”的“3”改成了“5”。\n"


def test_what_cannot_be_read_is_said(run, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"no")
    ran = run("compare", "a.docx", "b.txt")
    assert ran.code == 2 and "E908" in ran.err and "E906" in ran.err
    assert run("compare", "a.docx").code == 2


def test_short_texts_differ_as_difflib_says():
    texts = ["".join(chars) for length in range(5) for chars in product("甲乙", repeat=length)]
    for a, b in product(texts, texts):
        assert differing.opcodes(a, b) == SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        lines = [f"{char}\n" for char in a * 4], [f"{char}\n" for char in b * 4]
        assert [*differing.unified(*lines, "a")] == [*unified_diff(*lines, "a", "a")]


def test_long_texts_are_cut_where_they_agree(monkeypatch):
    monkeypatch.setattr(differing, "_PAIRS", 4)
    a, b = "甲乙丙丁戊己庚辛", "甲乙丁丙戊己某庚辛"
    assert differing.shared(a, b) == [(0, 0, 2), (3, 2, 1), (4, 4, 2), (6, 7, 2)]
    assert differing.shared("甲" * 8, "甲" * 6) == [(0, 0, 6)]
