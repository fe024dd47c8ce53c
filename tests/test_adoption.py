"""Baselines and changed lines: old findings stay quiet wherever they move, new ones never do."""

from __future__ import annotations

import json
import os

import pytest

_OLD = "渠道处汇报\n今年共完成XX项。按期通水。\n　　完成清淤，，进度正常。\n"
_NAME = "报告 库/一.txt"
_BASELINE = ".gongwen-lint-baseline.json"


@pytest.fixture
def write(tmp_path):
    def write(text: str, name: str = _NAME) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    return write


def _codes(run, *flags: str) -> list[str]:
    ran = run("check", "--isolated", "--output-format", "jsonl", *flags)
    assert ran.code in (0, 1), ran.err
    return [f"{row['code']}:{row['location']['line']}" for row in map(json.loads, ran.out.splitlines())]


def test_what_is_in_the_baseline_is_not_reported_and_is_counted(run, write):
    write(_OLD)
    made = run("baseline", "create", ".")
    assert made.code == 0 and "登记2处" in made.out
    ran = run("check", "--isolated", "--baseline", _BASELINE)
    assert (ran.code, ran.out) == (0, "") and "基线登记过的2处没有列出" in ran.err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (_OLD, []),
        # lines move, their neighbours change, blanks change
        ("新的一段。\n\n" + _OLD, []),
        (_OLD.replace("按期通水。", "提前通水！"), []),
        (_OLD.replace("今年共", "今年 共"), []),
        # one more of the same, another blank, other words around it
        (_OLD + "今年共完成XX项。\n", ["PLH101:4"]),
        (_OLD.replace("通水", "**公里"), ["PLH101:2"]),
        (_OLD.replace("今年共完成", "全年只完成"), ["PLH101:2"]),
    ],
)
def test_what_is_new_is_reported(run, write, text, found):
    write(_OLD)
    run("baseline", "create", ".", "--select", "PLH101,PUN108")
    write(text)
    assert _codes(run, "--baseline", _BASELINE, "--select", "PLH101,PUN108") == found


def test_nothing_of_the_text_stands_in_it(run, write, tmp_path):
    write(_OLD)
    run("baseline", "create")
    data = json.loads((tmp_path / _BASELINE).read_text(encoding="utf-8"))
    assert list(data["files"]) == [_NAME]
    assert all(set(key.partition(":")[2]) <= set("0123456789abcdef") for key in data["files"][_NAME])


def test_it_only_shrinks(run, write, tmp_path):
    write(_OLD)
    write(_OLD, "二.txt")
    run("baseline", "create")
    write(_OLD.replace("，，", "，") + "完成**公里。\n")
    (tmp_path / "二.txt").unlink()
    ran = run("check", "--isolated", "--baseline", _BASELINE, "--fail-level", "info", "--select", "PUN")
    assert ran.code == 0 and "基线里3处已经改好" in ran.err
    assert run("check", "--isolated", "--baseline", _BASELINE, "--baseline-check", "--select", "PUN").code == 1
    assert "去掉3处，还有1处" in run("baseline", "update").out
    assert _codes(run, "--baseline", _BASELINE, "--select", "PLH101") == ["PLH101:4"]
    assert "去掉0处，还有1处" in run("baseline", "prune").out


def test_only_what_is_reported_is_fixed(run, write, tmp_path):
    write(_OLD)
    run("baseline", "create")
    write(_OLD + "完成衬砌，，质量合格。\n")
    run("check", "--isolated", "--baseline", _BASELINE, "--unsafe-fixes", ".")
    assert (tmp_path / _NAME).read_text(encoding="utf-8") == _OLD + "完成衬砌，质量合格。\n"


