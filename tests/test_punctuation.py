"""Punctuation: what must change and, beside it, what must not."""

from __future__ import annotations

import pytest

from lint import api, ruleset
from lint.fix import apply


def found(code, text, name="text.txt"):
    task = api.task(ruleset.load(), select=[code])
    return api.check_bytes(text.encode(), name, task).diagnostics


def fixed(code, text, name="text.txt"):
    return apply(text, [e for d in found(code, text, name) for e in d.fix or ()])


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("PUN101", "有序推进, 自觉落实;抓好“两个责任”,取得实效", "有序推进，自觉落实；抓好“两个责任”，取得实效"),
        ("PUN101", "各科室:", "各科室："),
        ("PUN101", "完成30项,占比60%,居第一", "完成30项，占比60%，居第一"),
        ("PUN102", "学习 \n改进　\n \n", "学习\n改进\n\n"),
        ("PUN106", '推行"一窗通办"，落实"三会一课"。', "推行“一窗通办”，落实“三会一课”。"),
        ("PUN108", "扎实推进，，取得实效。。", "扎实推进，取得实效。"),
        ("PUN110", "1月-11月和2021年-2025年", "1月—11月和2021年—2025年"),
        ("PUN112", "落实“两个责任“。", "落实“两个责任”。"),
        ("PUN122", "２0２3年", "2023年"),
    ],
)
def test_what_changes(code, before, after):
    assert fixed(code, before) == after
    assert found(code, after) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("PUN101", "1,234元、8:30、比例1:2、https://a.cn:80/x,y、Word, Excel"),
        ("PUN101", "法释（2001）3号\n| a:b | c,d |"),
        ("PUN102", "姓名\t职务\t\n李明\t\t\n"),
        ("PUN103", "一、甲\n\n二、乙\n\n三、丙\n\n四、丁\n\n五、戊\n"),  # the document's own habit
        ("PUN105", "平等、等价有偿；减量、等量替代；停车、等车；资质、等级"),
        ("PUN106", '屏幕27"，另一块32"。'),
        ("PUN107", "“甲说：‘乙’。\n“又说：‘丙’。”\n“丁”“戊”“己”"),  # a quotation of two paragraphs
        ("PUN108", "怎么办？！……好！！！"),
        ("PUN110", "2024-01-05；010-12345678；表2-1；3-2版；《规划（2021-2025年）》"),
        ("PUN112", "1）甲；2）乙；a）丙"),
        ("PUN112", "修改为：“第一条　甲。\n（一）乙；\n（二）丙。\n（三）丁。\n第二条　戊。”"),
        ("PUN112", "（2001年1月1日通过\n2005年1月1日修正\n2010年1月1日第二次修正）"),
        ("PUN113", "增长3.15%，共“2.5”版，第9.18节"),
        ("PUN121", "到二○二○年；二百零三人；二〇二一年"),
    ],
)
def test_what_stays(code, text):
    assert [d.text for d in found(code, text)] == []


def test_a_hard_break_of_markdown_is_meant():
    assert found("PUN102", "甲  \n乙", "text.md") == ()
    assert len(found("PUN102", "甲  \n乙", "text.txt")) == 1


def test_blank_lines_at_the_end_are_a_note():
    assert [(d.severity, d.text) for d in found("PUN103", "甲\n乙\n\n\n")] == [("info", "\n\n")]


def test_usual_mark_between_titles_is_left_to_the_strict_profile():
    task = api.task(ruleset.load())
    codes = [d.code for d in api.check_bytes("学习《甲》、《乙》。".encode(), "text.txt", task).diagnostics]
    assert "PUN114" not in codes
