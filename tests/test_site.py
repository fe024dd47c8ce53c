"""The documentation site before it is built: a page for each rule, links that lead somewhere; tutorials that run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from lint import ruleset
from lint.speech import gist

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def docs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    code = "import sys; from pathlib import Path; import build_site; build_site.sources(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT / "tools", check=True)
    return folder / "docs"


def test_every_rule_has_a_page_in_both_languages(docs):
    rules = ruleset.load(pages=True).rules
    nav = (docs.parent / "zensical.toml").read_text(encoding="utf-8")
    for rule in rules:
        for lang, name, other in (("zh", "", ".en"), ("en", ".en", "")):
            page = (docs / "rules" / f"{rule.code}{name}.md").read_text(encoding="utf-8")
            assert page.startswith(f"# {rule.code} {rule.name}\n") and f"({rule.code}{other}.md)" in page
            assert f'"rules/{rule.code}{name}.md"' in nav
            assert all(ref in page for ref in rule.refs) and gist(rule, lang)[:20] in page
    for name in ("index.md", "index.en.md"):
        table = (docs / "rules" / name).read_text(encoding="utf-8")
        assert re.findall(r"^\| \[([A-Z]+\d+)\]", table, re.M) == sorted(
            (r.code for r in rules), key=lambda c: (table.index(f"## {c[:3]}"), c)
        )


def test_the_menu_says_which_pages_are_in_one_language_only(docs):
    nav = (docs.parent / "zensical.toml").read_text(encoding="utf-8")
    assert '"更新记录（英文）" = "changelog.md"' in nav and '"Changelog" = "changelog.md"' in nav
    assert '"插件示例" = "plugin.md"' in nav and '"A plugin (in Chinese)" = "plugin.md"' in nav
    assert '"十分钟上手" = "tutorial.md"' in nav and '"Ten minutes" = "tutorial.en.md"' in nav


@pytest.mark.parametrize("name", [path.name[: -len(".en.md")] for path in sorted((ROOT / "docs").glob("*.en.md"))])
def test_a_page_says_the_same_in_both_languages(name):
    """As far as headings, rows, items and what is copied tell."""
    zh, en = ((ROOT / "docs" / f"{name}{end}").read_text(encoding="utf-8") for end in (".md", ".en.md"))
    assert f"\n[English]({name}.en.md)\n" in zh and f"\n[中文]({name}.md)\n" in en
    for mark in (r"^#+ ", r"^\| `?", r"^- ", r"^```(\w+)"):
        assert [m[0] for m in re.finditer(mark, zh, re.M)] == [m[0] for m in re.finditer(mark, en, re.M)]
    # names, comments, placeholders and what is printed are said in each language
    copied = [
        re.findall(r"^```(yaml|json|toml|lua|rust|elisp|javascript)\n(.*?)^```", text, re.M | re.S) for text in (zh, en)
    ]
    for (kind, here), (_, there) in zip(*copied, strict=True):
        here, there = (re.sub(r"(^name:| #).*", "", block, flags=re.M) for block in (here, there))
        assert re.sub(r"[^\x00-\x7f]", "", here).split() == re.sub(r"[^\x00-\x7f]", "", there).split(), kind


def test_every_page_is_in_the_menu_and_every_link_leads_to_one(docs):
    nav = (docs.parent / "zensical.toml").read_text(encoding="utf-8")
    for path in docs.rglob("*.md"):
        assert f'"{path.relative_to(docs).as_posix()}"' in nav
        text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", text):
            assert (path.parent / target).resolve().is_file(), (path.name, target)


@pytest.mark.parametrize("name", ["tutorial.md", "tutorial.en.md"])
def test_the_tutorial_runs_as_it_says(name, tmp_path):
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    (draft,) = re.findall(r"```text\n(.*?)```", text, re.S)
    (tmp_path / "汇报.txt").write_text(draft, encoding="utf-8")
    commands = re.findall(r"^\$ (.*)$", text, re.M)
    codes = []
    for command in commands:
        argv = shlex.split(command)
        argv = [sys.executable, "-m", "lint", *argv[1:]] if argv[0] == "gongwen-lint" else argv
        done = subprocess.run(argv, cwd=tmp_path, capture_output=True, encoding="utf-8")
        assert "Traceback" not in done.stderr, done.stderr
        codes.append((command.split()[1], done.returncode))
        if command == "gongwen-lint check 汇报.txt":
            assert all(code in done.stdout for code in ("PLH101", "TYP101", "NUM101"))
    expected = ["check", "rule", "check", "check", "init", "config", "init", "baseline", "check"]
    assert [word for word, _ in codes] == expected
    assert [code for _, code in codes] == [1, 0, 1, 1, 0, 0, 0, 0, 0]
    assert "人民立场" in (tmp_path / "汇报.txt").read_text(encoding="utf-8")
    # the baseline knows all that is left; the other two settings are about one place of several
    for block, code in zip(re.findall(r"```yaml\n(.*?)```", text, re.S), (0, 1, 1), strict=True):
        (tmp_path / ".gongwen-lint.yaml").write_text(block, encoding="utf-8")
        done = subprocess.run([sys.executable, "-m", "lint", "check", "汇报.txt"], cwd=tmp_path, capture_output=True)
        assert done.returncode == code
