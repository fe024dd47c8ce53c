"""Compiled patterns: made again from the store, and without `regex`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lint import patterns, store

# what each of them finds must not depend on where it came from
_TRIED = [
    (r"(?<=第)(?P<n>[一二三四五六七八九十]{1,3})(?=届)", 0, "第十九届、第二十届"),
    (r"^[ 　]*(?P<a>\d+)[.．](?P<b>\S+?)$", patterns.M, "1.加强领导\n　2．抓好落实\n"),
    (r"(?: (?P<x>[^\W\d_]{2}) 分别 )  # 两字\n", patterns.X, "两地分别、各地分别"),
    (r"“(?P<q>.*?)”", patterns.S, "“一\n二”“三”"),
]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGWEN_LINT_CACHE_DIR", str(tmp_path / "缓存"))
    patterns._shelf.cache_clear()
    yield tmp_path / "缓存"
    patterns._shelf.cache_clear()


def found(text, pattern):
    return [(m.span(), m.groupdict(), m.lastgroup) for m in pattern.finditer(text)]


@pytest.mark.parametrize(("source", "flags", "text"), _TRIED)
def test_a_kept_pattern_finds_the_same(shelf, source, flags, text, monkeypatch):
    first = found(text, patterns.compiled(source, flags))
    assert first
    patterns.keep()
    patterns._shelf.cache_clear()
    made = patterns._shelf()
    monkeypatch.setattr(made, "_compile", None)  # nothing is left to compile
    assert found(text, patterns.compiled(source, flags)) == first
    patterns.keep()  # nothing new, nothing written: the stored file is whole
    assert len(list(shelf.iterdir())) == 1


@pytest.mark.parametrize(("source", "flags", "text"), _TRIED)
def test_without_regex_re_reads_the_same(shelf, source, flags, text, monkeypatch):
    first = found(text, patterns.compiled(source, flags))
    patterns._shelf.cache_clear()
    monkeypatch.setitem(sys.modules, "regex", None)
    assert patterns.compiled(source, flags).__class__.__module__ == "re"
    assert found(text, patterns.compiled(source, flags)) == first
    patterns.keep()
    assert not shelf.exists()


def test_a_torn_file_of_patterns_is_no_error(shelf):
    patterns.compiled("甲+", 0)
    patterns.keep()
    (kept,) = shelf.iterdir()
    kept.write_bytes(kept.read_bytes()[:-5])
    patterns._shelf.cache_clear()
    assert store.load(kept.name) is None
    assert found("甲甲", patterns.compiled("甲+", 0))


def test_a_run_keeps_its_patterns(shelf, tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text("关于XX工作的报告\n2023年6月1日至5月3日共走访20户，其中甲村12户、乙村9户。\n", encoding="utf-8")
    command = [sys.executable, "-m", "lint", "check", "--isolated", str(report)]
    runs = [subprocess.run(command, capture_output=True, cwd=Path(__file__).parent.parent) for _ in range(2)]
    assert runs[0].returncode == runs[1].returncode == 1
    assert runs[0].stdout == runs[1].stdout
    assert any(path.name.startswith("patterns-") for path in shelf.iterdir())
