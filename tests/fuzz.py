"""Fuzzing: every reader, the dates, numbers, fixes, directives, settings and baselines meet what nobody would write.

`python tests/fuzz.py --seconds 3600` gives every target an hour of a processor, by hand; the tests run a small part of
it. What must hold of any input: no crash, no rule that fails (E903–E905), every place inside the text, fixed bytes that
anyone reads as the text that was fixed and that need no second fixing, and no more than a second of work for 10 KB.
hypothesis draws inputs; a draw costs as much as its trial, so between two draws many inputs are crossed from earlier
ones.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import signal
import sys
import tempfile
import time
import zipfile
import zlib
from functools import cache, partial
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from hostile import INLINE, LINES
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from test_ofd import ofd
from wordfile import docx, p, r, table

from lint import api, baseline, config, readers, ruleset, terms
from lint.config import ConfigError
from lint.model import Given, ReadOnly
from lint.office import sheet
from lint.report import Style, sarif
from lint.report import json as json_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.model import Rule

# seconds of work that 10 KB may cost, the bytes that any input counts as, and seconds after which a run is broken off
SLOW, LEAST, HANGS = 1.0, 5_000, 60


class Slow(Exception):
    """An input that takes longer than a second for 10 KB."""


class Hang(KeyboardInterrupt):
    """An input that is not done after a minute; no rule may swallow this."""


class Target(NamedTuple):
    """What is fuzzed: inputs, and a trial of one that returns the seconds which 10 KB of it cost."""

    inputs: st.SearchStrategy[bytes]
    trial: Callable[[bytes], float]
    member: str = ""  # of packages: the part in which inputs are crossed


# ---- inputs

_PAGE, _SHEET = "Doc_0/Pages/Page_0/Content.xml", "xl/worksheets/sheet1.xml"
_WORD = st.sampled_from((*INLINE, *LINES))
_ANY = st.text(max_size=8) | st.text(
    st.characters(categories=("Nd", "No", "Nl", "Cf", "Zs", "Po", "Ps", "Pe")), max_size=5
)
_REPEATED = st.tuples(_WORD, st.sampled_from((2, 3, 5, 9, 40, 200))).map(lambda pair: pair[0] * pair[1])
TEXT = st.lists(_WORD | _WORD | _WORD | _WORD | _WORD | _ANY | _REPEATED, max_size=30).map("".join)
_ENCODINGS = st.sampled_from(
    ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5")
)
_MUTATION = st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12) | st.sampled_from((b"\0", b"\xff", b"\xed\xa0\x80"))
)


def mutated(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes with ranges replaced: each from a share of the length on, so many bytes, by others."""
    for share, length, new in changes:
        at = int(share * len(data))
        data = data[:at] + new + data[at + length :]
    return data


def _encoded(text: str, encoding: str, changes: list[tuple[float, int, bytes]]) -> bytes:
    return mutated(text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "ignore"), changes)


