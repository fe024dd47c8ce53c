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
from lint.speech import Speaker, gist

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
# of each part of the menu the names, Chinese and English, and so of its pages; NAME.en.md is the English one of NAME.md
_NAV = [
    (("开始", "Begin"), [("gongwen-lint", "gongwen-lint", "index.md"), ("十分钟上手", "Ten minutes", "tutorial.md")]),
    (
        ("用起来", "In use"),
        [
            ("在旧文档库里", "Old documents", "adoption.md"),
            ("编辑器", "Editors", "editors.md"),
            ("CI", "CI", "ci.md"),
            ("文件很多时", "Many files", "scale.md"),
            ("不丢一个字", "Nothing is lost", "robustness.md"),
            ("Word 文件", "Word files", "word.md"),
            ("配置", "Configuration", "configuration.md"),
            ("输出格式", "Output", "output.md"),
        ],
    ),
    (("规则", "Rules"), []),
    (
        ("扩充", "Going further"),
        [
            ("怎样写规则", "How to write a rule", "writing-rules.md"),
            ("插件示例", "A plugin", "plugin.md"),
            ("有日期的事实", "Dated facts", "timeline.md"),
            ("表外错字", "Wrong characters", "wrong-characters.md"),
            ("用时", "Speed", "speed.md"),
            ("用时和内存怎样增长", "Growth", "growth.md"),
            ("与别的工具比", "Beside other tools", "peers.md"),
            ("参与开发", "Contributing", "contributing.md"),
            ("更新记录", "Changelog", "changelog.md"),
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
_LANGUAGES = ("zh", "en")
_HEADS = ("| 编号 | 级别 | 档 | 说明 |", "| code | severity | tier | what it is about |")
# the parts of a rule's page, and the link to the other language
_PARTS = (("提示", "可调", "不用它", "English"), ("Message", "Options", "Switch it off", "中文"))
_ONLY = ("{}（英文）", "{} (in Chinese)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+")
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
    for lang in _LANGUAGES:
        speaker = Speaker(lang, catalogue.messages)
        for rule in catalogue.rules:
            (docs / "rules" / _in(lang, f"{rule.code}.md")).write_text(_rule(rule, speaker), encoding="utf-8")
        (docs / "rules" / _in(lang, "index.md")).write_text(_table(catalogue.rules, speaker), encoding="utf-8")
    (folder / "zensical.toml").write_text(_settings(docs, catalogue.rules), encoding="utf-8")


def _page(name: str) -> str:
    """The page of the site that a file of the repository becomes."""
    return _PAGES.get(name) or name.removeprefix("docs/")


def _in(lang: str, page: str) -> str:
    """The page of a language."""
    return page if lang == "zh" else f"{page.removesuffix('.md')}.en.md"


def _is_english(text: str) -> bool:
    """Whether a page is written in English, examples in Chinese or not."""
    return len(_LATIN.findall(text)) > len(_HAN.findall(text))


def _moved(text: str, name: str, page: str) -> str:
    """A page whose links lead where its targets are on the site."""
    lang = "en" if _is_english(text) else "zh"

    def link(m: re.Match[str]) -> str:
        target = os.path.normpath(os.path.join(os.path.dirname(name), m[1])).replace(os.sep, "/")
        anchor = f"#{m[2]}" if m[2] else ""
        if target == "docs/rules.md":
            target, anchor = f"rules/{_in(lang, f'{m[2].upper()}.md' if m[2] else 'index.md')}", ""
        return f"]({os.path.relpath(_page(target), os.path.dirname(page) or '.').replace(os.sep, '/')}{anchor})"

    return _joined(_LINK.sub(link, text))


def _joined(text: str) -> str:
    """A text without the line breaks inside Chinese sentences, which a browser shows as blanks."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.M | re.S)
    return "".join(part if part.startswith("```") else _SOFT.sub("", part) for part in parts)


def _rule(rule: Rule, speaker: Speaker) -> str:
    """The page of a rule in a language."""
    at = _LANGUAGES.index(speaker.lang)
    message, options, off, other = _PARTS[at]
    page, index = (
        _in(lang, name) for lang, name in ((_LANGUAGES[1 - at], f"{rule.code}.md"), (speaker.lang, "index.md"))
    )
    lines = [f"# {rule.code} {rule.name}", "", f"[{other}]({page})", ""]
    lines += [f"[{_FAMILIES[rule.code[:3]][at]}]({index}#{rule.code[:3].lower()})", ""]
    lines += [_joined(_CODE.sub(_fenced, pages.body(rule, speaker)))]
    lines += [f"## {message}", "", f"- {_plain(rule.message[speaker.lang])}", ""]
    if rule.options:
        lines += [f"## {options}", "", "```yaml", "options:", f"  {rule.code}:"]
        lines += [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in rule.options.items()]
        lines += ["```", ""]
    lines += [f"## {off}", "", "```yaml", f"disable: [{rule.code}]", "```", ""]
    return "\n".join(lines)


def _fenced(m: re.Match[str]) -> str:
    """Indented lines as a fenced block: in those Zensical looks for links, which examples seem to have."""
    rows = [row[4:] for row in m[0].splitlines()]
    return "\n".join(("```text", *rows, "```", ""))


def _plain(text: str) -> str:
    """A text in which no character is markup but the backticks and what they enclose."""
    parts = text.split("`")
    parts[::2] = (re.sub(r"([\\*_{}\[\]<>#|~])", r"\\\1", part) for part in parts[::2])
    return "`".join(parts)


def _table(rules: tuple[Rule, ...], speaker: Speaker) -> str:
    """All rules by family."""
    at = _LANGUAGES.index(speaker.lang)
    other = _in(_LANGUAGES[1 - at], "index.md")
    lines = [f"# {speaker.say('pages_title')}", "", f"[{_PARTS[at][3]}]({other})", ""]
    for family, names in _FAMILIES.items():
        lines += [f"## {family} {names[at]} {{ #{family.lower()} }}", "", _HEADS[at], "| --- | --- | --- | --- |"]
        for rule in rules:
            if rule.code.startswith(family):
                severity, tier, said = speaker.say(rule.severity), rule.tier or "–", _plain(gist(rule, speaker.lang))
                link = f"[{rule.code}]({_in(speaker.lang, f'{rule.code}.md')})"
                lines.append(f"| {link} | {severity} | {tier} | {rule.name}<br>{said} |")
        lines.append("")
    return "\n".join(lines)


def _menu(docs: Path, rules: tuple[Rule, ...], lang: str) -> list[dict[str, Any]]:
    """The menu of a language; a page that is only in the other one says so, and pages without a place stand last."""
    at = _LANGUAGES.index(lang)
    named = {page for _, parts in _NAV for *_, page in parts}
    others = [path for path in sorted(docs.glob("*.md")) if path.name not in named and ".en." not in path.name]
    further = [(*(path.read_text(encoding="utf-8").split("\n")[0].lstrip("# "),) * 2, path.name) for path in others]

    def entry(*part: str) -> dict[str, str]:
        page = part[2]
        if (docs / _in("en", page)).exists():
            return {part[at]: _in(lang, page)}
        is_english = _is_english((docs / page).read_text(encoding="utf-8"))
        return {part[at] if is_english == bool(at) else _ONLY[at].format(part[at]): page}

    menu: list[dict[str, Any]] = [
        {names[at]: [entry(*part) for part in (parts + further if parts is _NAV[-1][1] else parts)]}
        for names, parts in _NAV
    ]
    every: list[dict[str, Any]] = [{("全部规则", "All rules")[at]: f"rules/{_in(lang, 'index.md')}"}]
    for family, names in _FAMILIES.items():
        own = [r for r in rules if r.code.startswith(family)]
        pages_of = [{f"{r.code} {r.name}": f"rules/{_in(lang, f'{r.code}.md')}"} for r in own]
        every.append({f"{family} {names[at]}": pages_of})
    next(part for part in menu if _NAV[2][0][at] in part)[_NAV[2][0][at]] = every
    return menu


def _settings(docs: Path, rules: tuple[Rule, ...]) -> str:
    """The configuration of Zensical: the menu in Chinese, and as its last part the one in English."""
    nav = [*_menu(docs, rules, "zh"), {"English": _menu(docs, rules, "en")}]

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
features = [
    "navigation.tabs", "navigation.prune", "navigation.indexes", "navigation.top", "search.highlight",
    "content.code.copy"
]
"""


def main(argv: list[str]) -> int:
    """Write the sources and build the site."""
    folder = Path(argv[0]) if argv else ROOT / "build" / "site"
    sources(folder)
    return subprocess.run([sys.executable, "-m", "zensical", "build", "--clean", "--strict"], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
