"""Odd machines and odd places: devices, pipes, full disks, names that are no text, Ctrl-C; never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from lint import __main__, baseline, cli, pool, readers
from lint.cli import FORMATS
from lint.model import Given
from lint.office import sheet

SLIP = "今年共完成XX项。\n"
CHECK = ("check", "--isolated", "--no-cache", "--select", "PLH101")
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such devices")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /dev/full and names of any bytes")


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SLIP, encoding="utf-8")
    return path


def _program(folder, *argv, **streams) -> tuple[int, str]:
    """The exit status of a whole process, and what it says on standard error."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-m", "lint", *argv], cwd=folder, env=environment, stderr=subprocess.PIPE, **streams
    )
    return done.returncode, done.stderr.decode("utf-8")


@posix
@pytest.mark.parametrize(
    "argv", [(*CHECK, "/dev/zero"), ("date", "/dev/zero"), ("compare", "a.txt", "/dev/zero"), (*CHECK, "/dev/null")]
)
def test_a_device_may_never_end_and_is_not_read(run, paper, argv):
    ran = run(*argv)
    assert ran.code == 2 and "打不开（是设备或管道，不是文件）" in ran.out + ran.err


@posix
@pytest.mark.parametrize("settings", ["extends: /dev/zero\n", "baseline: /dev/zero\n"])
def test_settings_cannot_name_a_device(run, paper, settings):
    (paper.parent / ".gongwen-lint.yaml").write_text(settings, encoding="utf-8")
    ran = run("check", "a.txt")
    assert ran.code == 2 and "/dev/zero" in ran.err and "是设备或管道" in ran.err


@posix
@pytest.mark.parametrize(
    "argv",
    [
        (*CHECK, "b.txt"),
        (*CHECK, "--fix", "b.txt"),
        ("check", "--config", "b.txt", "a.txt"),
        ("check", "--isolated", "--baseline", "b.txt", "a.txt"),
        ("date", "b.txt"),
        ("compare", "b.txt", "a.txt"),
        ("annotate", "--isolated", "b.txt"),
        ("check", "--add-ignore", "样稿", "a.txt"),
    ],
)
def test_nobody_waits_for_a_pipe_that_none_writes(run, paper, argv):
    """Nor for a socket; one that a shell opened (`<(…)`, standard input) has its writer."""
    os.mkfifo(paper.parent / ("b.txt" if "b.txt" in argv else ".gongwen-lint.yaml"))
    ran = run(*argv)
    assert ran.code == 2 and "是设备或管道" in ran.out + ran.err
    assert run(*CHECK, ".").out.count("PLH101") == 1  # a walk passes it over


@posix
def test_a_pipe_beside_what_init_writes(run, tmp_path):
    os.mkfifo(tmp_path / ".pre-commit-config.yaml")
    assert run("init").code == 0


@posix
@pytest.mark.parametrize("name", ["-", "/dev/stdin", "/dev/fd/0"])
def test_a_pipe_that_is_open_is_read(paper, name):
    with subprocess.Popen([sys.executable, "-c", f"print('{SLIP.strip()}')"], stdout=subprocess.PIPE) as writer:
        assert _program(paper.parent, *CHECK, "--quiet", name, stdin=writer.stdout) == (1, "")


@posix
def test_settings_are_read_twice_and_so_are_no_pipe(paper):
    with subprocess.Popen([sys.executable, "-c", "print('disable: [PLH101]')"], stdout=subprocess.PIPE) as writer:
        code, told = _program(paper.parent, "check", "--config", "/dev/stdin", "a.txt", stdin=writer.stdout)
    assert code == 2 and "是设备或管道" in told


@posix
def test_nothing_takes_the_place_of_a_device_or_pipe(run, paper):
    os.mkfifo(paper.parent / "a.docx")
    for target in ("a.docx", "/dev/null"):
        ran = run("annotate", "--isolated", "a.txt", "-o", target)
        assert ran.code == 2 and "不是文件" in ran.err
        assert not os.path.isfile(target)