RAW = st.builds(_encoded, TEXT, _ENCODINGS, st.just([]) | st.lists(_MUTATION, max_size=3)) | st.binary(max_size=300)
MIXED = st.lists(st.tuples(TEXT, _ENCODINGS).map(lambda t: _encoded(t[0], t[1], [])), max_size=3).map(b"".join)
_TAGS = st.sampled_from(
    (
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "<tr>",
            "<td colspan=3>",
            "</td>",
            "</tr>",
            "</table>",
            "<br>",
            "<pre>",
        ),
        *(
            "</pre>",
            "<script>",
            "</script>",
            "<style>",
            "<template>",
            "</template>",
            "<p hidden>",
            "<li>",
            "<h1>",
            "</h1>",
        ),
        *(
            "<!-- gongwen-lint: ignore -->",
            "<!--",
            "-->",
            "&#x4e00;",
            "&#99999999999;",
            "&amp",
            "&lt;",
            "<![CDATA[",
            "]]>",
            "<?x",
        ),
        *(
            "<!DOCTYPE x [",
            "<a href='",
            "<textarea>",
            "</textarea>",
            "<td colspan=99999>",
            "<svg>",
            "<p style='display : none'>",
        ),
    )
)
HTML = st.builds(_encoded, st.lists(_TAGS | _WORD | _ANY, max_size=60).map("".join), _ENCODINGS, st.just([]))
_XML_TEXT = TEXT.map(
    lambda t: "".join(c for c in t if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd")
)


def _word_file(texts: list[str], breaks: list[int], odd: list[str], flags: tuple[bool, bool]) -> bytes:
    body = []
    for n, text in enumerate(texts):
        cut = breaks[n % len(breaks)] if breaks else 5
        runs = [r(text[at : at + cut]) for at in range(0, len(text), max(cut, 1))] or [""]
        inner = [x for pair in zip(runs, [*odd, ""] * len(runs), strict=False) for x in pair]
        body.append(table((text, text[:3]), (text[3:6],)) if n % 4 == 3 else p(*inner))
    return docx("".join(body), strict=flags[0], compression=8 * flags[1])


_ODD = st.sampled_from(
    (
        *(
            '<w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins>',
            '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        ),
        *(
            "<w:r><w:tab/></w:r>",
            "<w:r><w:br/></w:r>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:footnoteReference w:id='7'/></w:r>",
        ),
        *(
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:hyperlink>",
            "</w:hyperlink>",
            "<w:sdt><w:sdtContent>",
            "</w:p><w:p>",
            "<w:r><w:noBreakHyphen/></w:r>",
        ),
        *(
            "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>",
            '<w:commentRangeStart w:id="0"/>',
            "<w:r><w:t/></w:r>",
            "<w:r><w:sym w:char='F0A8'/></w:r>",
            '<w:fldSimple w:instr="TOC">',
            "</w:fldSimple>",
            '<w:r><w:rPr><w:sz w:val="32"/><w:color w:val="FF0000"/><w:vanish w:val="0"/></w:rPr><w:t>字</w:t></w:r>',
            '</w:p><w:p><w:pPr><w:outlineLvl w:val="1"/><w:spacing w:line="560" w:lineRule="exact"/>'
            '<w:ind w:firstLineChars="200"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr>',
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr></w:tc></w:tr>'
            "</w:tbl>",
        ),
    )
)
DOCX = st.builds(
    _word_file,
    st.lists(_XML_TEXT, max_size=6),
    st.lists(st.integers(1, 9), max_size=4),
    st.lists(_ODD, max_size=4),
    st.tuples(st.booleans(), st.booleans()),
)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def _repacked(data: bytes, name: str, changes: list[tuple[float, int, bytes]]) -> bytes:
    """A package with one member's bytes changed."""
    members = _members(data)
    return _packed({n: mutated(content, changes) if n == name else content for n, content in members.items()})


_XML_CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 30),
        _ODD.map(str.encode) | st.binary(max_size=4) | st.sampled_from((b"</w:t>", b"<w:t>", b"&#0;", b"\xed\xa0\x80")),
    ),
    min_size=1,
    max_size=3,
)


def _broken(packages: st.SearchStrategy[bytes], member: str) -> st.SearchStrategy[bytes]:
    inner = st.builds(_repacked, packages, st.just(member), _XML_CHANGES)
    return packages | packages | inner | st.builds(mutated, packages, st.lists(_MUTATION, min_size=1, max_size=3))


