"""Silencers: comments in Markdown, `ignore` entries by content; unused ones are reported."""

from __future__ import annotations

import json

import pytest

TEXT = """# 通知

{before}
走访XX户。

{between}走访XX人。
{after}
"""


def found(run, tmp_path, before="", between="", after="", *argv):
    (tmp_path / "a.md").write_text(TEXT.format(before=before, between=between, after=after), encoding="utf-8")
    ran = run("check", "a.md", "--select", "PLH", "--output-format", "json", *argv)
    return [(f["code"], f["location"]["line"]) for f in json.loads(ran.out)], ran


@pytest.mark.parametrize(
    ("before", "between", "after", "expected"),
    [
        ("", "", "", [("PLH101", 4), ("PLH101", 6)]),
        ("<!-- gongwen-lint: ignore[PLH101] 待填 -->", "", "", [("PLH101", 6)]),
        ("<!-- gongwen-lint: ignore[PLH] -->", "", "", [("PLH101", 6)]),
        ("<!-- gongwen-lint: ignore -->", "", "", [("PLH101", 6)]),
        ("<!-- gongwen-lint: ignore[unfilled-blank] -->", "", "", [("PLH101", 6)]),
        ("", "", "<!-- gongwen-lint: ignore-file[PLH] 模板 -->", []),
        ("<!-- gongwen-lint: ignore-start[PLH] -->", "", "<!-- gongwen-lint: ignore-end -->", []),
        ("<!-- gongwen-lint: ignore-start[PLH] -->", "<!-- gongwen-lint: ignore-end -->\n", "", [("PLH101", 7)]),
        ("<!-- gongwen-lint: ignore[PLH102] -->", "", "", [("E950", 3), ("PLH101", 4), ("PLH101", 6)]),
        ("<!-- gongwen-lint：ignore【PLH101】 -->", "", "", [("PLH101", 6)]),
        ("<!-- gongwen-lint: ignore[TYP101，PLH101] -->", "", "", [("PLH101", 6)]),
        # what nobody can follow silences nothing and is reported
        ("<!-- gongwen-lint: ignore-flie[PLH101] -->", "", "", [("E950", 3), ("PLH101", 4), ("PLH101", 6)]),
        ("<!-- gongwen-lint: ignored -->", "", "", [("E950", 3), ("PLH101", 4), ("PLH101", 6)]),
        ("<!-- gongwen-lint: ignore[PHL101] -->", "", "", [("E950", 3), ("PLH101", 4), ("PLH101", 6)]),
        ("", "", "<!-- gongwen-lint: ignore-end -->", [("PLH101", 4), ("PLH101", 6), ("E950", 7)]),
        # its rule did not run: nothing is known about its use
        ("<!-- gongwen-lint: ignore[TYP101] -->", "", "", [("PLH101", 4), ("PLH101", 6)]),
    ],
)
def test_directives(run, tmp_path, before, between, after, expected):
    assert found(run, tmp_path, before, between, after)[0] == expected


def test_silenced_blanks_are_counted(run, tmp_path):
    ran = found(run, tmp_path, after="<!-- gongwen-lint: ignore-file[PLH] -->")[1]
    assert ran.code == 0 and "已屏蔽空白2处" in ran.err


def test_a_silenced_fix_is_not_made(run, tmp_path):
    text = "<!-- gongwen-lint: ignore[TYP101] 引文 -->\n鲜明的人们立场。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    run("check", "a.md", "--fix")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == text


ENTRIES = [
    ("{rule: PLH101, text: XX, reason: x}", 0),
    ("{rule: PLH101, text: 走访XX户}", 1),
    ("{rule: PLH101, text: XX, after: 人}", 1),
    ("{rule: PLH101, text: XX, before: 走访, after: 户}", 1),
    ("{rule: PLH, path: '*.md'}", 0),
    ("{rule: PLH, path: 'other/*'}", 2),
    ("{rule: PLH101, scope: “通知”第1段}", 1),
    ("{rule: PLH101, text: XX, until: '2001-01-01'}", 2),
    ("{rule: PLH101, text: XX, until: '2999-01-01'}", 0),
]


@pytest.mark.parametrize(("entry", "left"), ENTRIES)
def test_ignore_entries_name_content(run, tmp_path, entry, left):
    (tmp_path / ".gongwen-lint.yaml").write_text(f"ignore:\n- {entry}\n", encoding="utf-8")
    assert len(found(run, tmp_path)[0]) == left


def test_unused_and_ended_entries_are_reported(run, tmp_path):
    (tmp_path / ".gongwen-lint.yaml").write_text(
        "ignore:\n- {rule: PLH101, text: 没有这个}\n- {rule: PLH101, text: XX, until: '2001-01-01'}\n"
        "- {rule: PLH101, text: XX}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_text("走访XX户。\n2023年5月1日\n", encoding="utf-8")
    err = run("check", "a.txt").err
    assert ".gongwen-lint.yaml:2：ignore 第1条没有屏蔽到任何提示" in err
    assert ".gongwen-lint.yaml:3：ignore 第2条已于2001-01-01到期" in err
    assert "第3条" not in err
