"""The documentation site: a page for each rule from `rules.yaml`, the pages of `docs/`, built by Zensical.

    python tools/build_site.py [FOLDER]

writes the sources into FOLDER (build/site) and builds FOLDER/site from them; a dead link or anchor is an error.
Zensical is the successor of Material for MkDocs by the same authors, who stop mending that one in November 2026. The
site asks for nothing from other hosts: it can be read from a folder inside an office.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from lint import pages, ruleset
from lint.model import Rule
from lint.speech import Speaker

ROOT = Path(__file__).parent.parent
# file of the repository -> page of the site; of docs/ every other file keeps its name
_PAGES = {
    "README.zh.md": "index.md",
    "README.md": "index.en.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "examples/plugin/README.md": "plugin.md",
    "docs/rules.md": "rules/index.md",
}
_NAV: list[tuple[str, list[tuple[str, str]]]] = [
    ("开始", [("gongwen-lint", "index.md"), ("十分钟上手", "tutorial.md")]),
    (
        "用起来",
        [
            ("在旧文档库里", "adoption.md"),
            ("编辑器", "editors.md"),
            ("CI", "ci.md"),
            ("不丢一个字", "robustness.md"),
            ("Word 文件", "word.md"),
            ("配置", "configuration.md"),
            ("输出格式", "output.md"),
        ],
    ),
    ("规则", []),
    (
        "扩充",
        [
            ("怎样写规则", "writing-rules.md"),
            ("插件示例", "plugin.md"),
            ("有日期的事实", "timeline.md"),
            ("表外错字", "wrong-characters.md"),
            ("用时", "speed.md"),
            ("与别的工具比", "peers.md"),
            ("参与开发", "contributing.md"),
            ("更新记录", "changelog.md"),
        ],
    ),
    (
        "English",
        [
            ("gongwen-lint", "index.en.md"),
            ("Ten minutes", "tutorial.en.md"),
            ("Rules", "rules/index.en.md"),
            ("How to write a rule", "writing-rules.en.md"),
        ],
    ),
]
_FAMILIES = {
    "PLH": ("没填的空白", "placeholders"),
    "REF": ("过时和写错的引用", "references in time"),
    "NUM": ("数字", "numbers"),
    "STR": ("结构", "structure"),
    "TYP": ("错字", "wrong words"),
    "PHR": ("固定提法", "set phrases"),
    "PUN": ("标点和数字用法", "punctuation and numerals"),
    "CON": ("前后一致", "consistency"),
    "DOC": ("Word 文件", "Word files"),
}
_HEADS = ("| 编号 | 级别 | 档 | 说明 |", "| code | severity | tier | what it says |")
_SOFT = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef”’])\n(?=[\u3000-\u9fff\uff00-\uffef“‘])")
_CODE = re.compile(r"(?:^    .*\n)+", re.M)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#([^)\s]+))?\)")


def sources(folder: Path) -> None:
    """Write the sources of the site into a folder."""
    docs = folder / "docs"
    (docs / "rules").mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "docs").glob("*.svg"):
        (docs / path.name).write_bytes(path.read_bytes())
    for path in (*map(ROOT.joinpath, _PAGES), *sorted((ROOT / "docs").glob("*.md"))):
        name = path.relative_to(ROOT).as_posix()
        page = _page(name)
        if page != "rules/index.md":
            (docs / page).write_text(_moved(path.read_text(encoding="utf-8"), name, page), encoding="utf-8")
    catalogue = ruleset.load(pages=True)
    speakers = {lang: Speaker(lang, catalogue.messages) for lang in ("zh", "en")}
    for rule in catalogue.rules:
        (docs / "rules" / f"{rule.code}.md").write_text(_rule(rule, speakers), encoding="utf-8")
    for lang, name in (("zh", "index.md"), ("en", "index.en.md")):
        (docs / "rules" / name).write_text(_table(catalogue.rules, speakers[lang]), encoding="utf-8")
    known = {page for _, parts in _NAV for _, page in parts}
    others = [path for path in sorted(docs.glob("*.md")) if path.name not in known]
    further = [(path.read_text(encoding="utf-8").split("\n")[0].lstrip("# "), path.name) for path in others]
    (folder / "zensical.toml").write_text(_settings(catalogue.rules, further), encoding="utf-8")


def _page(name: str) -> str:
    """The page of the site that a file of the repository becomes."""
    return _PAGES.get(name) or name.removeprefix("docs/")


def _moved(text: str, name: str, page: str) -> str:
    """A page whose links lead where its targets are on the site."""

    def link(m: re.Match[str]) -> str:
        target = os.path.normpath(os.path.join(os.path.dirname(name), m[1])).replace(os.sep, "/")
        anchor = f"#{m[2]}" if m[2] else ""
        if target == "docs/rules.md" and m[2]:
            target, anchor = f"rules/{m[2].upper()}.md", ""
        return f"]({os.path.relpath(_page(target), os.path.dirname(page) or '.').replace(os.sep, '/')}{anchor})"

    return _joined(_LINK.sub(link, text))


def _joined(text: str) -> str:
    """A text without the line breaks inside Chinese sentences, which a browser shows as blanks."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.M | re.S)
    return "".join(part if part.startswith("```") else _SOFT.sub("", part) for part in parts)