def odt(body: str) -> bytes:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "draw", "style", "svg-compatible")
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
    return made.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_ODT_PIECE = st.sampled_from(
    (
        *(
            "<text:p>",
            "</text:p>",
            "<text:s text:c='3'/>",
            "<text:s text:c='99999999999'/>",
            "<text:tab/>",
            "<text:line-break/>",
            "<text:span>",
        ),
        *(
            "</text:span>",
            "<text:h text:outline-level='9'>甲</text:h>",
            "<table:table><table:table-row><table:table-cell>",
            "<text:note-body>",
        ),
        *(
            "</table:table-cell></table:table-row></table:table>",
            "</text:note-body>",
            "<text:tracked-changes>",
            "</text:tracked-changes>",
        ),
    )
)
_ODT_TEXT = _XML_TEXT.map(lambda t: f"<text:p>{_escaped(t)}</text:p>")
ODT = st.lists(_ODT_TEXT | _ODT_TEXT | _ODT_PIECE, max_size=12).map("".join).map(odt)
_LINE = st.tuples(
    st.floats(-500, 500) | st.sampled_from((0.0, 1e308)),
    st.floats(-500, 500),
    _XML_TEXT.map(lambda t: _escaped(t.replace("\n", ""))[:80]),
)
OFD = st.lists(st.lists(_LINE, max_size=8), max_size=3).map(lambda pages: ofd(*pages))
_CELLS = st.lists(st.lists(_XML_TEXT.map(lambda t: t[:40]), max_size=4), max_size=5)
XLSX = _CELLS.map(lambda rows: sheet(("甲", "乙"), rows, (9, 9)))
_DATED = st.sampled_from(
    (
        *"零〇一二三四五六七八九十百千万亿点半两第年月日号周届次中全会年度至到—-~年内以来前后约余多",
        *(
            "2023",
            "20",
            "31",
            "13",
            "0",
            "00",
            "1—11月",
            "上半年",
            "第一季度",
            "十四五",
            "２０２３",
            "元年",
            "闰",
            "2024.2.30",
            "2023-13-01",
            "成文日期：",
            "今年",
            "去年",
        ),
        *(
            "党的二十大",
            "二十届三中全会",
            "增长",
            "%",
            "万元",
            "倍",
            "同比",
            "其中",
            "合计",
            "，",
            "。",
            "\n",
            " ",
            "/",
            ".",
            ",",
            "分之",
            "±",
            "²",
            "①",
            "Ⅳ",
            "㊣",
            "٣",
        ),
    )
)
DATED = st.lists(_DATED | _ANY, max_size=60).map("".join).map(lambda t: t.encode("utf-8", "replace"))
_DIRECTIVE = st.sampled_from(
    (
        *(
            "<!--",
            "-->",
            "gongwen-lint",
            ":",
            "：",
            "ignore",
            "ignore-file",
            "ignore-start",
            "ignore-end",
            "[",
            "]",
            "【",
            "TYP101",
            "PUN",
            ",",
            "，",
            " ",
            "\n",
        ),
        *(
            "\n\n",
            "人们立场",
            "XX次",
            "```",
            "> ",
            "| ",
            "<!-- gongwen-lint: ignore[TYP101] x -->",
            "<!-- gongwen-lint: ignore-start -->",
            "---\n",
            "# ",
            "`",
            "\\",
        ),
    )
)
DIRECTIVES = st.lists(_DIRECTIVE, max_size=50).map("".join).map(str.encode)
_YAML = st.sampled_from(
    (
        *(
            "extends: ",
            "rules:\n",
            "- ",
            "  ",
            "code: OWN1",
            "name: own",
            "kind: ",
            "existence",
            "substitution",
            "message: ",
            "{zh: x}",
            "patterns: ",
            '["(a"]',
            "swap: ",
        ),
        *(
            "{甲: 乙}",
            "disable: ",
            "[TYP101]",
            "options: ",
            "ignore: ",
            "words: ",
            "unit: ",
            "date: ",
            "2023",
            "2023-02-30",
            "stage: ",
            "final",
            "plugins: ",
            "timeline: ",
        ),
        *(
            "tables: ",
            "{TYP101: {add: {甲: 乙}}}",
            "exclude: ",
            "lang: ",
            "\n",
            "\n\n",
            ": ",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "&a ",
            "*a",
            "<<: ",
            "!!python/object:x ",
            "? ",
            "| \n",
        ),
        *(
            "> \n",
            "'",
            '"',
            "#",
            "~",
            "null",
            "yes",
            "0x1F",
            "1:20",
            "1e999",
            ".inf",
            ".nan",
            "-0",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "\t",
            "\x00",
            "\u2028",
            "terms: ",
            "unless: ",
        ),
        *(
            "first: ",
            "second: ",
            "either: ",
            "members: ",
            "names: ",
            "{甲: {until: 2020}}",
            "most: ",
            "scope: ",
            "[body]",
            "severity: ",
            "table: ",
            "a.tsv",
            "fail-level: ",
            "bad: ",
        ),
    )
)


