"""The command line as people and programs use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import lint

CLEAN = "关于做好防汛工作的通知\n各乡镇：\n请加强值守，落实责任。\n2023年6月30日\n"
DIRTY = "关于做好防汛工作的通知\n各乡镇：\n共走访XX户，保持鲜明的人们立场。\n2023年6月30日\n"
KEYS = [
    *("code", "name", "severity", "message", "filename", "location", "end_location", "offset", "length", "text"),
    *("label", "values", "fix", "suggestions", "related", "url"),
]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "净.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "稿 件.txt").write_text(DIRTY, encoding="utf-8")
    return tmp_path


def test_exit_status(run, files):
    assert run("check", "净.txt").code == 0
    assert run("check", "稿 件.txt").code == 1
    assert run("check", "稿 件.txt", "--exit-zero").code == 0
    assert run("check", "没有.txt").code == 2
    assert run("check", "没有.txt", "--exit-zero").code == 2
    assert run("check", "稿 件.txt", "没有.txt").code == 2
    assert run("check", "稿 件.txt", "--select", "REF").code == 0


def test_fail_level(run, tmp_path):
    (tmp_path / "a.txt").write_text("今年以来，局始终坚持问题导向。\n2023年6月30日\n", encoding="utf-8")
    assert run("check", "a.txt").code == 0
    assert run("check", "a.txt", "--fail-level", "info").code == 1


def test_other_files_go_on_when_one_cannot_be_read(run, files):
    (files / "坏.txt").write_bytes(b"\x00\x01\x02\x03")
    (files / "旧.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    ran = run("check", ".", "--output-format", "json")
    found = json.loads(ran.out)
    assert ran.code == 2
    assert {(f["filename"], f["code"]) for f in found if f["code"].startswith("E9")} == {
        ("坏.txt", "E901"),
        ("旧.xls", "E902"),
    }
    assert any(f["code"] == "PLH101" for f in found)


def test_json_has_every_key(run, files):
    ran = run("check", "稿 件.txt", "--output-format", "json")
    found = json.loads(ran.out)
    assert [f["code"] for f in found] == ["PLH101", "TYP101"]
    for f in found:
        assert list(f) == KEYS
        assert f["text"] == DIRTY[f["offset"] : f["offset"] + f["length"]]
        assert f["filename"] == "稿 件.txt"
    blank, typo = found
    assert blank["location"] == {"line": 3, "column": 4} and blank["end_location"] == {"line": 3, "column": 6}
    assert blank["fix"] is None
    assert typo["fix"] == {
        "applicability": "safe",
        "edits": [{"offset": typo["offset"] + 1, "length": 1, "content": "民"}],
    }
    assert typo["label"] == "第3段"


def test_a_finding_without_place(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff\x00\xff")
    (found,) = json.loads(run("check", "a.txt", "--output-format", "json").out)
    assert (found["location"], found["offset"], found["length"], found["text"]) == ({"line": 1, "column": 1}, 0, 0, "")


def test_machine_output_is_empty_on_usage_errors(run, files):
    for argv in (
        ["--date", "2023-13"],
        ["--nope"],
        ["--select", "PLX"],
        ["--output-format", "xml"],
        ["--config", "x.yaml"],
    ):
        ran = (
            run("check", "净.txt", *argv, "--output-format", "json")
            if argv[0] != "--output-format"
            else run("check", *argv)
        )
        assert (ran.code, ran.out) == (2, ""), argv
        assert ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["chek"], "用法不对：没有“chek”这个命令；是不是“check”？\n"),
        (["check", "--selct", "X"], "用法不对：没有“--selct”；是不是“--select”？\n"),
        (["check", "--profile", "strong"], "用法不对：“--profile”没有“strong”；可用：minimal、default、strict。\n"),
        (["check", "--select", "unfiled-blank"], "用法不对：没有“unfiled-blank”这条规则；是不是“unfilled-blank”？\n"),
        (["check", "--date"], "用法不对：“--date”后面缺值。\n"),
        (
            ["rule", "masked-data", "--lang", "en"],
            "Usage: There is no rule “masked-data”. Did you mean “masked-date”?\n",
        ),
        (
            ["check", "--profile", "strong", "--lang", "en"],
            "Usage: “--profile” knows no “strong”; one of: minimal, default, strict.\n",
        ),
    ],
)
def test_usage_errors_name_the_nearest_spelling(run, argv, said):
    ran = run(*argv)
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_no_file_is_an_error(run, tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    ran = run("check")
    assert ran.code == 2
    assert ran.err == "没有可检查的文件（跳过1个）。\n"


def test_every_run_says_what_it_did_not_check(run, files):
    (files / "无日期.txt").write_text("正文。\n", encoding="utf-8")
    for argv in (["净.txt"], ["稿 件.txt", "--output-format", "json"], ["净.txt", "--select", "PLH"]):
        assert run("check", *argv).err.splitlines()[-1].startswith("未查｜")
    assert "1个文件没找到本文日期（无日期.txt）" in run("check", "无日期.txt").err
    assert "REF" in run("check", "净.txt", "--select", "PLH").err.splitlines()[-1]
    assert run("check", "净.txt", "--quiet").err == ""


def test_concise_and_full(run, files):
    ran = run("check", "稿 件.txt", "--output-format", "concise")
    assert (
        ran.out
        == (
            "稿 件.txt:3:4: 必改｜第3段｜“XX户，”没填。填上实际内容，或删去这半句。PLH101\n"
            "稿 件.txt:3:12: 必改｜第3段｜“人们立场”应为“人民立场”。TYP101\n"
        )
        or "XX" in ran.out
    )
    full = run("check", "稿 件.txt").out
    lines = full.splitlines()
    shown = next(n for n, line in enumerate(lines) if line.startswith("    3 │"))
    assert lines[shown + 1] == "      │ " + " " * 6 + "^^"
    assert "可自动改（--fix）：“人们立场”→“人民立场”" in full


def test_many_of_one_kind_are_one_card(run, tmp_path):
    (tmp_path / "a.txt").write_text("走访XX户、XX人，发放XX元、XX件，用时XX天。\n2023年5月1日\n", encoding="utf-8")
    ran = run("check", "a.txt", "--select", "PLH101", "--output-format", "concise")
    assert len(ran.out.splitlines()) == 1 and "同类共5处。" in ran.out
    assert len(json.loads(run("check", "a.txt", "--select", "PLH101", "--output-format", "json").out)) == 5


def test_github_annotations_are_escaped(run, tmp_path, monkeypatch):
    (tmp_path / "a,b:c.txt").write_text("增长率达到XX%。\n2023年5月1日\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    line = run("check", "a,b:c.txt").out
    assert line.startswith("::error file=a%2Cb%3Ac.txt,line=1,col=6,endLine=1,endColumn=8,title=PLH101::")
    assert "%25" in line and line.count("\n") == 1


def test_color(run, files, monkeypatch):
    assert "\x1b[" not in run("check", "稿 件.txt").out
    assert "\x1b[4m" in run("check", "稿 件.txt", "--color", "always").out
    assert "\x1b[" not in run("check", "稿 件.txt", "--color", "always", "--output-format", "json").out


def test_english(run, files):
    ran = run("check", "稿 件.txt", "--lang", "en", "--output-format", "concise")
    assert "must fix" in ran.out and "should be" in ran.out
    assert ran.err.splitlines()[-1].startswith("Not checked: ")


def test_output_file(run, files):
    ran = run("check", "稿 件.txt", "--output-format", "json", "-o", "out.json")
    assert ran.out == ""
    assert len(json.loads((files / "out.json").read_text(encoding="utf-8"))) == 2
    assert run("check", "稿 件.txt", "-o", "no/such/folder/x").code == 2


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_output_file_is_whole_or_as_it_was(run, files, monkeypatch, call):
    def fails(*_):
        raise OSError(28, "no space")

    (files / "out.json").write_text("before")
    listed = sorted(files.iterdir())
    monkeypatch.setattr(os, call, fails)
    ran = run("check", "稿 件.txt", "--output-format", "json", "-o", "out.json")
    assert ran.code == 2 and "no space" in ran.err
    assert (files / "out.json").read_text() == "before"
    assert sorted(files.iterdir()) == listed


def test_statistics_and_cost(run, files):
    assert run("check", "稿 件.txt", "--statistics").out.splitlines()[0].split() == [
        "1",
        "PLH101",
        "error",
        "unfilled-blank",
    ]
    assert any(line.strip().endswith("PLH101") for line in run("check", "稿 件.txt", "--cost").err.splitlines())


def test_which_files(run, files):
    (files / "~$稿.docx").write_bytes(b"x")
    (files / ".~lock.txt").write_bytes(b"x")
    (files / "图.png").write_bytes(b"x")
    (files / "表.docx").write_bytes(b"x")
    (files / "说明.MD").write_text("正文\n", encoding="utf-8")
    sub = files / "下级"
    sub.mkdir()
    (sub / "b.txt").write_text("正文\n", encoding="utf-8")
    expected = ["净.txt", "稿 件.txt", "下级/b.txt", "表.docx", "说明.MD"]
    assert sorted(run("check", "--show-files").out.split("\n")[:-1]) == sorted(expected)


def test_gitignore_is_respected(run, files):
    subprocess.run(["git", "init", "-q", "."], cwd=files, check=True)
    (files / ".gitignore").write_text("稿*\n", encoding="utf-8")
    assert run("check", "--show-files").out == "净.txt\n"
    # a named file is checked all the same
    assert run("check", "稿 件.txt").code == 1


def test_excludes_hold_for_named_files_only_when_forced(run, files):
    (files / ".gongwen-lint.yaml").write_text("exclude: ['稿*']\n", encoding="utf-8")
    assert run("check", "--show-files").out == "净.txt\n"
    assert run("check", "稿 件.txt").code == 1
    assert run("check", "稿 件.txt", "净.txt", "--force-exclude").code == 0


def test_globs_do_not_depend_on_the_working_folder(run, files, monkeypatch):
    folder = files / "模板"
    folder.mkdir()
    (folder / "a.txt").write_text(DIRTY, encoding="utf-8")
    for glob in ("模板/*", "模板", "模板/", "./模板/a.txt", "/模板/a.txt"):
        (files / ".gongwen-lint.yaml").write_text(f"exclude: ['{glob}', '稿*']\n", encoding="utf-8")
        assert run("check", "--show-files").out == "净.txt\n", glob
    monkeypatch.chdir(folder)
    from lint.cli import main

    assert main(["check", ".", "--quiet"]) == 2  # no file is left to check


def test_a_file_named_twice_is_checked_once(run, files):
    out = run("check", ".", "稿 件.txt", "./稿 件.txt", "--show-files").out
    assert out.count("稿 件.txt") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_document(run, files):
    os.mkfifo(files / "管道.txt")
    assert "管道" not in run("check", "--show-files").out


@pytest.mark.parametrize("argv", [["--fix"], ["--fix", "--statistics"], ["--fix", "-o", "o.txt"]])
def test_unreadable_standard_input_is_given_back(files, argv):
    done = subprocess.run(
        [sys.executable, "-m", "lint", "check", "-", "--isolated", *argv],
        input=b"\x00\x01", capture_output=True, cwd=files,
    )  # fmt: skip
    assert done.returncode == 2 and done.stdout == b"\x00\x01"
    if "-o" in argv:
        assert "E901" in (files / "o.txt").read_text(encoding="utf-8")


def test_an_internal_error_ends_with_2(run, files, monkeypatch):
    monkeypatch.setattr("lint.engine.run", lambda *a, **b: 1 / 0)
    ran = run("check", "净.txt")
    assert ran.code == 2 and "程序内部出错（ZeroDivisionError" in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("fix", [[], ["--fix"]])
def test_standard_input(files, fix):
    done = subprocess.run(
        [sys.executable, "-m", "lint", "check", "-", "--stdin-filename", "某.txt", "--isolated", *fix],
        input=DIRTY.encode("gb18030"), capture_output=True, cwd=files, env={**os.environ, "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 1
    if fix:
        assert done.stdout == DIRTY.replace("人们", "人民").encode("gb18030")
        assert "PLH101" in done.stderr.decode()
    else:
        assert "某.txt" in done.stdout.decode()


def test_rule_pages(run):
    page = run("rule", "PLH101").out
    assert page.startswith("PLH101 unfilled-blank\n") and "[[XX]]" in page
    assert run("rule", "unfilled-blank").out == page
    (entry,) = json.loads(run("rule", "PLH101", "--output-format", "json").out)
    assert entry["severity"] == "error" and entry["doc"]["zh"] in page
    english = run("rule", "PLH101", "--lang", "en").out
    assert entry["doc"]["en"] in english and entry["doc"]["zh"] not in english
    for lang, gist in (("zh", "把某一年说成五年规划"), ("en", "A year is called the first,")):
        lines = run("rule", "--lang", lang).out.splitlines()
        assert len(lines) > 200 and any("REF201" in line and gist in line for line in lines)
    assert "人们立场\t人民立场" in run("rule", "TYP101", "--table").out


def test_init_never_overwrites(run, tmp_path):
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    ran = run("init")
    assert ran.code == 0 and "gongwen-lint check" in ran.out
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"
    (tmp_path / "a.txt").write_text("正文\n2023年5月1日\n", encoding="utf-8")
    assert run("check", "a.txt").code == 0  # the configuration it wrote is sound
    assert "已经有了" in run("init").out


def test_version():
    done = subprocess.run([sys.executable, "-m", "lint", "--version"], capture_output=True, encoding="utf-8")
    assert done.stdout == f"gongwen-lint {lint.__version__}\n"


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_output_does_not_depend_on_the_hash_seed(files, seed):
    argv = [sys.executable, "-m", "lint", "check", "--isolated", "--output-format", "json", "."]
    outs = {
        subprocess.run(argv, capture_output=True, cwd=files, env={**os.environ, "PYTHONHASHSEED": s}).stdout
        for s in ("0", seed)
    }
    assert len(outs) == 1
