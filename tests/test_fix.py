"""Fixes change what they name and nothing else, converge, and never lose a file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import api, ruleset
from lint.disk import Changed, write
from lint.fix import apply, choose
from lint.model import Edit

DIRTY = "一、总体要求\n保持鲜明的人们立场，共走访XX户。\n二、任务\n保持鲜明的人们立场。\n"
FIXED = DIRTY.replace("人们立场", "人民立场")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_bytes_outside_the_edits_stay(run, tmp_path, encoding, end):
    path = tmp_path / "a.txt"
    path.write_bytes(DIRTY.replace("\n", end).encode(encoding))
    path.chmod(0o640)
    ran = run("check", "a.txt", "--fix", "--isolated")
    assert ran.code == 1  # the blank remains
    assert path.read_bytes() == FIXED.replace("\n", end).encode(encoding)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "改了1个文件2处" in ran.err
    assert "改了" not in run("check", "a.txt", "--fix", "--isolated").err  # a second run changes nothing
    assert os.listdir(tmp_path) == ["a.txt"]


def test_unsafe_fixes_need_their_flag(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("### 一、要求\n2023年5月1日\n", encoding="utf-8")
    run("check", "a.txt", "--fix", "--select", "PLH152")
    assert path.read_text(encoding="utf-8").startswith("###")
    run("check", "a.txt", "--unsafe-fixes", "--select", "PLH152")
    assert path.read_text(encoding="utf-8") == "一、要求\n2023年5月1日\n"


def test_diff_writes_nothing(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(DIRTY.replace("\n", "\r\n").encode("gb18030"))
    before = path.read_bytes()
    ran = run("check", "a.txt", "--diff", "--isolated")
    assert ran.code == 1 and path.read_bytes() == before
    assert "-保持鲜明的人们立场。\r\n+保持鲜明的人民立场。\r\n" in ran.out and ran.out.startswith(
        "--- a.txt\n+++ a.txt\n@@"
    )
    path.write_bytes(FIXED.encode())
    assert run("check", "a.txt", "--diff", "--isolated").code == 0


@pytest.mark.parametrize("text", [DIRTY, DIRTY.replace("\n", "\r\n"), DIRTY.rstrip("\n")])
def test_a_diff_is_a_patch(run, tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    run("check", "a.txt", "--diff", "--isolated", "-o", "fix.patch")
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "fix.patch"], cwd=tmp_path, check=True)
    assert path.read_bytes() == text.replace("人们立场", "人民立场").encode()


def test_fixes_that_never_end_are_not_written(run, tmp_path):
    (tmp_path / ".gongwen-lint.yaml").write_text(
        "rules:\n- {code: OWN1, name: own, kind: substitution, message: {zh: x}, safe: true, "
        "swap: {甲: 乙乙, 乙: 甲甲}}\n",
        encoding="utf-8",
    )
    path = tmp_path / "a.txt"
    path.write_text("甲乙\n", encoding="utf-8")
    ran = run("check", "a.txt", "--fix", "--select", "OWN1")
    assert ran.code == 2 and "E907" in ran.out
    assert path.read_text(encoding="utf-8") == "甲乙\n"


def test_a_fix_that_changes_nothing_is_no_finding(run, tmp_path):
    (tmp_path / ".gongwen-lint.yaml").write_text(
        "rules:\n- {code: OWN1, name: own, kind: substitution, message: {zh: x}, swap: {甲乙: 甲乙}}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_text("甲乙\n", encoding="utf-8")
    assert run("check", "a.txt", "--select", "OWN1", "--unsafe-fixes").code == 0


def test_what_would_be_read_in_another_way_is_not_written(run, tmp_path):
    """A guessed encoding holds while fixes are made; a file that nobody would guess again is left alone."""
    (tmp_path / ".gongwen-lint.yaml").write_text(
        "rules:\n- {code: OWN1, name: own, kind: substitution, message: {zh: x}, swap: {甲乙: ©}, safe: true}\n",
        encoding="utf-8",
    )
    path = tmp_path / "a.txt"
    path.write_bytes("甲乙".encode("gb18030"))
    ran = run("check", "a.txt", "--fix", "--select", "OWN1")
    assert ran.code == 2 and path.read_bytes() == "甲乙".encode("gb18030")
    assert (
        "必改｜没有改写：改过的内容会被认作另一种编码，读成别的字；请另存为带BOM的 UTF-8 再改。文件保持原样。E907"
        in ran.out
    )
    path.write_bytes("甲乙".encode("utf-8-sig"))
    assert run("check", "a.txt", "--fix", "--select", "OWN1").code == 0
    assert path.read_bytes() == "©".encode("utf-8-sig")


def test_show_fixes(run, tmp_path):
    (tmp_path / "a.txt").write_text(DIRTY, encoding="utf-8")
    assert run("check", "a.txt", "--fix", "--show-fixes", "--isolated").err.count("TYP101") == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="a read-only file stops only other users")
def test_a_file_that_cannot_be_written_stays(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(DIRTY, encoding="utf-8")
    path.chmod(0o400)
    ran = run("check", "a.txt", "--fix", "--isolated")
    assert ran.code == 2 and "E907" in ran.out
    assert path.read_text(encoding="utf-8") == DIRTY


def test_a_changed_file_is_not_overwritten(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"new content")
    with pytest.raises(Changed):
        write(str(path), b"old", b"fixed")
    assert path.read_bytes() == b"new content" and os.listdir(tmp_path) == ["a.txt"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", lambda *a: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write(str(path), b"old", b"new")
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "t.txt", tmp_path / "l.txt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(str(link), b"old", b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"


def test_what_an_encoding_cannot_hold_is_said(tmp_path):
    catalogue = ruleset.load()
    rule = next(r for r in catalogue.rules if r.code == "TYP101")
    assert rule.severity == "error"
    task = api.task(catalogue, fix=True)
    result = api.check_bytes(DIRTY.encode("gb18030"), "a.txt", task)
    assert result.after == FIXED.encode("gb18030")


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("甲乙", max_size=2)), max_size=6)


@given(st.text("abcdefghij\n", min_size=36, max_size=36), spans)
def test_chosen_edits_never_overlap(text, found):
    base = api.check_text("鲜明的人们立场\n")[0]
    diagnostics = [base._replace(fix=(Edit(s, s + n, t),), safe=True) for s, n, t in found]
    edits = sorted(e for d in choose(diagnostics, unsafe=False) for e in d.fix)
    assert all(a.end < b.start for a, b in pairwise(edits))
    expected = list(text)
    for start, end, new in reversed(edits):
        expected[start:end] = new
    assert apply(text, edits) == "".join(expected)


PIECES = ["人们立场", "列次全会", "XX", "，", "。", "工作", "### ", "\n", "**", "一是", "的", " "]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_fixing_converges(text):
    task = api.task(ruleset.load(), fix=True, unsafe=True)
    once = api.check_bytes(text.encode(), "a.txt", task)
    twice = api.check_bytes(once.after, "a.txt", task)
    assert twice.after == once.after
    for d in once.diagnostics:
        assert 0 <= d.start <= d.end <= len(once.after.decode())