def _json(names: tuple[str, ...], leaves: int) -> st.SearchStrategy[Any]:
    """Any values, with names that mean something among their texts and keys."""
    name = st.sampled_from(names)
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | name | name
    return st.recursive(
        plain,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(name | name | st.text(max_size=3), inner, max_size=4)
        ),
        max_leaves=leaves,
    )


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


# JSON is YAML: settings that are well formed and mean anything, beside pieces of YAML
_SETTINGS = st.dictionaries(
    st.sampled_from(tuple(config._KEYS)),
    _json(
        (
            *(
                "TYP101",
                "TYP",
                "OWN1",
                "code",
                "name",
                "kind",
                "existence",
                "substitution",
                "consistency",
                "occurrence",
            ),
            *("conditional", "phrase", "timeline", "python", "message", "zh", "en", "patterns", "(a", "甲+", "{found}"),
            *(
                "swap",
                "甲",
                "乙",
                "add",
                "drop",
                "bad",
                "good",
                "[[甲->乙]]",
                "until",
                "2023-02-30",
                "2023",
                "rule",
                "path",
            ),
            *("text", "before", "after", "reason", "scope", "short", "former", "leaders", "congress", "*.txt", "final"),
            *("terms", "words", "first", "second", "most", "unless", "options", "table", "a.tsv", "strict", "severity"),
        ),
        14,
    ),
    max_size=4,
).map(_dumped)
YAML = (
    (st.lists(_YAML | _ANY, max_size=40).map("".join) | st.lists(_YAML, max_size=12).map("".join)).map(
        lambda t: t.encode("utf-8", "surrogatepass")
    )
    | _SETTINGS
    | _SETTINGS
)
BASELINES = _json(("gongwen-lint baseline", "files", "a.txt", "X:0"), 8).map(_dumped)


# ---- what is done with them


@cache
def _catalogue() -> ruleset.Catalogue:
    return ruleset.load()


@cache
def _task(unsafe: bool, track: bool) -> api.Task:
    catalogue = _catalogue()
    every = tuple(rule.code for rule in catalogue.rules)
    return api.task(catalogue, profile="strict", select=every, fix=True, unsafe=unsafe, track=track)


@cache
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in _catalogue().rules}


def check(data: bytes, path: str, *, unsafe: bool = True, track: bool = True) -> float:
    """Check and fix one file with every rule: the seconds that 10 KB cost; raises where a promise is broken."""
    task = _task(unsafe, track)
    began = time.process_time()
    once = api.check_bytes(data, path, task)
    spent = time.process_time() - began
    _sound(once)
    list(json_report.report([once], Style(task.speaker)))
    list(sarif.report([once], Style(task.speaker, rules=_by_code())))
    if once.doc is None:
        return 0.0
    size = max(len(data), len(once.doc.text.encode("utf-8", "surrogatepass")), LEAST)
    if once.after != data:
        twice = api.check_bytes(once.after, path, task)
        _sound(twice)
        assert twice.doc is not None, "fixed bytes cannot be read"
        assert twice.doc.text == once.doc.text, "fixed bytes are read in another way"
        assert twice.after == once.after, "a second fixing changes more"
    return spent / (2 if once.after == data else 10) / size * 10_000


def _sound(result: api.Result) -> None:
    length = len(result.doc.text) if result.doc else 0
    for d in (*result.diagnostics, *result.shadowed, *result.applied):
        assert d.code not in ("E903", "E904", "E905"), d.message
        assert result.doc is None or d.broken or d in result.applied or 0 <= d.start <= d.end <= length, d
        assert d.code != "E907" or result.after == result.before
    if result.doc:
        at = 0
        for segment in result.doc.segments:
            assert at <= segment.start <= segment.end <= length, segment
            at = segment.end