@pytest.mark.parametrize(
    ("content", "argv", "said"),
    [
        (None, ("check", "--baseline", "none.json"), "none.json打不开"),
        ("[]", ("check", "--baseline", _BASELINE), f"{_BASELINE}:1:1不是"),
        ('{"a":\n x}', ("check", "--baseline", _BASELINE), f"{_BASELINE}:2:2不是"),
        (
            '{"gongwen-lint baseline": 1, "files": {"a": {"b": "c"}}}',
            ("check", "--baseline", _BASELINE),
            f"{_BASELINE}:1:1不是",
        ),
        ("{}", ("baseline", "create"), "已经有了"),
        ("<<<<<<< HEAD\n{}\n", ("check", "--baseline", _BASELINE), "合并冲突"),
        (None, ("baseline", "update"), "打不开"),
        (None, ("baseline", "creat"), "是不是“baseline create”"),
        (None, ("check", "--baseline-check"), "要和 --baseline"),
        (None, ("check", "--diff-base", "main"), "不在 git 仓库里"),
    ],
)
def test_what_cannot_be_used_is_said(run, write, tmp_path, monkeypatch, content, argv, said):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(_OLD)
    if content is not None:
        write(content, _BASELINE)
    ran = run(*argv)
    assert (ran.code, ran.out) == (2, "") and said in ran.err
    assert content is None or (tmp_path / _BASELINE).read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (_OLD, []),
        (_OLD.replace("今年共", "全年共"), ["PLH101:2"]),
        (_OLD.replace("按期通水", "按期完成**公里"), ["PLH101:2"]),
        # what was moved is not new; a new line is
        ("按期通水。今年共完成XX项。\n　　完成清淤，，进度正常。\n渠道处汇报\n", []),
        ("完成衬砌，，质量合格。\n" + _OLD, ["PUN108:1"]),
        # between sentences: the line tells
        (_OLD.replace("通水。", "通水。 "), ["PUN102:2"]),
    ],
)
def test_only_changed_sentences(run, write, git, text, found):
    write(_OLD)
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    write(text)
    flags = ("--select", "PLH101,PUN102,PUN108")
    assert _codes(run, "--diff-base", "HEAD", *flags) == found
    assert _codes(run, "--diff-base", "main", *flags, ".") == found


def test_a_branch_is_compared_with_where_it_began(run, write, git):
    write(_OLD)
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    git("switch", "--quiet", "-c", "work")
    write(_OLD + "完成**公里。\n")
    git("commit", "--quiet", "-am", "b")
    git("switch", "--quiet", "main")
    write(_OLD + "主干上XX项。\n")
    git("commit", "--quiet", "-am", "c")
    git("switch", "--quiet", "work")
    assert _codes(run, "--diff-base", "main", "--select", "PLH101") == ["PLH101:4"]


def test_renamed_new_and_deleted_files(run, write, git, tmp_path):
    long = _OLD + "".join(f"第{n}条渠道已经巡查。\n" for n in range(30))
    write(long)
    write(long, "二.txt")
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    git("mv", _NAME, "三.txt")
    write(long + "完成**公里。\n", "三.txt")
    (tmp_path / "二.txt").unlink()
    write("新增XX项。\n", "四.txt")
    assert _codes(run, "--diff-base", "HEAD", "--select", "PLH101") == ["PLH101:34", "PLH101:1"]


def test_what_git_says_is_told(run, write, git, tmp_path, monkeypatch):
    write(_OLD)
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    (tmp_path / ".git" / "config").write_text("[core\n", encoding="utf-8")
    ran = run("check", "--isolated", "--diff-base", "main")
    assert ran.code == 2 and "git 不肯读" in ran.err and "bad config line 1" in ran.err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "找不到 git" in run("check", "--isolated", "--staged").err


def test_staged(run, write, git):
    write(_OLD)
    git("add", ".")
    # before the first commit everything is new
    assert _codes(run, "--staged", "--select", "PLH101") == ["PLH101:2"]
    git("commit", "--quiet", "-m", "a")
    write(_OLD + "完成**公里。\n")
    git("add", ".")
    write(_OLD + "完成12公里。\n")  # what is not staged does not count
    assert _codes(run, "--staged", "--select", "PLH101") == ["PLH101:4"]
    git("add", ".")
    ran = run("check", "--isolated", "--staged")
    assert ran.code == 0
    git("reset", "--quiet", "--hard")
    assert "没有改动的文档" in run("check", "--isolated", "--staged").err


def test_a_finding_with_two_places_when_either_was_touched(run, write, git):
    text = "会议强调三点：一是查，二是改，三是防。\n全年培训干部320人次。\n共培训5期。\n"
    write(text)
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    write(text + "全年培训干部302人次。\n")
    every = _codes(run, "--select", "NUM4", ".")
    assert _codes(run, "--diff-base", "HEAD", "--select", "NUM4") == every and every


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--diff-base", "none"), "没有“none”这个版本"),
        (("--diff-base", "HEAD", "--staged"), "只能用一个"),
        (("--staged", "--fix"), "不能同时改文件"),
    ],
)
def test_versions_that_cannot_be_compared(run, write, git, flags, said):
    write(_OLD)
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    ran = run("check", "--isolated", *flags)
    assert (ran.code, ran.out) == (2, "") and said in ran.err


