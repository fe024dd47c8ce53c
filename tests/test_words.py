"""The word table, and which hits are better read across a word border."""

from __future__ import annotations

import importlib.util
import pathlib

import pytest

from lint.views.words import crosses_border, is_word

ROOT = pathlib.Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人民", True),
        ("部署", True),
        ("天然气", True),
        ("实事求是", True),
        ("布署", False),
        ("按装", False),
        ("天燃气", False),
        ("", False),
        ("人", False),  # one character is no entry
        ("中华人民共和国", False),  # nor are more than four
        ("𠮷林", False),  # beyond the first plane
        ("\ud800人", False),  # half a surrogate pair
        ("ab", False),
    ],
)
def test_is_word(text, expected):
    assert is_word(text) is expected


MUST_DROP = [
    "来[自已]经开展的工作",  # 来自|已经
    "今[天燃气]公司入户",  # 今天|燃气
    "昨[天燃气]灶具",
    "审[核消]防验收",  # 审核|消防
    "当[即然]后离开",  # 当即|然后
    "财[政付]款凭证",  # 财政|付款
    "保[健设]备采购",  # 保健|设备
    "相[关健]康知识",  # 相关|健康
    "依[法订]立合同",  # 依法|订立
    "缺[失综]合治理",  # 缺失|综合
    "严[格守]护底线",  # 严格|守护
]
MUST_KEEP = [
    "充分发挥我们[自已]的作用",
    "会议[布署]了下一步工作",
    "液化[天燃气]、煤气",
    "鲜明的[人们立场]，",  # both halves are words, and neither goes further
    "与业主[签定]合同",
    "取得[显着]成效",
    "[幅射]周边六个村",
    "及时[拔付]资金",
]


def hit(marked: str) -> tuple[str, int, int]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize("marked", MUST_DROP)
def test_crossing_hit_is_dropped(marked):
    assert crosses_border(*hit(marked))


@pytest.mark.parametrize("marked", MUST_KEEP)
def test_true_slip_is_kept(marked):
    assert not crosses_border(*hit(marked))


@pytest.mark.parametrize(("text", "start", "end"), [("自已", 0, 2), ("已", 0, 1), ("", 0, 0)])
def test_ends_of_the_text_are_no_border(text, start, end):
    assert not crosses_border(text, start, end)


def test_table_is_what_the_tool_writes():
    pytest.importorskip("jieba")
    spec = importlib.util.spec_from_file_location("build_words", ROOT / "tools" / "build_words.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.build() == (ROOT / "lint" / "data" / "words.bin").read_bytes()