class _Shipped:
    """What is shipped is parsed, checked and indexed once: no part of the input, it costs fifty times as much."""

    def __init__(self) -> None:
        self._parse, self._entries, self._build = cache(config.parse), ruleset._entries, terms.build
        self._shipped: list[dict[str, Any]] = []
        self._indexes: list[tuple[dict[str, tuple[int, ...]], dict[str, Any]]] = []

    def parse(self, path: str, data: bytes) -> config.Source:
        read = self._parse.__wrapped__ if path.endswith(config.FILE_NAME) else self._parse
        return read(path, data)

    def entries(self, source: config.Source, items: Any, at: Any, shipped: bool, *rest: Any) -> list[dict[str, Any]]:
        if not shipped:
            return self._entries(source, items, at, shipped, *rest)
        self._shipped = self._shipped or self._entries(source, items, at, shipped, *rest)
        return list(self._shipped)

    def build(self, words: dict[str, tuple[int, ...]]) -> dict[str, Any]:
        for known, made in self._indexes:
            if known == words:
                return made
        self._indexes = [(words, self._build(words)), *self._indexes[:3]]
        return self._indexes[0][1]

    def __enter__(self) -> None:
        config.parse, ruleset._entries, terms.build = self.parse, self.entries, self.build

    def __exit__(self, *_: object) -> None:
        config.parse, ruleset._entries, terms.build = self._parse.__wrapped__, self._entries, self._build


_SHIPPED = _Shipped()


def _settings(data: bytes) -> float:
    with tempfile.TemporaryDirectory() as folder, _SHIPPED:
        path = os.path.join(folder, config.FILE_NAME)
        with open(path, "wb") as file:
            file.write(data)
        try:
            catalogue = ruleset.load(path, cache=False)
        except ConfigError as error:
            told = ruleset.problems_text(error.problems, "zh")
            assert told and all(line.startswith(f"{folder}{os.sep}") for line in told), told
            return 0.0
        result = api.check_bytes(
            "坚持人们立场，走访XX户，甲乙a，b。".encode(), os.path.join(folder, "a.txt"), api.task(catalogue)
        )
        assert not [d for d in result.diagnostics if d.code in ("E903", "E904")], result.diagnostics
    return 0.0


def _baseline(data: bytes) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "b.json")
        with open(path, "wb") as file:
            file.write(data)
        try:
            known = baseline.load(path)
        except baseline.Unusable:
            return 0.0
        baseline.dump(path, known.files)
        assert baseline.load(path) == known
    return 0.0


def _docx(data: bytes) -> float:
    cost = max(check(data, "a.docx"), check(data, "a.docx", track=False))
    if data.startswith(b"PK"):
        from lint import comments

        try:
            doc = readers.read(data, "a.docx", Given())
            with_comment = comments.add(doc, [comments.Comment(0, min(2, len(doc.text)), ("甲",))])
        except (readers.Unreadable, ReadOnly):
            return cost
        assert readers.read(with_comment, "a.docx", Given()).text == doc.text
    return cost


def _pdf(data: bytes) -> float:
    """pypdfium2 is others' work: only what we make of its answers is looked at."""
    try:
        readers.read(data, "a.pdf", Given())
    except readers.Unreadable:
        pass
    return 0.0


def _pdf_file(text: str) -> bytes:
    shown = "".join(c for c in text if " " <= c <= "~" and c not in "()\\")[:200]
    stream = f"BT /F1 12 Tf 50 700 Td ({shown}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
        + b"trailer<</Root 1 0 R>>"
    )


TARGETS: dict[str, Target] = {
    "text": Target(RAW | MIXED, partial(check, path="a.txt")),
    "markdown": Target(RAW, partial(check, path="a.md")),
    "html": Target(HTML | RAW, partial(check, path="a.html")),
    "docx": Target(_broken(DOCX, "word/document.xml"), _docx, "word/document.xml"),
    "odt": Target(_broken(ODT, "content.xml"), partial(check, path="a.odt"), "content.xml"),
    "ofd": Target(_broken(OFD, _PAGE), partial(check, path="a.ofd"), _PAGE),
    "xlsx": Target(_broken(XLSX, _SHEET), partial(check, path="a.xlsx"), _SHEET),
    "pdf": Target(st.builds(mutated, TEXT.map(_pdf_file), st.lists(_MUTATION, max_size=3)), _pdf),
    "dates": Target(DATED, partial(check, path="2023年工作总结.txt")),
    "directives": Target(DIRECTIVES, partial(check, path="a.md", unsafe=False)),
    "settings": Target(YAML, _settings),
    "baseline": Target(BASELINES, _baseline),
}


