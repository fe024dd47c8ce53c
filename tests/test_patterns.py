"""Compiled patterns: made again from the store, and without `regex`."""

from __future__ import annotations

import os
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
    patterns._shelf.known.clear()
    yield tmp_path / "缓存"
    patterns._shelf.known.clear()


def found(text, pattern):
    return [(m.span(), m.groupdict(), m.lastgroup) for m in pattern.finditer(text)]


@pytest.mark.parametrize(("source", "flags", "text"), _TRIED)
def test_a_kept_pattern_finds_the_same(shelf, source, flags, text, monkeypatch):
    first = found(text, patterns.compiled(source, flags))
    assert first
    patterns.keep()
    patterns._shelf.known.clear()
    monkeypatch.setattr("regex.compile", None)  # nothing is left to compile
    assert found(text, patterns.compiled(source, flags)) == first
    patterns.keep()  # nothing new, nothing written: the stored file is whole
    assert len(list(shelf.iterdir())) == 1


@pytest.mark.parametrize(("source", "flags", "text"), _TRIED)
def test_without_regex_re_reads_the_same(shelf, source, flags, text, monkeypatch):
    first = found(text, patterns.compiled(source, flags))
    patterns._shelf.known.clear()
    monkeypatch.setitem(sys.modules, "regex", None)
    monkeypatch.delitem(sys.modules, "regex._regex")
    assert patterns.compiled(source, flags).__class__.__module__ == "re"
    assert found(text, patterns.compiled(source, flags)) == first
    patterns.keep()
    assert not shelf.exists()


def test_a_torn_file_of_patterns_is_no_error(shelf):
    patterns.compiled("甲+", 0)
    patterns.keep()
    (kept,) = shelf.iterdir()
    kept.write_bytes(kept.read_bytes()[:-5])
    patterns._shelf.known.clear()
    assert store.load(kept.name) is None
    assert found("甲甲", patterns.compiled("甲+", 0))


def test_a_run_keeps_its_patterns(shelf, tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text("关于XX工作的报告\n2023年6月1日至5月3日共走访20户，其中甲村12户、乙村9户。\n", encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "lint", "check", "--isolated", "--no-cache", str(report)]
    runs = [subprocess.run(command, capture_output=True, cwd=Path(__file__).parent.parent) for _ in range(2)]
    assert runs[0].returncode == runs[1].returncode == 1
    assert runs[0].stdout == runs[1].stdout
    assert any(path.name.startswith("patterns-") for path in shelf.iterdir())
    # the first compiles, and the second needs no more than what makes patterns again
    imported = [{line.split("|")[-1].strip() for line in run.stderr.decode().splitlines()} for run in runs]
    assert ["regex._regex_core" in names for names in imported] == [True, False]


@pytest.mark.parametrize("first", ["regex", "lint.patterns"])
def test_patterns_and_regex_get_along(shelf, first):
    patterns.compiled("(甲)+", 0)
    patterns.keep()
    code = (
        f"import {first}; from lint import patterns; p = patterns.compiled('(甲)+'); import regex, pickle;"
        "assert isinstance(p, regex.Pattern) and pickle.loads(pickle.dumps(p)).pattern == p.pattern;"
        "print(p.sub(r'[\\1]', '甲甲'), regex.sub('甲', '乙', '甲'), patterns.compiled('乙+').search('乙乙').end())"
    )
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=env, check=True)
    assert ran.stdout.split() == ["[甲]", "乙", "2"]


def test_an_odd_installation_of_regex_is_imported_whole(shelf, monkeypatch):
    monkeypatch.delitem(sys.modules, "regex._regex")
    monkeypatch.setattr("importlib.machinery.PathFinder.find_spec", lambda *_: None)
    assert found("甲甲", patterns.compiled("甲+", 0))
