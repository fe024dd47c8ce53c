"""Many files: results that are known, several processes and a run that is stopped say what one plain run says."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lint import cache, packing, ruleset, store
from lint.cli import FORMATS

ROOT = Path(__file__).parent.parent
DRAFTS = sorted((ROOT / "examples" / "drafts").iterdir())
_SLIP = "渠道处汇报\n今年共完成XX项。\n　　完成清淤，，进度正常。\n"
# beside the rules of the slip one that goes by the date
_FEW = ("--select", "PLH101,PUN108,REF101")


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory, monkeypatch):
    """An empty store outside the checked folder, but for the compiled rules, which need not be made for every test."""
    ruleset.load()
    folder = tmp_path_factory.mktemp("store")
    for path in Path(store.folder()).glob("rules-*.bin"):
        shutil.copy(path, folder)
    monkeypatch.setenv("GONGWEN_LINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def checked(monkeypatch):
    """The names of the files that were really checked since it was last asked."""
    from lint import api

    seen: list[str] = []
    whole = api._check
    monkeypatch.setattr(api, "_check", lambda doc, *rest: seen.append(doc.path) or whole(doc, *rest))

    def taken() -> list[str]:
        names = [os.path.basename(path) for path in seen]
        seen.clear()
        return names

    return taken


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def _plain(ran):
    return ran.code, ran.out, ran.err


def test_what_is_known_is_told_as_if_it_were_found_in_every_format(run, tmp_path, own_store, checked):
    for path in DRAFTS:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "a.md").write_text(
        "<!-- gongwen-lint: ignore[PLH] 待定 -->\n共XX项。\n\n共XX项𠮷“。\n", encoding="utf-8"
    )
    files = [p.name for p in sorted(tmp_path.iterdir()) if p.is_file()]
    flags = ("check", "--isolated", "--profile", "strict", "--show-shadowed")
    cold = {f: _plain(run(*flags, "--no-cache", "--output-format", f, *files)) for f in FORMATS}
    assert set(checked()) == set(files) and not list(own_store.glob("results-*"))
    run(*flags, *files)
    assert set(checked()) == set(files)
    assert {f: _plain(run(*flags, "--output-format", f, *files)) for f in FORMATS} == cold
    assert checked() == []


def test_nothing_of_a_text_stands_in_the_store(run, tmp_path, own_store):
    text = DRAFTS[0].read_text(encoding="utf-8")
    (tmp_path / "关于人事安排的请示.txt").write_text(text, encoding="utf-8")
    made: list[bytes] = []
    whole = packing.marshal.dumps
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing.marshal, "dumps", lambda value, *rest: made.append(value) or whole(value, *rest))
        run("check", "--isolated", ".")

    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, list)):
            for item in value:
                yield from strings(item)

    literals = [s for s in strings(made) if not s.isascii()]
    base = text + "\n关于人事安排的请示"
    assert literals
    assert [s for s in literals for n in range(len(s) - 1) if s[n : n + 2] in base] == []
    assert all(
        "人事".encode() not in path.read_bytes() and "人事" not in path.name for path in own_store.glob("results-*")
    )
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in own_store.iterdir()} == {0}


def test_only_what_changed_is_checked(run, tmp_path, checked):
    _write(tmp_path, a=_SLIP, b=_SLIP, c="进度正常。\n")
    first = run("check", "--isolated", *_FEW, ".")
    assert checked() == ["a.txt", "b.txt", "c.txt"]
    assert _plain(run("check", "--isolated", *_FEW, ".")) == _plain(first) and checked() == []
    _write(tmp_path, b="进度正常。\n")
    assert run("check", "--isolated", *_FEW, ".").out.count("PLH101") == 1 and checked() == ["b.txt"]
    # another name is another document: names tell dates and kinds
    (tmp_path / "a.txt").rename(tmp_path / "2021年报告.txt")
    run("check", "--isolated", *_FEW, ".")
    assert checked() == ["2021年报告.txt"]


@pytest.mark.parametrize(
    "change",
    [
        ("--date", "2023"),
        ("--stage", "final"),
        ("--lang", "en"),
        ("--revisions", "original"),
        ("--extend-select", "TYP101"),
        ("--ignore", "REF101"),
    ],
)
def test_flags_that_change_the_result_are_part_of_the_key(run, tmp_path, checked, change):
    _write(tmp_path, a=_SLIP)
    run("check", "--isolated", *_FEW, "a.txt")
    checked()
    run("check", "--isolated", *_FEW, *change, "a.txt")
    assert checked() == ["a.txt"]
    run("check", "--isolated", *_FEW, "a.txt")
    assert checked() == []


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (".gongwen-lint.yaml", "words: [甲办]\n", "words: [乙办]\n"),
        (".gongwen-lint.yaml", "date: {'*.txt': 2022}\n", "date: {'a.txt': 2023}\n"),
        (".gongwen-lint.yaml", "unit: {name: 甲局}\n", "unit: {name: 乙局}\n"),
        (".gongwen-lint.yaml", "ignore: [{rule: PLH101, path: b.txt}]\n", "ignore: [{rule: PLH101, path: a.txt}]\n"),
        ("base.yaml", "disable: [PUN]\n", "disable: [TYP]\n"),
    ],
)
def test_settings_that_change_the_result_are_part_of_the_key(run, tmp_path, checked, name, before, after):
    if name == "base.yaml":
        (tmp_path / ".gongwen-lint.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    _write(tmp_path, a=_SLIP)
    for text in (before, after):
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("check", *_FEW, "a.txt")
        assert checked() == ["a.txt"]
        run("check", *_FEW, "a.txt")
        assert checked() == []


def test_an_entry_that_ends_ends_in_known_results_too(run, tmp_path, checked, monkeypatch):
    import time

    (tmp_path / ".gongwen-lint.yaml").write_text("ignore: [{rule: PLH101, until: 2030-01-31}]\n", encoding="utf-8")
    _write(tmp_path, a=_SLIP)
    for day, found in (("2030-01-30", 0), ("2030-01-31", 0), ("2030-02-01", 1)):
        monkeypatch.setattr(time, "strftime", lambda form, day=day: day)
        assert run("check", *_FEW, "a.txt").out.count("PLH101") == found
    assert checked() == ["a.txt", "a.txt"]


def test_a_damaged_store_is_checked_anew(run, tmp_path, checked, own_store):
    _write(tmp_path, a=_SLIP)
    whole = _plain(run("check", "--isolated", *_FEW, "a.txt"))
    (path,) = own_store.glob("results-*")
    sound = path.read_bytes()
    torn = [sound[: len(sound) * n // 7] for n in range(7)]
    flipped = [sound[:n] + bytes([sound[n] ^ 0x55]) + sound[n + 1 :] for n in range(0, len(sound), len(sound) // 40)]
    for data in (*torn, *flipped, sound + b"x"):
        checked()
        path.write_bytes(data)
        assert _plain(run("check", "--isolated", *_FEW, "a.txt")) == whole
        assert checked() == ["a.txt"] and path.read_bytes() == sound


def test_a_full_disk_loses_nothing_but_time(run, tmp_path, checked, own_store, monkeypatch):
    _write(tmp_path, a=_SLIP)
    whole = _plain(run("check", "--isolated", *_FEW, "--no-cache", "a.txt"))

    class Full:
        def __init__(self, path, mode):
            self.file = open(path, mode)  # noqa: SIM115

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self.file.close()

        def write(self, data):
            self.file.write(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")

    checked()

    def opened(path, mode, **rest):
        return Full(path, mode) if "x" in mode else open(path, mode, **rest)

    monkeypatch.setattr(store, "open", opened, raising=False)
    assert _plain(run("check", "--isolated", *_FEW, "a.txt")) == whole
    monkeypatch.undo()
    assert not [p for p in own_store.iterdir() if p.name.startswith("results-")]
    assert checked() == ["a.txt"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounting a small file system is done on Linux only")
def test_a_small_file_system_that_is_full(tmp_path, tmp_path_factory):
    small = tmp_path_factory.mktemp("small")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small file system needs more rights")
    try:
        _write(tmp_path, a=_SLIP, b=DRAFTS[0].read_text(encoding="utf-8"))
        command = [sys.executable, "-m", "lint", "check", "--isolated", "a.txt", "b.txt"]
        there = {**os.environ, "PYTHONPATH": str(ROOT)}
        roomy = subprocess.run([*command, "--no-cache"], cwd=tmp_path, capture_output=True, env=there)
        tight = {**there, "GONGWEN_LINT_CACHE_DIR": str(small)}
        for _ in range(2):
            full = subprocess.run(command, cwd=tmp_path, capture_output=True, env=tight)
            assert (full.returncode, full.stdout, full.stderr) == (roomy.returncode, roomy.stdout, roomy.stderr)
        assert all(path.suffix == ".bin" for path in small.iterdir())
    finally:
        subprocess.run(["umount", str(small)], check=True)


def _command(*flags: str) -> list[str]:
    return [sys.executable, "-m", "lint", "check", "--isolated", *_FEW, *flags, "."]


def test_runs_side_by_side_and_one_that_is_killed(run, tmp_path, own_store, checked):
    for n in range(40):
        _write(tmp_path, **{f"n{n:02}": f"第{n}批。\n{_SLIP}"})
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    plain = subprocess.run(_command("--no-cache"), cwd=tmp_path, capture_output=True, env=there)
    killed = subprocess.Popen(_command(), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=there)
    assert killed.stdout.readline()
    killed.kill()
    killed.communicate()
    both = [
        subprocess.Popen(_command(), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=there)
        for _ in range(2)
    ]
    for process in both:
        out, err = process.communicate()
        assert (process.returncode, out, err) == (plain.returncode, plain.stdout, plain.stderr)
    assert run("check", "--isolated", *_FEW, ".").out == plain.stdout.decode()
    assert checked() == []
    assert run("clean").code == 0 and list(own_store.iterdir()) == []


def test_clean_takes_only_what_is_ours(run, tmp_path, own_store):
    _write(tmp_path, a=_SLIP)
    run("check", "--isolated", "a.txt")
    (own_store / "results-00000000-00.bin.4711").write_bytes(b"of a run that was killed")
    (own_store / "notes.txt").write_bytes(b"")
    assert "已清除" in run("clean").out
    assert [path.name for path in own_store.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("flags", [("--no-cache",), ()])
def test_several_processes_say_what_one_says(run, tmp_path, flags):
    for path in DRAFTS:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "empty.txt").write_bytes(b"")
    for form in ("full", "json", "sarif"):
        one = _plain(run("check", "--isolated", "--no-cache", "--jobs", "1", "--output-format", form, "."))
        assert _plain(run("check", "--isolated", *flags, "--jobs", "2", "--output-format", form, ".")) == one


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "１", "1.5"])
def test_a_number_of_processes_that_is_none(run, jobs):
    ran = run("check", f"--jobs={jobs}")
    assert ran.code == 2 and "--jobs" in ran.err and ran.out == ""


def test_few_files_do_not_import_processes(tmp_path):
    _write(tmp_path, a=_SLIP, b=_SLIP)
    code = "import sys, lint.cli; lint.cli.main(['check', '--isolated', '.']); print('multiprocessing' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.stdout.endswith("False\n")


@pytest.mark.parametrize("form", ["jsonl", "json", "sarif"])
def test_ctrl_c_prints_what_was_done(run, tmp_path, monkeypatch, form):
    import json

    from lint import api

    _write(tmp_path, a=_SLIP, b=_SLIP, c=_SLIP)
    whole = api.check_path

    def stopped(path, task):
        if path.endswith("c.txt"):
            raise KeyboardInterrupt
        return whole(path, task)

    monkeypatch.setattr(api, "check_path", stopped)
    (tmp_path / "old.sarif").write_text("old", encoding="utf-8")
    ran = run("check", "--isolated", *_FEW, "--output-format", form, "--output-format", "sarif=old.sarif", ".")
    assert ran.code == 130 and "中断：查了2个文件，共3个" in ran.err
    if form == "jsonl":
        assert [json.loads(line)["filename"] for line in ran.out.splitlines()].count("b.txt") == 2
    elif form == "json":
        assert {row["filename"] for row in json.loads(ran.out)} == {"a.txt", "b.txt"}
    else:
        assert json.loads(ran.out)["runs"]
    # half a report takes nobody's place
    assert (tmp_path / "old.sarif").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(os.name != "posix", reason="the signal of Ctrl-C is sent to a group of processes on POSIX only")
def test_ctrl_c_ends_all_processes(tmp_path):
    for n in range(500):  # more than are checked before the signal comes, however busy the machine
        _write(tmp_path, **{f"n{n:03}": DRAFTS[0].read_text(encoding="utf-8") + f"第{n}批。\n"})
    command = [sys.executable, "-m", "lint", "check", "--isolated", "--jobs", "2", "."]
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=there, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()  # comes to an end only when every process that could write there has
    assert process.returncode == 130 and "中断：".encode() in err and b"Traceback" not in err


def test_a_record_of_another_text_is_refused():
    from lint.model import Document

    found = packing.Packed((), (), (), frozenset((3,)), True)
    doc = Document("a.txt", "甲", (), (), None)
    assert packing.unpack(packing.pack(found, doc), None) == found
    assert cache.digest(b"a", "b") != cache.digest(b"b", "a") != cache.digest(b"", "ab")