def _rule(rule: Rule, speakers: dict[str, Speaker]) -> str:
    """The page of a rule: the manual in Chinese, what it says in both languages."""
    zh, en = speakers["zh"], speakers["en"]
    family = _FAMILIES[rule.code[:3]]
    lines = [f"# {rule.code} {rule.name}", "", f"[{family[0]} · {family[1]}](index.md#{rule.code[:3].lower()})", ""]
    lines += [_joined(_CODE.sub(_fenced, pages.body(rule, zh))), "## 提示 · Message", ""]
    lines += [f"- {_plain(rule.message[lang])}" for lang in ("zh", "en")]
    lines += ["", f"{pages.facts(rule, en)}", ""]
    if rule.options:
        lines += ["## 可调 · Options", "", "```yaml", "options:", f"  {rule.code}:"]
        lines += [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rule.options.items()]
        lines += ["```", ""]
    lines += ["## 不用它 · Switch it off", "", "```yaml", f"disable: [{rule.code}]", "```", ""]
    return "\n".join(lines)


def _fenced(m: re.Match[str]) -> str:
    """Indented lines as a fenced block: in those Zensical looks for links, which examples seem to have."""
    rows = [row[4:] for row in m[0].splitlines()]
    return "\n".join(("```text", *rows, "```", ""))


def _plain(text: str) -> str:
    """A template in which no character is markup."""
    return re.sub(r"([\\*_{}\[\]<>#|~])", r"\\\1", text)


def _table(rules: tuple[Rule, ...], speaker: Speaker) -> str:
    """All rules by family."""
    lines = [f"# {speaker.say('pages_title')}", ""]
    at = ("zh", "en").index(speaker.lang)
    for family, names in _FAMILIES.items():
        lines += [f"## {family} {names[at]} {{ #{family.lower()} }}", "", _HEADS[at], "| --- | --- | --- | --- |"]
        for rule in rules:
            if rule.code.startswith(family):
                said = _joined(rule.doc).strip().split("\n")[0].partition("。")[0] + "。"
                first = said if speaker.lang == "zh" else rule.message["en"]
                severity, tier = speaker.say(rule.severity), rule.tier or "–"
                lines.append(
                    f"| [{rule.code}]({rule.code}.md) | {severity} | {tier} | {rule.name}<br>{_plain(first)} |"
                )
        lines.append("")
    return "\n".join(lines)


def _settings(rules: tuple[Rule, ...], further: list[tuple[str, str]]) -> str:
    """The configuration of Zensical; pages that the menu does not name stand behind the others."""
    menu = [(title, parts + further if title == "扩充" else parts) for title, parts in _NAV]
    nav: list[dict[str, Any]] = [{title: [{name: page} for name, page in parts]} for title, parts in menu]
    by_family: list[dict[str, Any]] = [{"全部规则": "rules/index.md"}]
    for family, names in _FAMILIES.items():
        own = [{f"{r.code} {r.name}": f"rules/{r.code}.md"} for r in rules if r.code.startswith(family)]
        by_family.append({f"{family} {names[0]}": own})
    next(part for part in nav if "规则" in part)["规则"] = by_family

    def toml(value: Any) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(map(toml, value)) + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {toml(v)}" for k, v in value.items()) + "}"
        return json.dumps(value, ensure_ascii=False)

    return f"""[project]
site_name = "gongwen-lint"
site_description = "公文发出前的检查"
docs_dir = "docs"
site_dir = "site"
use_directory_urls = false
nav = {toml(nav)}

[project.theme]
language = "zh"
font = false
features = ["navigation.tabs", "navigation.indexes", "navigation.top", "search.highlight", "content.code.copy"]
"""


def main(argv: list[str]) -> int:
    """Write the sources and build the site."""
    folder = Path(argv[0]) if argv else ROOT / "build" / "site"
    sources(folder)
    return subprocess.run([sys.executable, "-m", "zensical", "build", "--clean", "--strict"], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
