"""Day by day: findings accepted with a reason, files watched, settings by file, completion in a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import time

import pytest

from lint import completion, options

_SLIP = "渠道处汇报\n今年共完成XX项。\n　　完成清淤，，进度正常。\n"
_CONFIG = (
    "# 防汛办的设置\r\nwords: [吉祥号]  # 活动\r\nignore:  # 说明\r\n  # 活动名称\r\n  - {rule: PUN, text: 甲}\r\n"
)
_FEW = ("--select", "PLH101,PUN108")


def _write(folder, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def test_findings_become_entries_that_silence_just_them(run, tmp_path):
    _write(tmp_path, a=_SLIP, b=_SLIP)
    ran = run("check", *_FEW, "--add-ignore", "上级的“原话”", "a.txt")
    assert (ran.code, ran.out) == (0, "") and ".gongwen-lint.yaml：新记ignore条目2条" in ran.err
    again = run("check", *_FEW, ".")
    assert again.out.count("PLH101") == again.out.count("PUN108") == 1 and "a.txt" not in again.out
    # other words around it, another line: still known; a new one is not
    _write(tmp_path, a="新的一段。\n" + _SLIP)
    assert run("check", *_FEW, "a.txt").code == 0
    _write(tmp_path, a=_SLIP.replace("共完成XX", "超额XX"))
    assert run("check", *_FEW, "a.txt").code == 1
    text = (tmp_path / ".gongwen-lint.yaml").read_text(encoding="utf-8")
    assert text.count("rule: ") == 2 and text.count("原话") == 2


def test_comments_and_line_ends_of_a_configuration_stay(run, tmp_path):
    _write(tmp_path, **{"[a] 报告": _SLIP})
    path = tmp_path / ".gongwen-lint.yaml"
    path.write_bytes(_CONFIG.encode())
    for count in (2, 0):  # what is there already is not written twice, for it is found no more
        ran = run("check", *_FEW, "--add-ignore", "活动名称", ".")
        assert ran.code == 0 and (f"条目{count}条" in ran.err) == bool(count)
    made = path.read_bytes().decode()
    assert made.replace("\r\n", "").count("\n") == 0
    assert [line for line in made.split("\r\n") if '活动名称"' not in line] == _CONFIG.split("\r\n")
    assert run("check", *_FEW, ".").code == 0


@pytest.mark.parametrize("before", ["", "# 本单位\n", "ignore:\n"])
def test_an_entry_goes_into_what_is_there(run, tmp_path, before):
    (tmp_path / "a.txt").write_text("走访XX户。\n", encoding="utf-8")
    settings = tmp_path / ".gongwen-lint.yaml"
    settings.write_text(before, encoding="utf-8")
    assert run("check", "--select", "PLH101", "--add-ignore", "样稿", "a.txt").code == 0
    written = settings.read_text(encoding="utf-8")
    assert written.startswith(before) and written.count("样稿") == 1
    assert run("check", "--select", "PLH101", "a.txt").code == 0


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--add-ignore", " "), "写上理由"),
        (("--add-ignore", "活动", "--isolated"), "--isolated"),
    ],
)
def test_entries_need_a_reason_and_a_place(run, tmp_path, flags, said):
    _write(tmp_path, a=_SLIP)
    ran = run("check", *flags, "a.txt")
    assert ran.code == 2 and said in ran.err and list(tmp_path.glob(".*")) == []


def test_entries_in_brackets_are_shown_for_a_person_to_add(run, tmp_path):
    _write(tmp_path, a=_SLIP)
    (tmp_path / ".gongwen-lint.yaml").write_text("ignore: [{rule: PUN, text: 甲}]\n", encoding="utf-8")
    ran = run("check", *_FEW, "--add-ignore", "活动", "a.txt")
    assert ran.code == 2 and "- {rule: PLH101" in ran.err


def test_watching_checks_again_what_was_changed(run, tmp_path, monkeypatch):
    _write(tmp_path, a=_SLIP)
    silent = "ignore: [{rule: PLH101}]\n"

    def changes():
        yield lambda: None
        yield lambda: _write(tmp_path, b="共XX项。\n")
        yield lambda: (tmp_path / ".gongwen-lint.yaml").write_text("wrong: 1\n", encoding="utf-8")
        yield lambda: (tmp_path / ".gongwen-lint.yaml").write_text(silent, encoding="utf-8")
        yield lambda: None

    left = changes()

    def sleep(seconds: float) -> None:
        change = next(left, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    monkeypatch.setattr(time, "sleep", sleep)
    ran = run("check", *_FEW, "--watch", "--output-format", "concise", ".")
    assert ran.code == 1
    assert [line.partition(":")[0] + line[-6:] for line in ran.out.splitlines()] == [
        *("a.txtPLH101", "a.txtPUN108"),
        *("a.txtPLH101", "a.txtPUN108", "b.txtPLH101"),
        "a.txtPUN108",
    ]
    assert "有改动：b.txt" in ran.err and "wrong" in ran.err


def test_settings_by_file(run, tmp_path):
    (tmp_path / "旧").mkdir()
    _write(tmp_path, a=_SLIP)
    _write(tmp_path / "旧", b=_SLIP, c=_SLIP, d="建立问题台帐，对照台账逐项销号。\n")
    (tmp_path / ".gongwen-lint.yaml").write_text(
        "disable: [CON101]\n"
        "ignore: [{rule: PUN108, path: a.txt}]\n"
        "per-file:\n"
        "  旧/*: {disable: [PLH], enable: [CON101]}\n"
        "  c.txt: {disable: PUN}\n",
        encoding="utf-8",
    )
    for flags in ((), (), ("--no-cache",), ("--no-cache", "--jobs", "2")):
        ran = run("check", "--profile", "strict", "--output-format", "concise", *flags, ".")
        found = {(line.partition(":")[0], line[-6:]) for line in ran.out.splitlines()}
        assert {("a.txt", "PLH101"), ("旧/b.txt", "PUN108"), ("旧/d.txt", "CON101")} <= found
        assert not {("a.txt", "PUN108"), ("旧/b.txt", "PLH101"), ("旧/c.txt", "PUN108")} & found
        assert "没有屏蔽" not in ran.err


def test_options_by_file(run, tmp_path):
    text = "关于防汛工作的通知\n" + "全镇XX个村，XX户。\n" * 6
    _write(tmp_path, a=text, b=text)
    config = "per-file: {b.txt: {options: {template-document: {least: 3}}}}\n"
    (tmp_path / ".gongwen-lint.yaml").write_text(config, encoding="utf-8")
    for _ in range(2):
        ran = run("check", "--select", "PLH190", "--output-format", "concise", ".")
        assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["b.txt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("per-file: [a]\n", "1:1: per-file"),
        ("per-file: {'*': [a]}\n", "1:12: per-file.*"),
        ("per-file:\n  '*': {disabled: [PUN]}\n", "2:9: disabled: 没有“disabled”这个键。是不是“disable”？"),
        ("per-file:\n  '*': {words: [甲]}\n", "2:9: words"),
        ("per-file:\n  '*': {disable: [PUM]}\n", "2:19: disable[1]"),
        ("per-file:\n  '*': {stage: finale}\n", "2:9: stage"),
        ("per-file:\n  '*': {options: {PLH190: {leats: 3}}}\n", "leats"),
    ],
)
def test_mistakes_in_settings_by_file(run, tmp_path, text, said):
    (tmp_path / ".gongwen-lint.yaml").write_text(text, encoding="utf-8")
    _write(tmp_path, a=_SLIP)
    ran = run("check", ".")
    assert ran.code == 2 and said in ran.err and ran.out == ""


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_completion_names_every_command_and_flag(run, shell):
    script = run("completion", shell).out
    assert all(command in script for command in options.COMMANDS)
    assert all(flag in script for command in options.COMMANDS for flag in options.flags(command))
    assert run("completion", shell[:-1]).code == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("ch",), ["check"]),
        (("check", "--no-t"), ["--no-text", "--no-track"]),
        (("check", "--profile", ""), ["default", "minimal", "strict"]),
        (("check", "--output-format", "sa"), ["sarif"]),
        (("date", "--no-t"), []),
        (("check", "报"), []),
    ],
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes(run, tmp_path, words, found):
    (tmp_path / "script").write_text(run("completion", "bash").out, encoding="utf-8", newline="\n")
    line = " ".join(f"'{word}'" for word in ("gongwen-lint", *words))
    code = f"source ./script; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _gongwen_lint; "
    code += "printf '%s\\n' \"${COMPREPLY[@]}\""
    done = subprocess.run(["bash", "--norc", "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.stderr == "" and sorted(filter(None, done.stdout.split("\n"))) == found


@pytest.mark.skipif(os.name == "nt", reason="the shells of POSIX")
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_read_the_script(run, tmp_path, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    (tmp_path / "script").write_text(run("completion", shell).out, encoding="utf-8")
    assert subprocess.run([shell, "-n", "script"], cwd=tmp_path, capture_output=True).returncode == 0