def test_standard_input_that_is_closed_is_a_file_that_cannot_be_opened(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    for argv in ((*CHECK, "-"), ("date", "-")):
        ran = run(*argv)
        assert ran.code == 2 and "E906" in ran.out + ran.err


@linux
@pytest.mark.parametrize(
    "argv",
    [
        (*CHECK, "a.txt"),
        (*CHECK, "--output-format", "json", "a.txt"),
        (*CHECK, "--fix", "-"),
        ("rule",),
        ("date", "a.txt"),
        ("--help",),
    ],
)
def test_a_full_disk_behind_the_output_is_told(paper, argv):
    with open("/dev/full", "wb") as full, open(paper, "rb") as given:
        code, told = _program(paper.parent, *argv, stdout=full, stdin=given)
    assert (code, told) == (2, "用法不对：写不进“标准输出”（No space left on device）。\n")


@linux
def test_a_full_disk_behind_the_version(paper):
    with open("/dev/full", "wb") as full:
        assert _program(paper.parent, "--version", stdout=full) == (2, "")


@posix
@pytest.mark.parametrize("argv", [(*CHECK, "--quiet", "a.txt"), ("rule",), ("date", "a.txt"), ("--version",)])
def test_a_reader_that_went_away_is_told_nothing(paper, argv):
    behind, before = os.pipe()
    os.close(behind)
    with open(before, "wb") as pipe:
        assert _program(paper.parent, *argv, stdout=pipe) == (2, "")


@pytest.mark.parametrize("lang", ["C", "POSIX", "zh_CN.GB18030"])
def test_the_locale_changes_nothing(paper, lang):
    environment = {"LC_ALL": lang, "LANG": lang, "PYTHONIOENCODING": "ascii", "TERM": "dumb", "COLUMNS": "3"}
    environment |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    environment["GONGWEN_LINT_CACHE_DIR"] = str(paper)  # no folder, and without HOME there is none either
    done = subprocess.run(
        [sys.executable, "-m", "lint", *CHECK, "--quiet", "a.txt"],
        cwd=paper.parent,
        env=environment,
        capture_output=True,
    )
    assert done.returncode == 1 and "今年共完成XX项。" in done.stdout.decode("utf-8") and not done.stderr
    assert paper.read_text(encoding="utf-8") == SLIP


@posix
@pytest.mark.parametrize("argv", [("check",), ("check", "-"), ("rule",), ("init",)])
def test_a_working_folder_that_is_gone(tmp_path, argv):
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os, sys; os.rmdir({str(gone)!r}); from lint.__main__ import main; sys.argv[1:] = {argv!r}"
    code += "; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=gone, env=environment, capture_output=True, input=b"")
    assert done.returncode == 2 and "换到别的文件夹" in done.stderr.decode() and b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("stated", [None, "relative"])
def test_without_a_home_nothing_is_kept(run, paper, monkeypatch, stated):
    import pwd

    def nobody(number):
        raise KeyError(number)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_CACHE_HOME", "GONGWEN_LINT_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    if stated:
        monkeypatch.setenv("XDG_CACHE_HOME", stated)
    assert run("check", "--isolated", "--select", "PLH101", "a.txt").code == 1
    assert os.listdir(paper.parent) == ["a.txt"]


@posix
def test_a_reason_from_a_terminal_that_python_takes_for_ascii(paper):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    argv = [sys.executable, "-m", "lint", "check", "--select", "PLH101", "--add-ignore", "样稿", "a.txt"]
    assert subprocess.run(argv, cwd=paper.parent, env=environment, capture_output=True).returncode == 0
    assert 'reason: "样稿"' in (paper.parent / ".gongwen-lint.yaml").read_text(encoding="utf-8")


@linux
@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"a\nb.txt", b"\x1b[31m.txt", b"-a.txt", "a\u202e.txt".encode()])
def test_names_that_are_no_text(run, tmp_path, name):
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:
        file.write(SLIP.encode())
    for form in FORMATS:
        ran = run(*CHECK, "--output-format", form, ".")
        assert ran.code == 1 and "内部" not in ran.err, form
        if form in ("full", "concise"):
            assert not {"\x1b", "\u202e"} & {*ran.out, *ran.err}
            assert form == "full" or ran.out.count("\n") == 1
    assert run("check", "--select", "PLH101", "--add-ignore", "样稿", ".").code == 0
    assert run("check", "--select", "PLH101", ".").code == 0
    with open(path, "rb") as file:
        assert file.read() == SLIP.encode()


def test_a_text_cannot_drive_the_terminal(run, tmp_path):
    (tmp_path / "a.txt").write_text("红\x1b[31m今年共完成XX项\x9b31m\u202e的\x07。\n", encoding="utf-8")
    for form in ("full", "concise"):
        for color in ("always", "never"):
            ran = run("check", "--isolated", "--profile", "strict", "--output-format", form, "--color", color, "a.txt")
            assert ran.code == 1 and not {"\x07", "\x9b", "\u202e"} & {*ran.out, *ran.err}
            assert "红\x1b" not in ran.out and (form == "concise" or "红␛[31m今年" in ran.out)


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000])
def test_a_baseline_nested_too_deep_is_none(content):
    with pytest.raises(baseline.Unusable):
        baseline.parse(content, "b.json")


def test_ctrl_c_while_the_program_begins(monkeypatch):
    def interrupted(argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    monkeypatch.setattr(sys, "argv", ["gongwen-lint", "check"])
    assert __main__.main() == 130


@posix
def test_ctrl_c_waits_until_processes_are_started():
    begun = False
    with pytest.raises(KeyboardInterrupt), pool._sheltered():
        # to this thread: one that another test left would take what is sent to the process
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        begun = True
    assert begun and signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_rows_that_a_sheet_only_declares_cost_nothing():
    """Excel itself writes as many as 1,048,576 where a whole column was formatted."""
    rows = 20_000
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(sheet(("甲",), [("乙",)], (9,)))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b'<row r="5"/>' * rows + b"</sheetData>")
                size = len(content)
            new.writestr(name, content)
    readers.read(made.getvalue(), "a.xlsx", Given())
    tracemalloc.start()
    try:
        assert readers.read(made.getvalue(), "a.xlsx", Given()).text == "甲\n乙\n"
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak - 3 * size < 40 * rows