# ---- inputs made of earlier ones


def _opened(data: bytes, member: str) -> tuple[bytes, Callable[[bytes], bytes]]:
    """What is crossed of an input (the member of a package, or all of it), and how the input is put together again."""
    if member and data.startswith(b"PK"):
        try:
            members = _members(data)
            return members[member], lambda new: _packed({**members, member: new})
        except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
            pass  # a package that is broken already is crossed as bytes
    return data, bytes


def _cut(dice: Random, data: bytes) -> int:
    """A place in bytes, between two characters of UTF-8."""
    at = dice.randint(0, len(data))
    while at < len(data) and 0x80 <= data[at] < 0xC0:
        at += 1
    return at


def _piece(dice: Random, data: bytes, most: int) -> tuple[int, int]:
    start = _cut(dice, data)
    return start, max(start, _cut(dice, data[: start + dice.randint(0, most)]))


# what an attribute or a number may hold that nobody expects there
_VALUES = (
    "",
    "²",
    "٣",
    "-1",
    "0",
    "1e999",
    "nan",
    "9" * 40,
    "9" * 5000,
    "FFFFFFFF",
    "D800",
    "１",
    "1.5",
    " 1",
    "甲",
    "TOC",
    "s",
)
_VALUE = re.compile(rb'(?<==["\'])[^"\'<>]*|[0-9]+')


def _odd(dice: Random, data: bytes) -> bytes:
    """Bytes with the value of an attribute, or a number, exchanged for another that may be none."""
    found = _VALUE.search(data, _cut(dice, data))
    if not found:
        return data
    return data[: found.start()] + dice.choice(_VALUES).encode() + data[found.end() :]


def crossed(dice: Random, pool: list[bytes], member: str) -> bytes:
    """An input made of two: some pieces of one stand in the other, are gone, doubled, or changed into other bytes."""
    data, close = _opened(dice.choice(pool), member)
    for _ in range(dice.randint(1, 4)):
        if dice.random() < 0.2:
            data = _odd(dice, data)
            continue
        start, end = _piece(dice, data, dice.choice((3, 30, 300)))
        what = dice.random()
        if what < 0.6:
            other = _opened(dice.choice(pool), member)[0]
            first, last = _piece(dice, other, dice.choice((3, 30, 300)))
            new = other[first:last]
            start = end if what < 0.3 else start
        else:
            new = b"" if what < 0.75 else data[start:end] * dice.randint(2, 4) if what < 0.95 else dice.randbytes(2)
        data = data[:start] + new + data[end:]
    if len(data) > 6_000:
        start = dice.randint(0, len(data) - 3_000)
        data = data[start : start + 3_000] if not member else data[: len(data) - 3_000]
    return close(data)


