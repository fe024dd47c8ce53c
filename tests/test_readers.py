"""Bytes in, one text with code-point places out, and the same bytes back but for the edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import readers
from lint.model import HOLE, Edit, Given, ReadOnly

# each with eighty different characters and more when it is taken for GB 18030
KOREAN = (
    "올해 우리 군은 주민 생활 안정을 위하여 도로 정비와 상수도 사업을 추진하였으며 예산 집행률은 구십 퍼센트를 "
    "넘었습니다. 앞으로도 농촌 지역의 의료 시설을 확충하고 청년 일자리를 늘리며 문화 행사를 지속적으로 개최할 "
    "계획입니다. 각 부서는 업무 보고서를 이달 말까지 제출하여 주시기 바랍니다. "
    "회의는 대강당에서 오전 열 시에 시작합니다."
)
JAPANESE = (
    "平成二十九年度事業報告書　地域住民生活環境整備事業推進委員会　道路改良工事及上下水道施設更新計画策定"
    "業務委託契約締結　"
    "農業振興地域整備計画変更案縦覧期間満了　学校教育施設耐震補強工事完了検査合格　"
    "高齢者福祉施設運営費補助金交付決定通知書"
)
TEXT = "关于防汛工作的通知\n各乡镇：\n一、加强值守，落实责任。\n姓名\t单位\n张三\t水利局\n"


def read(data: bytes, path: str = "a.txt"):
    return readers.read(data, path, Given())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_reads_alike_and_comes_back(encoding, end):
    data = TEXT.replace("\n", end).encode(encoding)
    doc = read(data)
    assert doc.text == TEXT
    assert doc.origin.rewrite(()) == data
    start = TEXT.index("值守")
    expected = TEXT.replace("值守", "巡查\n值班").replace("\n", end).encode(encoding)
    assert doc.origin.rewrite([Edit(start, start + 2, "巡查\n值班")]) == expected
    assert doc.origin.locate(start)[:2] == (3, 5)


def test_mixed_line_ends_survive():
    data = "一\r\n二\n三\r四".encode()
    doc = read(data)
    assert doc.text == "一\n二\n三\n四"
    assert doc.origin.rewrite([Edit(4, 5, "叁")]) == "一\r\n二\n叁\r四".encode()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\x00\x01", "binary"),
        ("關於開展學習的通知，請各單位遵照執行。".encode("big5"), "encoding"),
        ("日本語のテキストを書きます。".encode("shift-jis"), "encoding"),
        ("加强领导，".encode() + b"\xff" + "落实责任。".encode(), "damaged"),
        ("关于加强值守的通知".encode("utf-7"), "encoding"),
        ("Notice: 关于加强值守的通知\n".encode("hz"), "encoding"),
        ("本年度の事業報告".encode("iso2022_jp"), "encoding"),
        (KOREAN.encode("euc_kr"), "encoding"),
        (JAPANESE.encode("euc_jp"), "encoding"),
    ],
)
def test_what_is_no_text_is_said_so(data, what):
    with pytest.raises(readers.Unreadable) as raised:
        read(data)
    assert raised.value.code == "E901"
    assert raised.value.values["what"].name == f"bytes_{what}"


@pytest.mark.parametrize(
    "text",
    [
        "张三　男　合格\n" * 300,
        "甲村　乙村　丙村　丁村\n",
        "a + b+c, +86-10-1234, 1+1=2, +kotlin+, ~{x}, ~/bin\n",
        "+ABCDEFGH+IJKLMNOP-\n",
        "C++ and +T2A-\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_little_does_not_tell_an_encoding(text, encoding):
    assert read(text.encode(encoding)).text == text


def test_a_format_without_reader_is_said_so():
    with pytest.raises(readers.Unreadable) as raised:
        read(b"anything", "报告.PPT")
    assert raised.value.code == "E902"


def test_an_unknown_suffix_is_read_as_text():
    assert read("正文\n".encode(), "正文").text == "正文\n"


def test_only_real_line_ends_end_a_line():
    doc = read("甲\x0b乙\x0c丙\u2028丁\n戊".encode())
    assert doc.origin.locate(doc.text.index("丁")).line == 1
    assert doc.origin.locate(doc.text.index("戊"))[:2] == (2, 1)


def test_cells_of_a_tabbed_line_are_table_segments():
    cells = [s for s in read(TEXT.encode()).segments if s.kind == "table"]
    assert [(s.row, s.column) for s in cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


MARKDOWN = """---
date: 2023-05-06
---
# 关于**重点**工作的通知