def test_a_folder_below_the_root(run, write, git, tmp_path, monkeypatch):
    write(_OLD)
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    write(_OLD + "完成**公里。\n")
    monkeypatch.chdir(os.path.join(tmp_path, "报告 库"))
    assert _codes(run, "--diff-base", "HEAD", "--select", "PLH101") == ["PLH101:4"]


def test_what_a_change_lets_pass_is_told(run, write, git, tmp_path):
    write(_OLD)
    write("# 报告\n\n今年共完成XX项。\n", "b.md")
    write("ignore:\n- {rule: PUN, text: 旧的, reason: 早有}\n", ".gongwen-lint.yaml")
    assert run("baseline", "create", "b.md").code == 0
    git("add", "-A")
    git("commit", "--quiet", "-m", "old")
    write("# 报告\n\n<!-- gongwen-lint: ignore[PLH] 样稿 -->\n\n今年共完成XX项。\n", "b.md")
    write(
        "ignore:\n- {rule: PLH101, path: '*/一.txt', text: 共完成XX项, reason: 数字待公布}\n"
        "- {rule: PUN, text: 旧的, reason: 早有}\n",
        ".gongwen-lint.yaml",
    )
    (tmp_path / _BASELINE).unlink()
    run("baseline", "create", ".", "--isolated")
    flags = ("check", "--diff-base", "HEAD", "--baseline", _BASELINE, "--output-format", "markdown")
    ran = run(*flags)
    assert "本次新增豁免4条" in ran.err.splitlines()
    assert ran.out.splitlines()[-6:] == [
        "### 本次新增豁免4条",
        "",
        "- .gongwen-lint.yaml｜配置｜PLH101｜共完成XX项｜数字待公布",
        "- 报告 库/一.txt｜基线｜PLH101｜1处",
        "- 报告 库/一.txt｜基线｜PUN108｜1处",
        "- b.md｜文中注释｜PLH｜\\<!-- gongwen-lint: ignore\\[PLH\\] 样稿 --\\>",
    ]
    bare = run(*flags, "--no-text").out
    assert "完成XX项" not in bare and "样稿" not in bare and "数字待公布" not in bare and "本次新增豁免4条" in bare
    git("add", "-A")
    git("commit", "--quiet", "-m", "new")
    assert "豁免" not in run(*flags).err


def test_a_configuration_may_name_the_baseline(run, write, git, tmp_path):
    write(_OLD)
    write(f"baseline: {_BASELINE}\n", ".gongwen-lint.yaml")
    ran = run("check", ".")
    assert ran.code == 2 and "先用 gongwen-lint baseline create 登记" in ran.err
    made = run("baseline", "create", ".")
    assert made.out == f"已写{_BASELINE}：登记2处，以后的检查不再提示这些。\n"
    assert (run("check", ".").code, run("check", ".", "--isolated").code) == (0, 1)
    assert run("check", "--baseline-check", ".").code == 0
    # the file that a flag names wins, and an update does not take itself for known
    write('{"gongwen-lint baseline": 1, "files": {}}', "other.json")
    assert run("check", "--baseline", "other.json", ".").code == 1
    assert "去掉0处，还有2处" in run("baseline", "update", ".").out
    write(_OLD.replace("XX", "12"))
    ran = run("check", "--baseline-check", ".")
    assert ran.code == 1 and "基线里1处已经改好" in ran.err
    assert "去掉1处，还有1处" in run("baseline", "update", ".").out
    write(_OLD.replace("XX", "12"), "下 级/一.txt")
    write("disable: [PLH]\n", "下 级/.gongwen-lint.yaml")  # a folder with settings of its own has no baseline
    assert run("check", ".").code == 1
    write("baseline: [a]\n", ".gongwen-lint.yaml")
    assert ":1:1: baseline: " in run("check", ".").err


def test_machine_formats_are_whole_where_nothing_was_changed(run, write, git):
    write(_OLD)
    git("add", "-A")
    git("commit", "--quiet", "-m", "old")
    ran = run("check", "--isolated", "--diff-base", "HEAD", "--output-format", "json")
    assert (ran.code, json.loads(ran.out)) == (0, []) and "没有改动的文档" in ran.err
