"""Across documents: what lies between two files is told in one with its place in the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lint import readers, store

_ONE = "青水发〔2023〕12号\n\n青山县水利局关于开展节约用水检查的通知\n\n各科室：\n请抓好落实。\n"
_TWO = "青水发〔2023〕12号\n\n青山县水利局关于印发防汛值班安排的通知\n\n各科室：\n请抓好落实。\n"


@pytest.fixture
def documents(tmp_path):
    for name, text in (("甲.txt", _ONE), ("夹/乙.txt", _TWO), ("丙.txt", "共XX项。\n")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def _rows(run, *flags: str) -> list[dict]:
    ran = run("check", "--repo", "--select", "CON3,PLH101", "--output-format", "jsonl", *flags, ".")
    assert ran.code in (0, 1), ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_both_places_are_shown(run, documents):
    found = {row["code"]: row for row in _rows(run)}
    assert set(found) == {"CON301", "PLH101"}
    row = found["CON301"]
    (other,) = row["related"]
    assert {row["filename"], other["filename"]} == {"甲.txt", "夹/乙.txt"}
    assert (row["text"], row["location"]) == ("青水发〔2023〕12号", {"line": 1, "column": 1})
    assert other["location"] == {"line": 1, "column": 1} and other["end_location"] == {"line": 1, "column": 13}
    # known results and several processes say the same
    assert _rows(run) == _rows(run, "--jobs", "2") == _rows(run, "--no-cache") == list(found.values())


def test_without_the_flag_nothing_is_compared(run, documents):
    ran = run("check", "--select", "CON3,PLH101", ".")
    assert "CON3" not in ran.out and "PLH101" in ran.out


@pytest.mark.parametrize("form", ["full", "sarif", "rdjson", "gitlab", "junit", "checkstyle", "github", "markdown"])
def test_every_format_takes_it(run, documents, form):
    ran = run("check", "--repo", "--output-format", form, ".")
    assert ran.code == 1 and "CON301" in ran.out


def test_what_lies_between_is_silenced_as_everything_else(run, documents):
    run("baseline", "create", "--repo", "--select", "CON3", ".")
    assert [row["code"] for row in _rows(run, "--baseline", ".gongwen-lint-baseline.json")] == ["PLH101"]
    # without the comparison its entries are not called mended
    checked = run("check", "--baseline", ".gongwen-lint-baseline.json", "--baseline-check", "甲.txt", "夹/乙.txt")
    assert checked.code == 0 and "已经改好" not in checked.err
    ran = run("check", "--repo", "--select", "CON3", "--add-ignore", "两个单位各自编号", ".")
    assert ran.code == 0 and "条目1条" in ran.err
    assert [row["code"] for row in _rows(run)] == ["PLH101"]
    assert "没有屏蔽" not in run("check", ".").err


def test_a_comment_silences_it(run, documents):
    for name, text in (("甲.md", _ONE), ("乙.md", _TWO)):
        (documents / name).write_text(
            f"<!-- gongwen-lint: ignore-file[CON301] 两套编号 -->\n\n{text}", encoding="utf-8"
        )
    for name in ("甲.txt", "夹/乙.txt"):
        (documents / name).unlink()
    assert [row["code"] for row in _rows(run)] == ["PLH101"]


def test_what_cannot_be_read_is_told_and_left_out(run, documents):
    (documents / "丁.txt").write_bytes(b"\x00\x01")
    ran = run("check", "--repo", "--select", "CON3", "--output-format", "concise", ".")
    assert ran.code == 2 and "E901" in ran.out and "CON301" in ran.out


def test_what_was_collected_is_kept_without_text(run, documents, monkeypatch):
    flags = ("check", "--isolated", "--repo", "--select", "CON3", "--output-format", "jsonl")
    (documents / "甲.txt").write_text(_ONE.replace("12号", "11号"), encoding="utf-8")
    assert run(*flags, ".").out == ""
    with monkeypatch.context() as patch:
        patch.setattr(readers, "read", lambda *_: pytest.fail("read once more"))
        assert run(*flags, ".").out == ""
    kept = b"".join(path.read_bytes() for path in Path(store.folder()).glob("results-*"))
    assert all(word.encode() not in kept for word in ("青水", "青山", "节约用水", "防汛"))
    # the document that was changed is read again, and the one that it is found beside
    (documents / "甲.txt").write_text(_ONE, encoding="utf-8")
    assert [row["code"] for row in map(json.loads, run(*flags, ".").out.splitlines())] == ["CON301"]


@pytest.mark.parametrize("changed", ["甲.txt", "夹/乙.txt"])
def test_a_changed_document_is_compared_with_all(run, documents, git, changed):
    other = "夹/乙.txt" if changed == "甲.txt" else "甲.txt"
    text = (documents / changed).read_text(encoding="utf-8")
    for name in ("己.txt", "庚.txt"):  # at odds with each other before and after
        title = f"{name[0]}水库管理处关于巡查的通知"
        (documents / name).write_text(f"庚水发〔2023〕7号\n\n{title}\n\n各科室：\n请抓好落实。\n", encoding="utf-8")
    (documents / changed).write_text(text.replace("12号", "13号"), encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "a")
    assert _rows(run, "--diff-base", "main") == []
    (documents / changed).write_text(text, encoding="utf-8")
    (row,) = _rows(run, "--diff-base", "main")
    assert row["code"] == "CON301" and {row["filename"], row["related"][0]["filename"]} == {changed, other}
    git("add", ".")
    assert _rows(run, "--staged") == [row] == _rows(run, "--diff-base", "main", "--jobs", "2", "--no-cache")
    # an entry for a document that was not checked itself is not called idle
    entry = "{rule: PLH101, path: 甲.txt, text: XX, reason: 待定}"
    (documents / ".gongwen-lint.yaml").write_text(f"ignore:\n- {entry}\n", encoding="utf-8")
    assert ("没有屏蔽" in run("check", "--repo", "--diff-base", "main", ".").err) == (changed == "甲.txt")
    (documents / ".gongwen-lint.yaml").unlink()
    # what was there before is not told again because another sentence was changed
    git("commit", "--quiet", "-m", "b")
    (documents / changed).write_text(text.replace("请抓好落实", "请认真落实"), encoding="utf-8")
    assert _rows(run, "--diff-base", "main") == []