def shrunk(data: bytes, member: str, fails: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """A failing input with as much left out as still fails, piece by piece."""
    inner, close = _opened(data, member)
    size = len(inner) // 2
    while size:
        at = 0
        while at < len(inner) and tries:
            tries -= 1
            less = inner[:at] + inner[at + size :]
            if fails(close(less)):
                inner = less
            else:
                at += size
        size //= 2
    return close(inner)


# ---- the long run


def trials(name: str, number: int, most: int, done: Callable[[bytes], None] | None = None) -> None:
    """Try so many inputs that hypothesis draws for a target; the same number draws the same ones."""
    target = TARGETS[name]

    @seed(number)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(target.inputs)
    def trial(value: bytes) -> None:
        done(value) if done else target.trial(value)

    trial()


# inputs that hypothesis draws for one seed, and those that are crossed from what was drawn so far
DRAWN, CROSSED, KEPT = 20, 200, 400


class Run:
    """What came of one target so far."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number = name, number
        self.executions = self.findings = 0
        self.seconds = 0.0  # of a processor
        self._pool: list[bytes] = []
        self._told: set[str] = set()
        TARGETS[name].trial(b"")  # what is loaded once is no part of any input's cost

    def go(self) -> None:
        """The inputs of the next seed."""
        began = time.process_time()
        dice = Random(f"{self.name} {self.number}")
        drawn: list[bytes] = []
        trials(self.name, self.number, DRAWN, drawn.append)
        for data in drawn:
            self._attempt(data)
            self._keep(dice, data)
        for _ in range(CROSSED):
            data = crossed(dice, self._pool, TARGETS[self.name].member)
            if self._attempt(data) and dice.random() < 0.05:
                self._keep(dice, data)
        self.number += 1
        self.seconds += time.process_time() - began

    def _keep(self, dice: Random, data: bytes) -> None:
        if len(self._pool) < KEPT:
            self._pool.append(data)
        else:
            self._pool[dice.randrange(KEPT)] = data

    def _attempt(self, data: bytes) -> bool:
        """Try an input; what goes wrong for the first time is made small and told."""
        try:
            self._try(data)
        except (Exception, Hang) as error:
            kind = _kind(error)
            if kind not in self._told:
                if not isinstance(error, (Slow, Hang)):  # to try those again and again costs what others need
                    data = shrunk(data, TARGETS[self.name].member, partial(self._fails, kind))
                self._tell(data, error)
            return False
        return True

    def _try(self, data: bytes) -> None:
        self.executions += 1
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
        cost = TARGETS[self.name].trial(data)
        if cost > SLOW:  # something may have been loaded for the first time
            cost = min(cost, TARGETS[self.name].trial(data))
        if cost > SLOW:
            raise Slow(f"{cost:.1f} s for 10 KB, {len(data)} bytes")

    def _fails(self, kind: str, data: bytes) -> bool:
        try:
            self._try(data)
        except (Exception, Hang) as error:
            return _kind(error) == kind
        return False

    def _tell(self, data: bytes, error: BaseException) -> None:
        kind = _kind(error)
        self._told.add(kind)
        self.findings += 1
        inner = _opened(data, TARGETS[self.name].member)[0]
        print(f"FOUND {self.name} seed {self.number}: {kind}: {str(error)[:300]}\n  {inner!r:.3000}", flush=True)


def _kind(error: BaseException) -> str:
    """What is one finding: the error and where it was raised."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    at = f" at {os.path.basename(where.tb_frame.f_code.co_filename)}:{where.tb_lineno}" if where else ""
    return type(error).__name__ + at


def _main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--targets", default=",".join(TARGETS), help="some of them, with commas between (all)")
    parser.add_argument("--seconds", type=float, default=60, help="of a processor, for each target (60)")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first draw (1)")
    stated = parser.parse_args()
    names = stated.targets.split(",")
    if unknown := set(names) - set(TARGETS):
        parser.error(f"no targets: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    runs = [Run(name, stated.seed) for name in names]
    try:
        # the one that had the least: whenever this is stopped, all had their share
        while (run := min(runs, key=lambda run: run.seconds)).seconds < stated.seconds:
            run.go()
    except Stopped:
        pass
    print(f"{'target':12} executions  seconds  for each  findings")
    for run in runs:
        each = 1000 * run.seconds / max(1, run.executions)
        print(f"{run.name:12} {run.executions:10} {run.seconds:8.0f} {each:6.2f} ms {run.findings:9}")
    executions, findings = sum(run.executions for run in runs), sum(run.findings for run in runs)
    print(f"from seed {stated.seed} on: {executions} executions, {findings} findings")
    return int(bool(findings))


class Stopped(BaseException):
    """Ctrl-C or a request to end: what was done so far is told."""


def _stop(*_: object) -> None:
    raise Stopped


def _hung(*_: object) -> None:
    raise Hang


if __name__ == "__main__":
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _hung)
    sys.exit(_main())