见[附件](a_b.md)和 `x_y`，地址 https://example.cn/xx ，写作 \\*号。
* 列表*强调*项
> 引用一句

| 姓名 | 数 |
|---|---|
| 张* | 12 |

<!-- gongwen-lint: ignore[TYP101] 原因 -->
正文<!-- 注
释 -->后面

```
XX = 1
```
"""


def test_markdown_prose():
    doc = read(MARKDOWN.encode(), "a.md")
    prose = doc.prose.replace(HOLE, "")
    assert "关于重点工作的通知" in prose
    assert "见附件和 ，地址  ，写作 *号。" in prose
    assert "列表强调项" in prose and "引用一句" in prose and "正文\n后面" in prose
    for outside in ("date", "a_b", "x_y", "http", "gongwen", "释", "XX"):
        assert outside not in prose
    assert len(doc.prose) == len(doc.text) == len(MARKDOWN)
    assert [(s.row, s.column) for s in doc.segments if s.kind == "table"] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert {s.level for s in doc.segments if s.kind == "heading"} == {1}
    assert [(m.kind, m.value) for m in doc.marks] == [("date", "2023-05-06"), ("directive", "ignore[TYP101] 原因")]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("共**人**次", "共人次"),
        ("在**省委", "在**省委"),  # no partner: a blank, not emphasis
        ("**“重点”**工作", "“重点”工作"),
        ("共____人____户", "共____人____户"),
        ("a_b_c 与 __强__", "a_b_c 与 强"),
        ("标题\n===\n正文", "标题\n\n正文"),
        ("- [ ] 待办事项", "待办事项"),
        ("1. 一项", "一项"),
        ("***", ""),
        ("![图](x.png)后", "图后"),
        ("用 `<!-- gongwen-lint: ignore-file -->` 屏蔽", "用  屏蔽"),
        ("写作 \\<!-- 的", "写作 <!-- 的"),
        ("```签定``` 后文", " 后文"),
        ("> ```\n> 码\n正文", "\n\n正文"),
        ("- ```\n  码\n\n正文", "\n\n\n正文"),
        ("# 标题 ##  ", "标题"),
        ("# C#", "C#"),
        ("## ", ""),
    ],
)
def test_markdown_inline(source, prose):
    assert read(source.encode(), "a.md").prose.replace(HOLE, "") == prose


MARKED = st.text(st.sampled_from(list("正文，。*_`#|[]()<>!-\n \t~\\1X")), max_size=80)


@given(MARKED)
def test_segments_are_a_partition(text):
    for path in ("a.md", "a.txt"):
        doc = read(text.encode(), path)
        at = 0
        for segment in doc.segments:
            assert segment.start == at < segment.end
            at = segment.end
        assert at == len(doc.text)


@given(st.text(max_size=60))
def test_any_text_comes_back(text):
    data = text.encode("utf-8", "surrogatepass")
    try:
        doc = read(data)
    except readers.Unreadable:
        return
    assert doc.origin.rewrite(()) == data


@given(st.text(st.sampled_from(list("甲乙，\r\n")), max_size=40), st.data())
def test_an_edit_touches_nothing_else(text, data):
    doc = read(text.encode())
    start = data.draw(st.integers(0, len(doc.text)))
    end = data.draw(st.integers(start, len(doc.text)))
    new = readers.read(doc.origin.rewrite([Edit(start, end, "丙")]), "a.txt", Given()).text
    assert new == doc.text[:start] + "丙" + doc.text[end:]


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data):
    for path in ("a.txt", "a.md"):
        try:
            doc = read(data, path)
        except readers.Unreadable:
            continue
        try:
            assert doc.origin.rewrite(()) == data
        except ReadOnly:
            pass
